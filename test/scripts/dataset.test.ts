import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  checkDatasetProof,
  contentRootOf,
  createManifest,
  type DatasetProof,
  discloseFiles,
  forever,
  type Offer,
  unlimitedSupply,
  workIdOf,
} from "@colophon/sdk";
import { batchCall, buyCall, defineTermsCall, publishOfferCall, registerCall } from "@colophon/sdk/calls";
import { baseTerms, onchainTermsOf, type Terms, termsIdOf } from "@colophon/sdk/terms";
import { type Hex, keccak256, sha256, stringToHex, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorld, testAccount, type World } from "../../sdk/src/testing/world.ts";

const root = join(import.meta.dirname, "../..");
const [ines, maya, nora] = [testAccount(0), testAccount(1), testAccount(2)];

let world: World;
let folder: string;
let online: string[];

function run(program: string, args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const env = { ...process.env, npm_lifecycle_event: undefined, INIT_CWD: undefined };
  const child = spawn(program, args, { cwd: folder, env });
  child.stdin.end();
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.err += chunk));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, ...said })));
}

const colophon = (...args: string[]) => run(process.execPath, [join(root, "cli/colophon.mjs"), "dataset", ...args]);
const python = (...args: string[]) => run("python3", [join(root, "verifier/verify_bundle.py"), ...args]);

const digestOf = (text: string) => sha256(stringToHex(text));

/** A work whose files everybody can find. */
async function publish(by: typeof ines, files: readonly string[]): Promise<bigint> {
  const blake3 = keccak256("0x01");
  const entries = files.map((path) => ({ path, size: path.length, sha256: digestOf(path), blake3 }));
  const manifest = createManifest({ files: entries });
  const contentRoot = contentRootOf(manifest);
  const parts = { contentRoot, salt: contentRoot, metadataDigest: contentRoot, category: "literary" } as const;
  const registration = { ...parts, sources: [] };
  await world.send(by, registerCall(world.deployment, { registration, disclosures: discloseFiles(manifest) }));
  return workIdOf({ claimant: by.address, contentRoot });
}

const training: Terms = { ...baseTerms, uses: ["train"], purposes: ["commercial"], duration: 86_400 * 30 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-dataset-"));
  world = await createWorld();
  const { deployment, send } = world;
  await writeFile(join(folder, "deployment.json"), JSON.stringify(deployment));
  const key = nora.getHdKey().privateKey as Uint8Array;
  await writeFile(join(folder, "key"), `0x${Buffer.from(key).toString("hex")}`, { mode: 0o600 });
  online = ["--rpc", world.url, "--deployment", "deployment.json"];
  const licensed = await publish(ines, ["poem", "song"]);
  await publish(maya, ["photo", "poem"]);
  await publish(nora, ["own"]);
  const onchain = onchainTermsOf(training, deployment);
  const offer: Offer = {
    ...{ work: licensed, parent: 0n, licensor: ines.address, buyer: zeroAddress, terms: termsIdOf(onchain) },
    ...{ currency: zeroAddress, price: 1n, supply: unlimitedSupply, opens: 0, closes: forever, starts: 0 },
    schedule: zeroHash,
  };
  const calls = [defineTermsCall(deployment, { terms: onchain }), publishOfferCall(deployment, { offer })];
  await send(ines, batchCall(deployment, calls));
  await send(nora, buyCall(deployment, { offer, recipient: nora.address }));
  const lines = ["song", "poem", "photo", "own", "stranger"].map((name) => `${digestOf(name).slice(2)}  ${name}\n`);
  await writeFile(join(folder, "set.txt"), lines.join(""));
}, 120_000);

afterAll(async () => {
  world?.stop();
  if (folder) await rm(folder, { recursive: true });
});

const asked = ["--holder", nora.address, "--use", "train"];

describe("dataset", () => {
  test("says of every file which licence covers the use, and why not; a row is proved alone, also in Python", async () => {
    const made = await colophon(
      "check",
      "set.txt",
      ...asked,
      "--stamp",
      "--key-file",
      "key",
      "--out",
      "out",
      ...online,
    );
    expect(made.err).not.toMatch(/Error|\n\s+at /);
    expect(made.code).toBe(1);
    const answer = JSON.parse(made.out);
    expect(answer).toMatchObject({ count: 5, statuses: { covered: 3, "not-covered": 1, "not-found": 1 } });
    const text = await readFile(join(folder, "out/rows.jsonl"), "utf8");
    const rows = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows.map(({ path, status, reason }) => [path, status, reason])).toEqual([
      ["song", "covered", "licence"],
      // Maya's later claim to it changes nothing.
      ["poem", "covered", "licence"],
      ["photo", "not-covered", "no licence held"],
      ["own", "covered", "controller"],
      ["stranger", "not-found", "nobody made the file findable here"],
    ]);
    expect(rows[0].licence).toMatch(/^0x[0-9a-f]{56}00000001$/);

    const proved = await colophon("prove", "out", "--row", digestOf("photo"), "--out", "row.json");
    expect([proved.err, proved.code]).toEqual(["", 0]);
    const proof = JSON.parse(await readFile(join(folder, "row.json"), "utf8")) as DatasetProof;
    expect(checkDatasetProof(proof)).toMatchObject({ leads: true, proof: { root: answer.root } });

    const { hash } = await world.client.getBlock({ blockNumber: BigInt(answer.stamped.block) });
    const codes = Object.values(world.deployment.contracts).flatMap(({ initCodeHash }) => ["--code", initCodeHash]);
    const trusting = ["--block-hash", hash as Hex, "--chain", "31337", ...codes];
    const verify = (row: string) => python("out/stamp.bundle.json", "--dataset-row", row, ...trusting);
    const good = await verify("row.json");
    expect(good.err).toBe("");
    expect(JSON.parse(good.out)).toMatchObject({
      verdict: "proved",
      sentence: expect.stringMatching(/is not-covered \(no licence held\)/),
    });
    expect(good.code).toBe(0);

    for (const change of [{ row: { ...proof.row, status: "covered" } }, { head: { ...proof.head, time: 1 } }]) {
      const changed = { ...proof, ...change };
      expect(checkDatasetProof(changed).leads).toBe(false);
      await writeFile(join(folder, "changed.json"), JSON.stringify(changed));
      const bad = await verify("changed.json");
      expect([bad.code, JSON.parse(bad.out).verdict]).toEqual([1, "disproved"]);
    }
    await writeFile(join(folder, "no.json"), "{}");
    expect((await verify("no.json")).code).toBe(2);
  });

  test("what can't be done is said in a sentence", async () => {
    const said: [string[], RegExp][] = [
      [[], /Say dataset check/],
      [["check", "set.txt", "--use", "train", "--out", "x"], /Say who wants to use the files/],
      [["check", "set.txt", ...asked], /This needs --out/],
      [["check", "missing.txt", ...asked, "--out", "x", ...online], /There is no file or folder missing.txt/],
      [["check", "set.txt", ...asked, "--stamp", "--out", "y", ...online], /--stamp needs an account that pays/],
      [["check", "set.txt", "--holder", nora.address, "--use", "eat", "--out", "z", ...online], /eat/],
      [["prove", "nowhere", "--row", "0", "--out", "w"], /not the folder of a check/],
      [["prove", "out", "--row", "99", "--out", "w"], /no row of out: it has 5/],
    ];
    const results = await Promise.all(said.map(([args]) => colophon(...args)));
    for (const [i, { code, err }] of results.entries()) {
      expect(err).toMatch((said[i] as (typeof said)[number])[1]);
      expect(code).toBe(1);
    }
  });
});
