import { spawn } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { stampCall } from "@colophon/sdk/calls";
import { lastStamped, ledgerDocumentOf, ledgerUntil, parseLedger } from "@colophon/sdk/disclosures";
import { ledgerStampDocumentOf, openLastEntry } from "@colophon/sdk/evidence";
import { type Browser, chromium } from "@playwright/test";
import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { findBrowser } from "../../scripts/browser.ts";
import { buildVerifier } from "../../scripts/build-verify.ts";
import { makeLedger } from "../../sdk/src/testing/ledgers.ts";
import { createWorld, testAccount, type World } from "../../sdk/src/testing/world.ts";
import { runColophon } from "../support/runColophon.ts";

// These start programs, and machines that run tests are busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

const root = join(import.meta.dirname, "../..");
const program = join(root, "verifier/verify_bundle.py");

/** Accounts 1 and 2 of anvil, which everybody knows. */
const keys = [
  "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
  "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
];
const [maya, ines] = [testAccount(1), testAccount(2)];

let folder: string;
const at = (name: string) => join(folder, name);

/** The exit code of the program in Python, and what it printed. */
function python(...args: string[]): Promise<{ code: number | null; out: string }> {
  const child = spawn("python3", ["-B", ...args], { cwd: folder });
  let out = "";
  child.stdout.on("data", (piece) => (out += piece));
  child.stderr.on("data", (piece) => (out += piece));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out }));
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "disclosures-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("two people and a draft", () => {
  let world: World;
  let chain: string[];
  const by = (key: number) => [...chain, "--key-file", at(`key${key}`)];

  async function colophon(...args: string[]) {
    const { code, out, err } = await runColophon(folder, [...args, "--json"]);
    return { code, err, answer: out === "" ? undefined : JSON.parse(out) };
  }

  async function done(...args: string[]) {
    const { code, err, answer } = await colophon(...args);
    expect(code, err).toBe(0);
    return answer;
  }

  beforeAll(async () => {
    world = await createWorld();
    await writeFile(at("deployment.json"), JSON.stringify(world.deployment));
    for (const [i, key] of keys.entries()) await writeFile(at(`key${i}`), key, { mode: 0o600 });
    chain = ["--rpc", world.url, "--deployment", at("deployment.json")];
    await writeFile(at("draft.txt"), "The tide writes and the tide erases.\n");
    await writeFile(at("plan.txt"), "Nobody knows this yet.\n");
    await writeFile(at("words.md"), "# Between us\n\nWhat we show each other stays between us.");
    const parties = ["--party", maya.address, "--party", ines.address, "--closes", "2100-01-01", "--secret"];
    await done("agree", "draft", "--words", at("words.md"), ...parties, "--out", at("nda.json"), ...chain);
    await done("vault", "keygen", "--out", at("ines.age-key.txt"), "--no-passphrase");
  });

  afterAll(() => world.stop());

  const to = async () => /age1\w+/.exec(await readFile(at("ines.age-key.txt"), "utf8"))?.[0] ?? "";

  test("nothing is handed over under an agreement that somebody did not sign", async () => {
    await done("agree", "sign", at("nda.json"), ...by(0));
    const giving = [
      "disclose",
      "give",
      "ledger.json",
      at("draft.txt"),
      "--recipient",
      ines.address,
      "--to",
      await to(),
    ];
    const early = await colophon(...giving, "--out", at("sent"), "--agreement", at("nda.json"), "--as", maya.address);
    expect(early).toMatchObject({ code: 1, err: expect.stringContaining("did not sign the agreement yet") });
    await done("agree", "sign", at("nda.json"), ...by(1));
    const wrong = await colophon(...giving, "--out", at("sent"), "--agreement", at("nda.json"), "--as", ines.address);
    expect(wrong.err).toMatch(/hands files to the discloser/);
  });

  test("the recipient opens the files, signs, and all three programs prove the exported ledger", async () => {
    const giving = ["disclose", "give", "ledger.json", at("draft.txt"), at("plan.txt")];
    const first = ["--agreement", at("nda.json"), "--as", maya.address];
    const given = await done(...giving, "--recipient", ines.address, "--to", await to(), "--out", at("sent"), ...first);
    expect(given).toMatchObject({ entry: 1, recipient: ines.address });
    expect((await done("disclose", "list", "ledger.json")).disclosures).toMatchObject([{ entry: 1, answers: [] }]);

    // What was changed on its way is not signed for.
    const [encrypted = "", other = ""] = given.files as string[];
    const bytes = await readFile(encrypted);
    await writeFile(at("changed.age"), bytes.with(200, (bytes[200] as number) ^ 1));
    const opening = ["disclose", "receive", given.handover, "--age-key", at("ines.age-key.txt"), "--out", at("got")];
    expect((await colophon(...opening, at("changed.age"), ...by(1))).err).toMatch(/is not what was handed over/);
    const some = await colophon(...opening, encrypted, ...by(1));
    expect(some).toMatchObject({ code: 1, answer: { missing: ["plan.txt"], answer: null } });
    await rm(at("got"), { recursive: true });
    expect((await colophon(...opening, encrypted, other, ...by(0))).err).toMatch(/you would sign as/);
    await rm(at("got"), { recursive: true });
    const received = await done(...opening, encrypted, other, ...by(1));
    expect(await readFile(at("got/draft.txt"), "utf8")).toBe("The tide writes and the tide erases.\n");

    const answer = JSON.parse(await readFile(received.answer, "utf8"));
    await writeFile(at("forged.json"), JSON.stringify({ ...answer, time: answer.time + 1 }));
    expect((await colophon("disclose", "take", "ledger.json", at("forged.json"))).err).toMatch(/did not sign this/);
    await done("disclose", "take", "ledger.json", received.answer);
    expect((await colophon("disclose", "take", "ledger.json", received.answer)).err).toMatch(/said before/);
    const destroyed = await done("disclose", "destroy", given.handover, "--out", at("got"), ...by(1));
    await done("disclose", "take", "ledger.json", destroyed.answer);

    const early = await colophon("disclose", "export", "ledger.json", "--out", at("early.json"));
    expect(early.err).toMatch(/not covered by a stamp/);
    const stamped = await done("disclose", "stamp", "ledger.json", ...by(0));
    expect(stamped).toMatchObject({ entries: 3 });
    expect((await colophon("disclose", "stamp", "ledger.json", ...by(0))).err).toMatch(/nothing to stamp/);
    const file = at("shown.colophon-disclosures.json");
    await done("disclose", "export", "ledger.json", "--out", file);
    expect(await readdir(folder)).not.toContain("ledger.json.stamp");

    const verdict = await done("verify", file, at("got/draft.txt"), encrypted, "--rpc", world.url);
    expect(verdict.verdict).toBe("proved");
    expect(verdict.proved[0]).toMatch(/^1 account signed that they received 2 files from 0x/);
    expect(verdict.proved.join(" ")).toMatch(/signed that they destroyed/);
    const hash = (await world.client.getBlock({ blockNumber: BigInt(stamped.block) })).hash as Hex;
    expect(await python(program, file, "--record-only", "--block-hash", hash, "--json")).toMatchObject({ code: 0 });
    expect(await python(program, file, at("got/plan.txt"), "--block-hash", hash)).toMatchObject({ code: 0 });
    expect(await python(program, file, at("words.md"), "--block-hash", hash)).toMatchObject({ code: 1 });
    expect(await colophon("verify", file, at("words.md"), "--block-hash", hash)).toMatchObject({ code: 1 });
    expect(await colophon("verify", file, "--record-only")).toMatchObject({ code: 2 });
    expect(await colophon("verify", at("early.json"), "--record-only", "--rpc", world.url)).toMatchObject({ code: 2 });
  });

  test("a stamp that was sent and not seen is not paid for twice", async () => {
    await copyFile(at("early.json"), at("again.json"));
    const ledger = parseLedger(await readFile(at("again.json")));
    const place = { chainId: world.deployment.chainId, timestamps: world.deployment.contracts.timestamps.address };
    const opening = openLastEntry(ledger, { ...place, claimant: maya.address });
    await writeFile(at("again.json.stamp"), ledgerStampDocumentOf({ opening }), { mode: 0o600 });
    await world.send(maya, stampCall(world.deployment, { commitment: opening.commitment }));
    const before = await world.client.getTransactionCount({ address: maya.address });
    await done("disclose", "stamp", "again.json", ...by(0));
    expect(parseLedger(await readFile(at("again.json"))).stamps).toHaveLength(1);
    expect(await world.client.getTransactionCount({ address: maya.address })).toBe(before);
  });

  test("a stamp that was sent before other entries followed keeps its date", async () => {
    await copyFile(at("early.json"), at("older.json"));
    const whole = parseLedger(await readFile(at("older.json")));
    const place = { chainId: world.deployment.chainId, timestamps: world.deployment.contracts.timestamps.address };
    const opening = openLastEntry(ledgerUntil(whole, 2), { ...place, claimant: maya.address });
    await writeFile(at("older.json.stamp"), ledgerStampDocumentOf({ opening }), { mode: 0o600 });
    const early = await world.send(maya, stampCall(world.deployment, { commitment: opening.commitment }));
    await done("disclose", "stamp", "older.json", ...by(0));
    const ledger = parseLedger(await readFile(at("older.json")));
    expect(ledger.stamps).toHaveLength(2);
    expect(ledger.stamps[0]).toMatchObject({ blocks: [{ number: Number(early.blockNumber) }] });
    expect(lastStamped(ledger)).toBe(3);
  });
});

describe("with a byte changed", () => {
  let browser: Browser;
  let bytes: Uint8Array;
  let hashes: Hex[];
  let changes: { place: number; by: number }[];

  beforeAll(async () => {
    const { ledger, trusted } = await makeLedger();
    [bytes, hashes] = [new TextEncoder().encode(ledgerDocumentOf(ledger)), trusted];
    await writeFile(at("whole.json"), bytes);
    await writeFile(at("verify.html"), await buildVerifier());
    // The same ones each time, over the whole file.
    let state = 20_261_130;
    const random = (limit: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
    changes = Array.from({ length: 200 }, () => ({ place: random(bytes.length), by: 1 + random(255) }));
    const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    browser = await chromium.launch({ executablePath: findBrowser({ say: console.error }), args });
  });

  afterAll(() => browser?.close());

  const changed = ({ place, by }: { place: number; by: number }) => bytes.with(place, (bytes[place] as number) ^ by);

  test("the page never says that the ledger is proved, and says it of the whole one", async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(at("verify.html")).href);
    await page.getByLabel("Block hashes").fill(hashes.join("\n"));
    await page.getByLabel("Without files, tell what was recorded alone").check();
    const verdictOf = async (buffer: Uint8Array) => {
      const file = {
        name: "ledger.colophon-disclosures.json",
        mimeType: "application/json",
        buffer: Buffer.from(buffer),
      };
      await page.locator("#bundle").setInputFiles(file);
      await page.getByRole("button", { name: "Verify" }).click();
      const title = page.locator("#verdict:not([hidden]) h2");
      await title.waitFor();
      return { title: await title.textContent(), text: (await page.locator("#verdict").textContent()) ?? "" };
    };
    const whole = await verdictOf(bytes);
    expect(whole.title).toBe("Proved");
    expect(whole.text).toContain("2 accounts signed that they received 3 files");
    expect(whole.text).toContain("does not show that anybody read the files");
    const titles = new Set<string | null>();
    for (const change of changes) titles.add((await verdictOf(changed(change))).title);
    expect([...titles].sort()).toEqual(["Cannot know", "Disproved"]);
  });

  test("the program in Python never says it either", async () => {
    await writeFile(
      at("flip.py"),
      `import importlib.util, json, sys
spec = importlib.util.spec_from_file_location("verifier", sys.argv[1])
verifier = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verifier)
data = open("whole.json", "rb").read()
trusted = [{"hash": known} for known in json.loads(sys.argv[2])]
found = [verifier.verify_ledger(data, None, trusted)["verdict"]]
for change in json.loads(sys.argv[3]):
    other = bytearray(data)
    other[change["place"]] ^= change["by"]
    is_ledger = verifier.is_ledger(bytes(other))
    verdict = verifier.verify_ledger if is_ledger else lambda given, *rest: verifier.verify(verifier.open_bundle(given), *rest)
    found.append(verdict(bytes(other), None, trusted)["verdict"])
print(json.dumps(found))
`,
    );
    const { code, out } = await python(at("flip.py"), program, JSON.stringify(hashes), JSON.stringify(changes));
    expect(code, out).toBe(0);
    const [whole, ...others] = JSON.parse(out) as string[];
    expect(whole).toBe("proved");
    expect(others).toHaveLength(200);
    expect([...new Set(others)].sort()).toEqual(["cannot-know", "disproved"]);
  });

  test("the program in Python says of the published vectors what they say", async () => {
    const vectors = join(root, "sdk/vectors/disclosures.json");
    expect(await python(program, "--disclosures", vectors)).toEqual({
      code: 0,
      out: expect.stringMatching(/, 0 differ\n$/),
    });
  });
});
