import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { formatId, totalUnits } from "@colophon/sdk";
import { worksAbi } from "@colophon/sdk/abi";
import { readAssignments, readControllers } from "@colophon/sdk/read";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createWorld, found, testAccount, type World } from "../../sdk/src/testing/world.ts";
import { runColophon } from "../support/runColophon.ts";

// Each of these starts programs, and machines that run tests are busy.
vi.setConfig({ testTimeout: 600_000 });

/** Accounts 1 and 2 of anvil, which everybody knows. */
const keys = [
  "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
  "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
];
const [maya, ines] = [testAccount(1), testAccount(2)];

const verifier = join(import.meta.dirname, "../../verifier/verify_bundle.py");

let world: World;
let folder: string;
let chain: string[];

const by = (key: number) => [...chain, "--key-file", join(folder, `key${key}`)];

async function colophon(...args: string[]) {
  const { code, out, err } = await runColophon(folder, ["assign", ...args, "--json"]);
  return { code, err, answer: code === 0 || out !== "" ? JSON.parse(out) : undefined };
}

/** What an account bought, and what its books say that it spent on it, as `colophon statement` prints both. */
async function purchasesOf(payer: string, ...more: string[]) {
  const { code, out, err } = await runColophon(folder, ["statement", "royalties", "--payer", payer, ...more, ...chain]);
  expect([code, err]).toEqual([0, ""]);
  const { lines, closings, checks } = JSON.parse(out).sections as Record<string, Record<string, unknown>[]>;
  expect(checks?.filter(({ result }) => result !== "consistent")).toEqual([]);
  const bought = ({ ledger }: Record<string, unknown>) => ledger === "purchases";
  return { lines: lines?.filter(bought), closings: closings?.filter(bought) };
}

beforeAll(async () => {
  world = await createWorld();
  folder = await mkdtemp(join(tmpdir(), "assign-"));
  await writeFile(join(folder, "deployment.json"), JSON.stringify(world.deployment));
  for (const [i, key] of keys.entries()) await writeFile(join(folder, `key${i}`), key, { mode: 0o600 });
  chain = ["--rpc", world.url, "--deployment", join(folder, "deployment.json")];
});

afterAll(async () => {
  world.stop();
  await rm(folder, { recursive: true, force: true });
});

test("a work is offered with its units, shown, accepted, and not accepted twice", async () => {
  const { id } = await world.register(ines, "sold by command");
  const work = formatId(id, "work");
  const file = join(folder, "sale.colophon-order.json");
  const what = ["offer", work, "--control", "--share", "100", "--price", "1.5", "--closes", "2100-01-01"];
  const offered = await colophon(...what, "--buyer", maya.address, "--out", file, ...by(1));
  expect(offered).toMatchObject({ code: 0, answer: { work, control: true, units: totalUnits } });
  expect((await colophon("show", file)).answer.sentence).toMatch(/The seller's key signed exactly this/);
  expect(await colophon("show", file, ...chain)).toMatchObject({ code: 0, answer: { ready: true, changes: [] } });
  expect((await colophon("accept", file, ...by(1))).err).toMatch(/The buyer did not sign exactly this/);

  const accepted = await colophon("accept", file, ...by(0));
  expect(accepted).toMatchObject({ code: 0, answer: { units: totalUnits, price: "1500000000000000000" } });
  expect(found(await readControllers(world.context, [id])).get(id)).toBe(maya.address);
  expect(found(await readAssignments(world.context, id))).toHaveLength(1);
  expect(await colophon("show", file, ...chain)).toMatchObject({ code: 1, answer: { state: "taken" } });

  // It stands in the buyer's statement with its whole price, as what they bought, and not in the seller's as spent.
  const price = "1500000000000000000";
  const { lines, closings } = await purchasesOf(maya.address);
  expect(lines).toMatchObject([
    {
      ...{ kind: "work-bought", work, counterparty: ines.address, amount: price, paid: price },
      ...{ net: "0", unitsMoved: String(totalUnits) },
    },
  ]);
  expect(closings).toMatchObject([{ paid: price, waiting: "0" }]);
  expect(await purchasesOf(ines.address)).toEqual({ lines: [], closings: [] });

  // The sale in one file, which names the deed and both sides, and which both verifiers read.
  const proof = join(folder, "sale.colophon-bundle.json");
  const { transaction, id: order } = accepted.answer;
  const made = await runColophon(folder, ["bundle", "--transaction", transaction, "--out", proof, ...chain]);
  expect([made.code, made.err]).toEqual([0, ""]);
  const verified = await runColophon(folder, ["verify", proof, "--rpc", world.url, "--text"]);
  expect(verified.out).toContain("Assigned");
  expect(verified.out).toContain(order);
  const { hash } = await world.client.getBlock({ blockNumber: BigInt(accepted.answer.block) });
  const python = await promisify(execFile)("python3", [verifier, proof, "--block-hash", hash, "--chain", "31337"]);
  expect(python.stdout).toContain("Assigned");
  expect(python.stdout).toContain(order);
  expect((await colophon("accept", file, ...by(0))).err).toMatch(/It was taken/);
});

test("units are sold in parts for a token, and the rest is cancelled", async () => {
  const { id } = await world.register(ines, "units by command");
  const work = formatId(id, "work");
  const file = join(folder, "units.colophon-order.json");
  await world.mint(maya, 100_000_000n);
  const what = ["offer", work, "--share", "10", "--price", "100", "--currency", world.token, "--closes", "2100-01-01"];
  expect((await colophon(...what, "--out", file, ...by(1))).code).toBe(0);
  expect((await colophon("accept", file, "--share", "2.5", ...by(0))).answer).toMatchObject({ units: 2_500_000 });
  expect((await colophon("show", file, ...chain)).answer).toMatchObject({ taken: 2_500_000, left: 7_500_000 });
  // Only the part that was taken is in the buyer's books, in the token that was paid.
  const { lines, closings } = await purchasesOf(maya.address, "--currency", world.token);
  expect(lines).toMatchObject([
    { kind: "units-bought", work, currency: world.token, amount: "25000000", paid: "25000000", unitsMoved: "2500000" },
  ]);
  expect(closings).toMatchObject([{ currency: world.token, paid: "25000000" }]);
  expect((await colophon("accept", file, "--share", "9", ...by(0))).err).toMatch(/this order has 7.5 % left/);
  expect((await colophon("cancel", file, ...by(0))).err).toMatch(/Only the seller/);
  expect((await colophon("cancel", file, ...by(1))).code).toBe(0);
  expect((await colophon("accept", file, ...by(0))).err).toMatch(/It was cancelled/);
});

test("what changed since, a changed file and an order of nothing are refused in words", async () => {
  const { id } = await world.register(ines, "changed by command");
  const work = formatId(id, "work");
  const file = join(folder, "changed.colophon-order.json");
  const common = ["--price", "1", "--closes", "2100-01-01"];
  expect((await colophon("offer", work, ...common, "--out", file, ...by(1))).err).toMatch(/Say what is sold/);
  expect((await colophon("offer", work, "--control", ...common, "--out", file, ...by(1))).err).toMatch(
    /control of a work needs a named buyer/,
  );
  const args = ["offer", work, "--control", "--buyer", maya.address, ...common];
  expect((await colophon(...args, "--out", file, ...by(0))).err).toMatch(/does not control the work/);
  expect((await colophon(...args, "--out", file, ...by(1))).code).toBe(0);
  await world.send(ines, {
    ...{ address: world.deployment.contracts.works.address, functionName: "transferFrom" },
    abi: worksAbi,
    args: [ines.address, testAccount(5).address, id],
  });
  const refused = await colophon("accept", file, ...by(0));
  expect(refused.err).toMatch(/things changed since it was made\. The seller does not control the work any more/);
  await writeFile(file, (await readFile(file, "utf8")).replace('"price":"1000000000000000000"', '"price":"1"'));
  expect((await colophon("show", file)).err).toMatch(/the deed says other facts/);
});
