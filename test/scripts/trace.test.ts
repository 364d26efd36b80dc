import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forever, formatId, licenceIdOf, type Offer, parseOpening, unlimitedSupply, workIdOf } from "@colophon/sdk";
import { batchCall, buyCall, defineTermsCall, publishOfferCall, registerCall } from "@colophon/sdk/calls";
import { baseTerms, onchainTermsOf, termsIdOf } from "@colophon/sdk/terms";
import { parseVariants } from "@colophon/sdk/trace";
import { askForDelivery, createKey, keyFileOf, keysOfFile, parseDelivery } from "@colophon/sdk/vault";
import { zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../cli/src/delivery/app.ts";
import { copyName } from "../../cli/src/delivery/copies.ts";
import { openDesk } from "../../cli/src/delivery/desk.ts";
import { openLog } from "../../cli/src/delivery/log.ts";
import { readVaults } from "../../cli/src/vault/vaultFolder.ts";
import { novelOf, randomFrom } from "../../sdk/src/testing/novel.ts";
import { createWorld, testAccount, type World } from "../../sdk/src/testing/world.ts";
import { runColophon } from "../support/runColophon.ts";

/** Account 1 of anvil, which everybody knows. */
const inesKey = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
const [ines, maya] = [testAccount(1), testAccount(2)];
const passphrase = "four words of hers";
const novel = novelOf(120, randomFrom(4));
const photograph = Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 37) % 256));
const intended = { use: "print", purpose: "commercial", territory: "AT" } as const;

let world: World;
let folder: string;
let chain: string[];
let licences: bigint[];
let mayaAge: { key: string; recipient: string };

const at = (...names: string[]) => join(folder, ...names);

async function run(...args: string[]) {
  const asks = args.includes("--age-key") || args[1] === "keygen";
  const input = asks && !args.includes("maya.age") ? `${passphrase}\n` : "";
  return runColophon(folder, input ? [...args, "--passphrase-stdin"] : args, input);
}

async function done(...args: string[]) {
  const { code, out, err } = await run(...args, "--json");
  expect(`${err}${code}`).toBe("0");
  return JSON.parse(out);
}

const numberOf = (licence: bigint | undefined) => formatId(licence ?? 0n, "licence");

async function sellThree(work: bigint): Promise<bigint[]> {
  const { deployment, send } = world;
  const terms = {
    ...baseTerms,
    uses: ["print"],
    purposes: ["commercial"],
    territories: ["AT"],
    duration: 31_536_000,
  } as const;
  const onchain = onchainTermsOf(terms, deployment);
  const offer: Offer = {
    ...{
      work,
      parent: 0n,
      licensor: ines.address,
      buyer: zeroAddress,
      terms: termsIdOf(onchain),
      currency: zeroAddress,
    },
    ...{ price: 0n, supply: unlimitedSupply, opens: 0, closes: forever, starts: 0, schedule: zeroHash },
  };
  await send(
    ines,
    batchCall(deployment, [defineTermsCall(deployment, { terms: onchain }), publishOfferCall(deployment, { offer })]),
  );
  for (let i = 0; i < 3; i++) await send(maya, buyCall(deployment, { offer, recipient: maya.address, seats: 1 }));
  return [1, 2, 3].map((serial) => licenceIdOf({ work, serial }));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-trace-"));
  world = await createWorld();
  await writeFile(at("deployment.json"), JSON.stringify(world.deployment));
  await writeFile(at("ines"), inesKey, { mode: 0o600 });
  chain = ["--rpc", world.url, "--deployment", "deployment.json"];
  await mkdir(at("novel"));
  await writeFile(at("novel/novel.txt"), novel.bytes);
  await writeFile(at("novel/cover.raw"), photograph);
  await writeFile(at("novel/note.txt"), "A note without any places.");
  await writeFile(at("pairs.txt"), `# ours\n${novel.pairs.map((pair) => pair.join(" | ")).join("\n")}\n`);
  await done("stamp", "novel", "--prepare", "--out", "novel", "--no-anchor", ...chain, "--key-file", "ines");
  const { contentRoot, salt } = parseOpening(await readFile(at("novel.colophon.json")));
  const registration = { contentRoot, salt, metadataDigest: contentRoot, category: "literary" } as const;
  await world.send(ines, registerCall(world.deployment, { registration }));
  const work = workIdOf({ claimant: ines.address, contentRoot });
  const { recipient } = await done("vault", "keygen", "--out", "owner.age");
  mayaAge = await createKey();
  await writeFile(at("maya.age"), await keyFileOf(mayaAge.key), { mode: 0o600 });
  await done(
    "vault",
    "encrypt",
    "novel",
    "--opening",
    "novel.colophon.json",
    "--to",
    recipient,
    "--out",
    "vault",
    ...chain,
  );
  licences = await sellThree(work);
}, 180_000);

afterAll(async () => {
  world?.stop();
  if (folder) await rm(folder, { recursive: true });
});

const delivering = (licence: bigint | undefined, out: string) => [
  ...["deliver", "vault", "--licence", numberOf(licence), "--to", mayaAge.recipient, "--log", "log"],
  ...["--use", "print", "--purpose", "commercial", "--territory", "AT", "--age-key", "owner.age"],
  ...["--out", `${out}.json`, "--confirmations", "0", "--stale-after", "100000000", ...chain],
];
const opening = (copies: string, name: string) => [
  ...["vault", "decrypt", `${copies}/${name}.age`, "--record", "vault/record.json", "--delivery", `${copies}.json`],
  ...["--age-key", "maya.age", "--out", `${copies}-${name}`, ...chain],
];
const tracing = [
  "--original",
  "novel/novel.txt",
  "--variants",
  "variants.json",
  "--age-key",
  "owner.age",
  "--log",
  "log",
];

describe("copies by hand", () => {
  test("are planned with the author's pairs, and the plan says what it is enough for", async () => {
    const planned = await done("trace", "plan", "novel/novel.txt", "--pairs", "pairs.txt", "--out", "variants.json");
    expect(planned).toMatchObject({ kind: "text", positions: 120, readable: 120 });
    expect(planned.needed).toEqual([
      { colluders: 1, positions: 30 },
      { colluders: 2, positions: 183 },
    ]);
    const { out } = await run("trace", "need", "--licences", "10", "--text");
    expect(out).toContain("copies of 2 licensees, put together in any way");
    expect(out).toContain("at most 1 in 1,000,000");
  });

  test("are marked for each licence, open with its key alone, and say of which file they are", async () => {
    for (const [i, name] of ["first", "second", "third"].entries()) {
      const note = await done(...delivering(licences[i], name), "--trace", "variants.json", "--copies", name);
      expect(note.copies).toBe(name);
      const files = (await readdir(at(name))).sort();
      expect(files).toEqual(["1-cover.raw.age", "2-note.txt.age", "3-novel.txt.age"]);
      const opened = await done(...opening(name, "3-novel.txt"));
      expect(opened).toMatchObject({ path: "novel/novel.txt", markedCopy: true });
      expect(opened.registered).toBeGreaterThan(0);
    }
    const texts = await Promise.all(
      ["first", "second", "third"].map((name) => readFile(at(`${name}-3-novel.txt`), "utf8")),
    );
    expect(new Set([...texts, novel.text]).size).toBe(4);
    const { out } = await run(...opening("first", "1-cover.raw"), "--text");
    expect(out).toContain("It is the file that was registered in block");
    expect(await readFile(at("first-1-cover.raw"))).toEqual(photograph);
    // The key of one delivery opens neither the encrypted files nor the copies of another.
    const swapped = opening("first", "3-novel.txt").map((each) =>
      each.replace("first/", "second/").replace(/^first-.*/, "x"),
    );
    expect((await run(...swapped, "--file", "novel/novel.txt")).err).toContain("None of your keys opens this file");
    const bare = opening("first", "3-novel.txt").map((each) =>
      each.replace("first/", "vault/").replace(/^first-.*/, "x"),
    );
    expect((await run(...bare, "--file", "novel/novel.txt")).err).toContain("None of your keys opens this file");
  });

  test("are never followed by the key of the files without marks", async () => {
    const { code, err } = await run(...delivering(licences[0], "bare"));
    expect(code).toBe(1);
    expect(err).toContain("Marked copies of “novel/novel.txt” were delivered");
  });

  test("can be checked by anybody against the registered file, without a secret key", async () => {
    const given = ["--original", "novel/novel.txt", "--variants", "variants.json", "--record", "vault/record.json"];
    const { code, out } = await run(
      "trace",
      "check",
      "first-3-novel.txt",
      ...given,
      "--delivery",
      "first.json",
      "--text",
    );
    expect(code).toBe(0);
    expect(out).toMatch(/It differs from that file at \d+ of the 120 places of the variants, and nowhere else/);
    const wrong = await run("trace", "check", "first-3-novel.txt", ...given, "--delivery", "second.json", "--text");
    expect(wrong.code).toBe(1);
    expect(wrong.out).toContain("The delivery names no copy with the SHA-256");
  });
});

describe("a leak", () => {
  test("of a whole copy is found by its bytes, and by its words once they were handled", async () => {
    const found = await run("trace", "first-3-novel.txt", ...tracing, "--text");
    expect(found.code).toBe(0);
    expect(found.out).toContain(`To the byte, this copy was delivered for licence `);
    expect(found.out).toContain("It does not say who passed it on");
    const text = await readFile(at("second-3-novel.txt"), "utf8");
    await writeFile(at("leak.txt"), text.normalize("NFD").replace(/\s+/g, "\r\n  ").toUpperCase());
    const traced = await done("trace", "leak.txt", ...tracing);
    expect(traced).toMatchObject({ exact: [], seen: 120, licences: 3, enough: true });
    expect(traced.named).toHaveLength(1);
    expect(BigInt(traced.named[0].licence)).toBe(licences[1]);
  });

  test("of two copies put together names at least one of them, and not the third", async () => {
    const [one, two] = await Promise.all(["first", "third"].map((name) => readFile(at(`${name}-3-novel.txt`), "utf8")));
    const others = two?.split(". ") ?? [];
    await writeFile(
      at("merged.txt"),
      one
        ?.split(". ")
        .map((sentence, i) => (i % 2 ? others[i] : sentence))
        .join(". ") ?? "",
    );
    const { named, enough } = await done("trace", "merged.txt", ...tracing, "--bound", "0.001");
    expect(enough).toBe(true);
    expect(named.length).toBeGreaterThan(0);
    for (const { licence } of named) expect([licences[0], licences[2]]).toContain(BigInt(licence));
  });

  test("that is too short names nobody, and the registered file came from nobody's copy", async () => {
    const text = await readFile(at("second-3-novel.txt"), "utf8");
    await writeFile(at("page.txt"), text.slice(0, 500));
    const page = await run("trace", "page.txt", ...tracing, "--text");
    expect(page.code).toBe(1);
    expect(page.out).toContain("Too little of the mark can be read to name a copy, among the 3 licences");
    const own = await run("trace", "novel/novel.txt", ...tracing, "--text");
    expect(own.code).toBe(1);
    expect(own.out).toContain("This is the registered file itself");
  });

  test("is not looked for with another key, without a list, or under a bound that is none", async () => {
    await done("vault", "keygen", "--out", "other.age");
    const other = tracing.map((each) => (each === "owner.age" ? "other.age" : each));
    expect((await run("trace", "page.txt", ...other)).err).toContain("which is none of yours");
    expect((await run("trace", "page.txt", ...tracing.slice(0, -2))).err).toContain("Say for whom copies were made");
    expect((await run("trace", "page.txt", ...tracing, "--bound", "2")).err).toContain("--bound 2 is no chance");
    expect((await run("trace", "page.txt", ...tracing.slice(0, -1), "nowhere")).err).toContain(
      "There is no log of deliveries in nowhere",
    );
  });
});

test("files that are no text are marked by a program of the author's, and a mark that it reads leads to the licence", async () => {
  // A few lines of shell: the mark goes behind the last byte, where most viewers of pictures do not look.
  const program = `#!/bin/sh\nset -e\ncp "$1" "$2"\nprintf 'mark:%s' "$3" >> "$2"\n`;
  await writeFile(at("mark.sh"), program);
  await chmod(at("mark.sh"), 0o755);
  const args = [...delivering(licences[1], "pictures"), "--log", "log2", "--trace", "variants.json"];
  await done(...args, "--copies", "pictures", "--mark-with", at("mark.sh"));
  await done(...opening("pictures", "1-cover.raw"));
  const marked = await readFile(at("pictures-1-cover.raw"));
  expect(marked.subarray(0, photograph.length)).toEqual(photograph);
  const read = execFileSync("tail", ["-c", "32", at("pictures-1-cover.raw")], { encoding: "utf8" });
  await writeFile(at("leaked.raw"), "recompressed");
  const traced = await done(
    ...["trace", "leaked.raw", "--original", "novel/cover.raw", "--mark", `${read.slice(0, 24)}????????`],
    ...[
      "--age-key",
      "owner.age",
      "--log",
      "log2",
      "--licence",
      numberOf(licences[0]),
      "--licence",
      numberOf(licences[2]),
    ],
  );
  expect(traced).toMatchObject({ licences: 3, seen: 96 });
  expect(traced.named.map((each: { licence: string }) => BigInt(each.licence))).toEqual([licences[1]]);
  await writeFile(at("broken.sh"), "#!/bin/sh\nexit 3\n");
  await chmod(at("broken.sh"), 0o755);
  const broken = [...delivering(licences[1], "broken"), "--log", "log2", "--trace", "variants.json"];
  const { err } = await run(...broken, "--copies", "broken", "--mark-with", at("broken.sh"));
  expect(err).toContain("could not mark given.raw. Nothing was delivered");
});

test("a server gives each licensee a copy of their own, which is fetched by its digest, and no key of the files", async () => {
  const vaults = await readVaults([at("vault")]);
  const log = await openLog(at("log3"));
  const keys = await keysOfFile(await readFile(at("owner.age"), "utf8"), passphrase);
  const variants = parseVariants(await readFile(at("variants.json")));
  const marking = { variants: new Map([[variants.file.sha256, variants]]) };
  const time = await world.now();
  const [copies, service] = [at("log3/copies"), "https://files.example"];
  const desk = await openDesk({
    ...{ vaults, keys, context: world.context, log, rules: { confirmations: 0, staleAfter: 180 }, now: () => time },
    copies: { marking, folder: copies, nameOf: (_at, _path, digest) => copyName(digest) },
  });
  const app = createApp({
    ...{ desk, vaults, context: world.context, client: world.client, service, origins: [], copies, now: () => time },
    ...{ callerOf: () => "maya", perMinute: 100 },
  });
  const delivery = await askForDelivery({
    ...{ account: maya.address, licence: licences[0] ?? 0n, recipient: mayaAge.recipient, ...intended },
    ...{ service, chainId: world.deployment.chainId },
    sign: (message) => maya.signMessage({ message }),
    fetch: (async (url: string, init?: RequestInit) => app.request(url.slice(service.length), init)) as typeof fetch,
  });
  expect(
    parseDelivery(JSON.stringify({ ...JSON.parse(await readFile(at("first.json"), "utf8")) })).copies,
  ).toBeDefined();
  expect(delivery.copies?.files.map(({ path }) => path)).toEqual([
    "novel/cover.raw",
    "novel/note.txt",
    "novel/novel.txt",
  ]);
  const text = delivery.copies?.files.find(({ path }) => path === "novel/novel.txt");
  const response = await app.request(`/files/${text?.cipher.sha256.slice(2)}`);
  expect(response.status).toBe(200);
  expect(Number(response.headers.get("content-length"))).toBe(text?.cipher.size);
  expect((await response.arrayBuffer()).byteLength).toBe(text?.cipher.size);
  expect((await app.request("/files/..%2F..%2Fowner.age")).status).toBe(404);
  // The same licence gets the same copy again: nothing but the secret and the number goes into the mark.
  const first = parseDelivery(await readFile(at("first.json"), "utf8"));
  expect(text?.sha256).toBe(first.copies?.files.find(({ path }) => path === "novel/novel.txt")?.sha256);
  expect(text?.cipher.sha256).not.toBe(
    first.copies?.files.find(({ path }) => path === "novel/novel.txt")?.cipher.sha256,
  );
  await log.close();
});
