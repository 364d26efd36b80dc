import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatId } from "@colophon/sdk";
import { parseAgreement } from "@colophon/sdk/agreements";
import { readAgreement } from "@colophon/sdk/read";
import type { Hex } from "viem";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { installSafe } from "../../sdk/src/testing/safe.ts";
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

let world: World;
let folder: string;
let chain: string[];

const by = (key: number) => [...chain, "--key-file", join(folder, `key${key}`)];

async function colophon(...args: string[]) {
  const { code, out, err } = await runColophon(folder, ["agree", ...args, "--json"]);
  return { code, err, answer: code === 0 || out !== "" ? JSON.parse(out) : undefined };
}

beforeAll(async () => {
  world = await createWorld();
  folder = await mkdtemp(join(tmpdir(), "agree-"));
  await writeFile(join(folder, "deployment.json"), JSON.stringify(world.deployment));
  for (const [i, key] of keys.entries()) await writeFile(join(folder, `key${i}`), key, { mode: 0o600 });
  chain = ["--rpc", world.url, "--deployment", join(folder, "deployment.json")];
});

afterAll(async () => {
  world.stop();
  await rm(folder, { recursive: true, force: true });
});

test("two people draft a confidentiality agreement, sign it apart, have it witnessed and end it", async () => {
  const blanks = (await colophon("templates", "nda-mutual")).answer;
  await writeFile(join(folder, "blanks.json"), JSON.stringify({ ...blanks, years: "2", days: "14" }));
  const file = join(folder, "nda.colophon-agreement.json");
  const drafting = ["draft", "--template", "nda-mutual", "--blanks", join(folder, "blanks.json"), "--out", file];
  const parties = ["--party", maya.address, "--party", ines.address, "--leaver", ines.address, "--notice", "30"];
  const drafted = await colophon(...drafting, ...parties, "--closes", "2100-01-01", ...chain);
  expect(drafted.err).toBe("");

  const copy = join(folder, "copy.colophon-agreement.json");
  await writeFile(copy, await readFile(file));
  expect((await colophon("sign", file, ...by(0))).answer.missing).toEqual([ines.address]);
  expect((await colophon("check", file)).code).toBe(1);
  const tooEarly = await colophon("witness", file, ...by(0));
  expect(tooEarly.err).toMatch(/did not sign yet/);
  await colophon("sign", copy, ...by(1));
  expect((await colophon("join", file, copy)).answer.missing).toEqual([]);
  expect(await colophon("check", file)).toMatchObject({ code: 0, answer: { complete: true } });

  const id = drafted.answer.id as Hex;
  expect((await colophon("witness", file, ...by(1))).answer.id).toBe(id);
  expect((await colophon("check", file, ...chain)).answer.sentence).toMatch(/^It was witnessed at/);
  expect((await colophon("leave", file, ...by(0))).err).toMatch(/does not let .* end it alone/);
  expect((await colophon("leave", file, ...by(1))).code).toBe(0);
  expect(found(await readAgreement(world.context, id)).state).toBe("notice was given");

  expect((await colophon("end", file, ...by(0))).answer.missing).toEqual([ines.address]);
  expect(parseAgreement(await readFile(file)).ending?.signatures).toHaveLength(1);
  expect((await colophon("end", file, ...by(1))).answer.missing).toEqual([]);
  expect(found(await readAgreement(world.context, id))).toMatchObject({ state: "over", ending: "by all" });
});

test("another draft, a stranger's signature and a blank are refused in words", async () => {
  await writeFile(join(folder, "own.md"), "# Our own\n\nWe share the boat.");
  const file = join(folder, "own.json");
  const args = ["--words", join(folder, "own.md"), "--closes", "2100-01-01", "--secret", ...chain];
  await colophon("draft", ...args, "--party", ines.address, "--out", file);
  expect((await colophon("sign", file, ...by(0))).err).toMatch(/is no party to this agreement/);
  const other = join(folder, "other.json");
  await colophon("draft", ...args, "--party", ines.address, "--party", maya.address, "--out", other);
  expect((await colophon("join", file, other)).err).toMatch(/another draft\. These facts differ: .*the parties/);
  await colophon("sign", file, ...by(1));
  expect((await colophon("witness", file, ...by(1))).err).toMatch(/keep this to themselves/);
  await writeFile(join(folder, "empty.json"), "{}");
  const empty = [
    "draft",
    "--template",
    "model-release",
    "--blanks",
    join(folder, "empty.json"),
    "--closes",
    "2100-01-01",
  ];
  expect((await colophon(...empty, "--party", ines.address, "--out", join(folder, "x"), ...chain)).err).toMatch(
    /“The person shown”: this is not filled in yet/,
  );
  await writeFile(file, (await readFile(file, "utf8")).replace("the boat", "a boat"));
  expect((await colophon("check", file)).answer.sentence).toMatch(/is not a signature of that account's key/);
});

test("partners found a venture: a Safe of theirs controls the work, their shares are paid, and a second run has nothing to do", async () => {
  const { id } = await world.register(maya, "the venture");
  const out = join(folder, "venture.colophon-agreement.json");
  const venture = (name: string, ...more: string[]) =>
    colophon(
      ...["venture", name, "--work", formatId(id, "work"), "--law", "the law of France", "--courts", "Paris"],
      ...["--closes", "2100-01-01", "--out", out, ...more, ...by(0)],
    );
  const partners = ["--partner", `${maya.address} 60 Maya Lindqvist`, "--partner", `${ines.address} 40% Inès Moreau`];
  const both = [...partners, "--threshold", "2"];

  expect((await venture("The boat", ...both)).err).toMatch(/does not have Safe 1\.4\.1.*Nothing was sent/s);
  await installSafe((address, bytecode) => world.client.setCode({ address, bytecode }));
  expect((await venture("The boat", ...partners, "--threshold", "3")).err).toMatch(/3 signatures can't be asked of 2/);
  expect((await venture("The boat", ...partners.slice(2), "--threshold", "1")).err).toMatch(/two partners at least/);
  const twice = ["--partner", `${maya.address} 40 Maya again`];
  expect((await venture("The boat", ...partners.slice(0, 2), ...twice, "--threshold", "1")).err).toMatch(/named twice/);

  const planned = (await venture("The boat", ...both, "--dry-run")).answer;
  expect(planned).toMatchObject({
    controlled: false,
    founded: false,
    agreement: { missing: [ines.address, maya.address].sort() },
  });
  expect(planned.left[0]).toBe(`Create the Safe ${planned.safe}.`);
  expect(planned.control[0]).toMatch(/does nothing unless all 2 partners sign/);
  // "all" is the same as both, and so is the Safe; with one signature, one of them could take it over.
  const all = (await venture("The boat", ...partners, "--threshold", "all", "--dry-run")).answer;
  expect(all.safe).toBe(planned.safe);
  const alone = await venture("The boat", ...partners, "--threshold", "1", "--dry-run");
  expect(alone.answer.control[0]).toMatch(/^Each partner alone can license/);
  expect(alone.answer.control[1]).toMatch(/change the owners of the Safe.*asks all 2 for that.*breach/);

  const done = await venture("The boat", ...both);
  expect(done.err).not.toMatch(/failed/);
  expect(done.answer).toMatchObject({ safe: planned.safe, controlled: true, founded: true, left: [] });
  expect(parseAgreement(await readFile(out)).agreement.text).toContain(planned.safe.toLowerCase());
  const blocks = await world.client.getBlockNumber();
  expect((await venture("The boat", ...both)).answer).toMatchObject({ founded: true, left: [] });
  expect(await world.client.getBlockNumber()).toBe(blocks);
  expect((await venture("The ship", ...both)).err).toMatch(/holds another agreement/);
  const half = (await colophon("sign", out, ...by(1))).answer;
  expect(half.missing).toEqual([maya.address]);
  // Whoever signs is told too, not only who founds.
  expect(half.control).toEqual(planned.control);
});
