import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createContentStore,
  forever,
  formatId,
  licenceIdOf,
  type Offer,
  parseHolders,
  parseId,
  unlimitedSupply,
} from "@colophon/sdk";
import { batchCall, buyCall, defineTermsCall, publishOfferCall } from "@colophon/sdk/calls";
import { readClaims, readVaultStanding, readWork } from "@colophon/sdk/read";
import { baseTerms, onchainTermsOf, termsIdOf } from "@colophon/sdk/terms";
import { parseVaultRecord, vaultUriOf } from "@colophon/sdk/vault";
import { zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBlockStore } from "../../scripts/local/blockStore.ts";
import { type LocalServer, startServer } from "../../scripts/local/server.ts";
import { createWorld, testAccount, type World } from "../../sdk/src/testing/world.ts";
import { runColophon } from "../support/runColophon.ts";

const python = join(import.meta.dirname, "../../verifier/verify_bundle.py");
/** Accounts 1 and 2 of anvil, which everybody knows. */
const key = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
const [ines, maya] = [testAccount(1), testAccount(2)];

let world: World;
let server: LocalServer;
let folder: string;
let reading: string[];
let sending: string[];

const colophon = (...args: string[]) => runColophon(folder, args);

async function json(...args: string[]) {
  const { code, out, err } = await colophon(...args, "--json");
  expect(err).toBe("");
  expect(code).toBe(0);
  return JSON.parse(out);
}

const write = (name: string, value: unknown) => writeFile(join(folder, name), JSON.stringify(value));

const description = () => ({
  name: "Tide",
  description: "Poems of a spring.",
  category: "literary",
  language: "en",
  credits: [
    { name: "Ines", role: "author", account: ines.address, share: "60.5" },
    { name: "Maya", role: "editor", account: maya.address, share: "39,5" },
    { name: "Ines", role: "illustrator" },
  ],
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-register-"));
  world = await createWorld();
  server = await startServer({ port: 0, instance: "test" });
  const store = createBlockStore(join(folder, "blocks"));
  server.serve({ files: new Map(), config: {}, rpcUrl: world.url, store } as Parameters<LocalServer["serve"]>[0]);
  await write("deployment.json", world.deployment);
  await writeFile(join(folder, "key"), key, { mode: 0o600 });
  reading = ["--rpc", world.url, "--deployment", "deployment.json"];
  sending = [...reading, "--key-file", "key"];
  await mkdir(join(folder, "poems"));
  await writeFile(join(folder, "poems/tide.txt"), "The tide comes in.\n");
  await writeFile(join(folder, "poems/notes.txt"), "spring\n");
  await write("work.json", description());
}, 120_000);

afterAll(async () => {
  await server?.close();
  world?.stop();
  if (folder) await rm(folder, { recursive: true });
});

describe("register", () => {
  let args: string[];

  test("a stamped folder becomes a work with its description, its shares and what makes it findable", async () => {
    await json("stamp", "poems", ...sending);
    args = ["register", "poems.colophon.json", "--description", "work.json", "--store", server.url, ...sending];
    const cover = Buffer.from("89504e470d0a1a0a", "hex");
    await writeFile(join(folder, "cover.png"), cover);
    const done = await json(...args, "--cover", "cover.png", "--hide", "poems/notes.txt", "--resale", "7.5");
    const store = createContentStore({ gateways: [server.url.slice(0, -1)], api: null });
    const context = { ...world.context, store };
    const work = await readWork(context, parseId(done.work, "work"));
    if (work.status !== "found" || work.value.metadata.status !== "found") throw new Error("The work is not there.");
    const { value } = work;
    expect(value).toMatchObject({ controller: ines.address, resaleRoyalty: 750, category: "literary" });
    expect(value.disclosures).toHaveLength(1);
    expect(work.value.metadata.value).toMatchObject({ name: "Tide", language: "en", image_details: { size: 8 } });
    const list = work.value.metadata.value.holders;
    expect(list?.root).toBe(value.holdersRoot);
    const stored = await store.get(list?.list ?? "");
    const { holders } = parseHolders(stored.status === "found" ? stored.bytes : "");
    expect(holders.map(({ units }) => units).toSorted()).toEqual([39_500_000, 60_500_000]);
    const opening = JSON.parse(await readFile(join(folder, "poems.colophon.json"), "utf8"));
    const digest = opening.manifest.files.find(({ path }: { path: string }) => path.endsWith("tide.txt")).sha256;
    const claims = await readClaims(context, digest);
    expect(claims.status === "found" && claims.value.map((claim) => claim.work.id)).toEqual([value.id]);
  });

  test("its evidence stands alone, and names the registration", async () => {
    const bundle = JSON.parse(await readFile(join(folder, "poems.work.bundle.json"), "utf8"));
    const hashes = bundle.blocks.flatMap(({ hash }: { hash: string }) => ["--block-hash", hash]);
    const verdict = await json("verify", "poems.work.bundle.json", "poems", ...hashes, "--claimant", ines.address);
    expect(verdict.verdict).toBe("proved");
    expect(JSON.stringify(verdict)).toContain("WorkRegistered");
  });

  test("R03 run again it registers nothing, and says where the work is", async () => {
    const before = await world.context.client.getBlockNumber();
    const again = await json(...args);
    expect(again.work).toMatch(/^0x[0-9a-f]{56}$/);
    expect(await world.context.client.getBlockNumber()).toBe(before);
  });

  test("names the record of the encrypted files, which is then in the store, and refuses one of other files", async () => {
    await mkdir(join(folder, "songs"));
    await writeFile(join(folder, "songs/one.txt"), "Low water.\n");
    await json("stamp", "songs", ...sending);
    const { recipient } = await json("vault", "keygen", "--out", "age.key", "--no-passphrase");
    const encrypting = ["vault", "encrypt", "songs", "--opening", "songs.colophon.json", "--to", recipient, ...reading];
    // The work is registered with the record in its description, so it is made before.
    const early = await colophon(...encrypting, "--out", "vault", "--service", "https://files.example", "--json");
    expect(early.err).toContain("is not registered with these files yet");
    expect(JSON.parse(early.out).registered).toBe(false);
    const record = parseVaultRecord(await readFile(join(folder, "vault/record.json")));
    const registering = [
      "register",
      "songs.colophon.json",
      "--description",
      "work.json",
      "--store",
      server.url,
      ...sending,
    ];
    const done = await json(...registering, "--vault", "vault/record.json");
    const store = createContentStore({ gateways: [server.url.slice(0, -1)], api: null });
    const context = { ...world.context, store };
    const work = await readWork(context, parseId(done.work, "work"));
    if (work.status !== "found" || work.value.metadata.status !== "found") throw new Error("The work is not there.");
    const named = work.value.metadata.value.delivery;
    expect(named).toEqual({ record: vaultUriOf(record), service: "https://files.example" });
    const stored = await store.get(named?.record ?? "");
    expect(stored.status === "found" && parseVaultRecord(stored.bytes)).toEqual(record);
    const standing = await readVaultStanding(context, record);
    expect(standing).toMatchObject({ status: "found", value: { named: true } });
    await mkdir(join(folder, "drafts"));
    await writeFile(join(folder, "drafts/two.txt"), "High water.\n");
    await json("stamp", "drafts", ...sending);
    const other = registering.map((each) => (each === "songs.colophon.json" ? "drafts.colophon.json" : each));
    const refused = await colophon(...other, "--vault", "vault/record.json");
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringContaining("is of other files than those of the opening"),
    });
  });

  test("a template is a description after its account is filled in", async () => {
    const { out, code } = await colophon("register", "--template");
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(out))).toEqual([
      "name",
      "description",
      "category",
      "language",
      "credits",
      "identifiers",
    ]);
  });

  test("what can't be registered is said in a sentence, and nothing is sent", async () => {
    const base = ["register", "poems.colophon.json", "--store", server.url];
    await json("stamp", "poems/notes.txt", ...sending, "--prepare");
    await json("stamp", "poems/tide.txt", ...reading, "--prepare", "--claimant", maya.address);
    await write("gap.json", {
      ...description(),
      credits: [{ name: "I", role: "author", account: ines.address, share: "50" }],
    });
    await write("typed.json", { ...description(), colour: "blue" });
    await write("number.json", {
      ...description(),
      credits: [{ name: "I", role: "author", account: ines.address, share: 50 }],
    });
    await write("category.json", { ...description(), category: "poem" });
    await writeFile(join(folder, "torn.json"), "{");
    await writeFile(join(folder, "cover.svg"), "<svg/>");
    const described = (file: string) => [...base, "--description", file, ...sending];
    const notes = [
      "register",
      "notes.txt.colophon.json",
      "--store",
      server.url,
      ...sending,
      "--description",
      "work.json",
    ];
    const before = await world.context.client.getBlockNumber();
    const said: [string[], RegExp][] = [
      [["register"], /Name the one opening/],
      [["register", "poems.colophon.json"], /--description <file>/],
      [["register", "poems.colophon.json", "--description", "work.json"], /--store <url>/],
      [[...base.slice(0, 3), "ftp://x", "--description", "work.json"], /not the address of a content store/],
      [described("nowhere.json"), /--template > nowhere\.json/],
      [described("torn.json"), /is not JSON/],
      [described("gap.json"), /add up to 50 %, not 100 %/],
      [described("typed.json"), /colour/],
      [described("number.json"), /credits\.0\.share.*in quotation marks/],
      [described("category.json"), /no category called “poem”\. Choose one of: literary/],
      [[...described("work.json"), "--hide", "x.txt"], /There is no x\.txt/],
      [[...described("work.json"), "--resale", "101"], /from 0 to 100/],
      [[...described("work.json"), "--source", "0"], /not the number of a licence/],
      [notes, /were not stamped/],
      [[...notes, "--unstamped", "--cover", "cover.svg"], /can't be a cover/],
      [
        ["register", "tide.txt.colophon.json", ...base.slice(2), "--description", "work.json", ...sending],
        /claimant's own account/,
      ],
      [
        [
          "register",
          "notes.txt.colophon.json",
          "--store",
          "http://127.0.0.1:9",
          "--unstamped",
          "--description",
          "work.json",
          ...sending,
        ],
        /127\.0\.0\.1:9/,
      ],
    ];
    for (const [asked, sentence] of said) {
      const { code, out, err } = await colophon(...asked);
      expect(err, asked.join(" ")).toMatch(sentence);
      expect(err).not.toMatch(/\n\s+at /);
      expect([code, out]).toEqual([1, ""]);
    }
    expect(await world.context.client.getBlockNumber()).toBe(before);
  });
});

describe("licence", () => {
  let number: string;
  const check = (...more: string[]) => {
    const purpose = more.includes("--purpose") ? [] : ["--purpose", "editorial"];
    return ["licence", "check", number, "--account", maya.address, ...purpose, ...more, ...reading];
  };

  beforeAll(async () => {
    const { deployment, send } = world;
    const { id } = await world.register(ines, "a licensed work");
    const onchain = onchainTermsOf(
      { ...baseTerms, uses: ["print"], purposes: ["editorial"], territories: ["AT"], duration: 86_400 },
      deployment,
    );
    const offer: Offer = {
      ...{ work: id, parent: 0n, licensor: ines.address, buyer: zeroAddress, terms: termsIdOf(onchain) },
      ...{ currency: zeroAddress, price: 5n, supply: unlimitedSupply, opens: 0, closes: forever },
      ...{ starts: 0, schedule: zeroHash },
    };
    await send(
      ines,
      batchCall(deployment, [defineTermsCall(deployment, { terms: onchain }), publishOfferCall(deployment, { offer })]),
    );
    await send(maya, buyCall(deployment, { offer, recipient: maya.address }));
    number = formatId(licenceIdOf({ work: id, serial: 1 }), "licence");
  });

  test("show prints the facts and the deed that the contract enforces", async () => {
    const facts = await json("licence", "show", number, ...reading);
    expect(facts).toMatchObject({ licence: number, holder: maya.address, licensor: ines.address, state: "running" });
    expect(facts.deed).toMatchObject({ matches: true, problems: [] });
    expect(facts.deed.text).toContain("Austria");
    const { out } = await colophon("licence", "show", number, ...reading, "--text");
    expect(out).toContain("This is the text of a licence.");
    expect(out).toContain("0.000000000000000005 ETH");
  });

  test("check answers as the contract does, by its exit code too", async () => {
    const asked: [string[], string, number][] = [
      [["--use", "print", "--territory", "at"], "licensed", 0],
      [["--use", "print", "--territory", "AT", "--purpose", "private"], "purpose not covered", 1],
      [["--use", "stream", "--territory", "AT"], "use not covered", 1],
      [["--use", "print", "--territory", "US"], "territory not covered", 1],
      [["--use", "print", "--territory", "AT", "--time", "2020-01-01"], "not started", 1],
      [["--use", "print", "--territory", "AT", "--time", "2100-01-01T00:00:00Z"], "expired", 1],
    ];
    for (const [more, reason, code] of asked) {
      const result = await colophon(...check(...more), "--json");
      expect([result.code, JSON.parse(result.out).reason], more.join(" ")).toEqual([code, reason]);
    }
    const words = await colophon(...check("--use", "stream", "--territory", "AT"), "--text");
    expect(words.out).toContain("No: the licence does not cover this use.");
  });

  test("a bundle of it says at which block it was in force, held by whom and of what terms", async () => {
    const { out: text } = await colophon("bundle", "--licence", number, ...reading, "--text");
    expect(text).toMatch(/^Wrote licence-[0-9a-f]{12}-1\.bundle\.json\n/);
    expect(text).toContain("was in force");
    expect(text).toMatch(/make the bundle again with --block \d+ when it is/);
    const made = await json("bundle", "--licence", number, ...reading, "--out", "licence.bundle.json");
    const hashes = made.blocks.flatMap(({ hash }: { hash: string }) => ["--block-hash", hash]);
    const verdict = await json("verify", "licence.bundle.json", ...hashes, "--chain", "31337", "--record-only");
    const head = made.blocks.at(-1);
    expect(verdict.licences).toMatchObject([
      { block: head.number, exists: true, holder: maya.address.toLowerCase(), state: "running" },
    ]);
    expect(verdict.proved[0]).toContain(`After block ${head.number} of chain 31337`);
    expect(verdict.licences[0]).not.toHaveProperty("ended");
    expect(verdict.proved[0]).toContain(": the uses print; for the purposes ");
    expect(verdict.proved[0]).toContain("; in AT; non-exclusive.");
    const { out, code } = await colophon("verify", "licence.bundle.json", ...hashes, "--text");
    expect([code, out.split("\n")[0]]).toEqual([2, "CANNOT KNOW"]);

    // The second verifier, which shares no code with the first, reads the same from the same storage.
    const asked = [join(folder, "licence.bundle.json"), ...hashes, "--chain", "31337", "--record-only"];
    const second = spawnSync("python3", [python, ...asked], { encoding: "utf8" });
    expect([second.status, second.stderr]).toEqual([0, ""]);
    expect(JSON.parse(second.stdout).licences).toEqual(verdict.licences);
    expect(verdict.licences[0].deed).toMatch(/^0x[0-9a-f]{64}$/);

    const before = await json("bundle", "--licence", number, "--block", String(head.number), ...reading);
    expect(before.blocks.at(-1).hash).toBe(head.hash);
  });

  test("a bundle of no licence is not made, and the options that contradict are named", async () => {
    const said: [string[], RegExp][] = [
      [["--licence", number.replace(/1$/, "2"), ...reading], /there was no licence 0x/],
      [["--licence", "0", ...reading], /not the number of a licence/],
      [["--licence", number, "--block", "1", ...reading], /After block 1 there was no licence/],
      [["--licence", number, "--block", "soon", ...reading], /--block soon is not a number/],
      [["--licence", number, "--slot", "0", ...reading], /without --slot/],
      [["poems.colophon.json", "--licence", number, ...reading], /without an opening or a batch/],
    ];
    for (const [args, sentence] of said) {
      const { code, err } = await colophon("bundle", ...args);
      expect(err, args.join(" ")).toMatch(sentence);
      expect(code).toBe(1);
    }
  });

  test("2 is for what cannot be known, with a sentence", async () => {
    const said: [string[], RegExp][] = [
      [["licence"], /licence show <number>/],
      [["licence", "show", "0", ...reading], /not the number of a licence/],
      [["licence", "show", number.replace(/1$/, "2"), ...reading], /There is no licence/],
      [["licence", "check", number, ...reading], /--account <address>/],
      [check("--use", "painting", "--territory", "AT"), /no use called “painting”\. Choose one of: keep/],
      [check("--use", "print", "--territory", "Austria"), /“AUSTRIA”\. Did you mean “AT”\?/],
      [check("--use", "print", "--territory", "uk"), /Did you mean “GB”\?/],
      [["licence", "show", number, "--rpc", "http://127.0.0.1:9"], /node/],
    ];
    for (const [args, sentence] of said) {
      const { code, err } = await colophon(...args);
      expect(err, args.join(" ")).toMatch(sentence);
      expect(code).toBe(2);
    }
  });
});
