import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { canonicalJson, createDigester, zipOf } from "@colophon/sdk";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { findBrowser } from "../../scripts/browser.ts";
import { buildVerifier, writeVerifiers } from "../../scripts/build-verify.ts";
import { makeBundle, makeExcerpt } from "../../sdk/src/testing/bundles.ts";
import { changedBundles, hashOf, judge, trustOf } from "../support/changedBundles.ts";

const titles = { proved: "Proved", disproved: "Disproved", "cannot-know": "Cannot know" };
const files = { "tide.txt": "The tide comes in.\n", "notes.txt": "spring\n" };

let folder: string;
let built: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let hash: string;
let partHash: string;
let problems: string[];
let requests: string[];

const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-verifier-"));
  built = await buildVerifier();
  await writeFile(at("verify.html"), built);
  const digester = await createDigester();
  const blake3 = Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      digester.update(new TextEncoder().encode(text));
      return [path, digester.finish().blake3];
    }),
  );
  const { bundle } = makeBundle({ files, blake3, withAnchor: true });
  hash = bundle.blocks[0]?.hash ?? "";
  await writeFile(at("stamp.bundle.json"), canonicalJson(bundle));
  await writeFile(at("changed.bundle.json"), canonicalJson({ ...bundle, stamp: { ...bundle.stamp, salt: hash } }));
  await writeFile(at("pretty.bundle.json"), JSON.stringify(bundle, null, 2));
  const excerpt = await makeExcerpt();
  const part = makeBundle({
    files: { "book.txt": excerpt.text, ...files },
    blake3: { "book.txt": excerpt.blake3 },
    disclose: ["book.txt"],
    ranges: [{ path: "book.txt", from: excerpt.range.from, to: excerpt.range.to, nodes: excerpt.nodes }],
  });
  partHash = part.bundle.blocks[0]?.hash ?? "";
  await writeFile(at("part.bundle.json"), canonicalJson(part.bundle));
  await writeFile(at("part.bytes"), excerpt.shown);
  await writeFile(at("wrong.bytes"), excerpt.shown.toReversed());
  for (const [name, text] of Object.entries(files)) await writeFile(at(name), text);
  await writeFile(at("other.txt"), "something else\n");
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  browser = await chromium.launch({ executablePath: findBrowser({ say: console.error }), args });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true });
});

beforeEach(async () => {
  context = await browser.newContext();
  await context.setOffline(true);
  page = await context.newPage();
  problems = [];
  requests = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => problems.push(message.text()));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(at("verify.html")).href);
});

afterEach(async () => {
  // The page itself is all that was ever asked for.
  expect(requests.filter((url) => !url.startsWith("blob:"))).toEqual([pathToFileURL(at("verify.html")).href]);
  expect(problems).toEqual([]);
  await context.close();
});

async function verify(bundle: string, given: string[], hashes: string) {
  await page.getByLabel("The evidence").setInputFiles(at(bundle));
  await page.getByLabel("The files that it should be about").setInputFiles(given.map(at));
  await page.getByLabel("Block hashes").fill(hashes);
  await page.getByRole("button", { name: "Verify" }).click();
  const title = page.locator("#verdict h2");
  await title.waitFor();
  return { title: await title.textContent(), text: (await page.locator("#verdict").textContent()) ?? "" };
}

test("the same sources make the same bytes, in one file that names no other", async () => {
  expect(await buildVerifier()).toBe(built);
  expect(built).toContain("default-src 'none'");
  expect(built.match(/<script/g)).toHaveLength(1);
  expect(built).not.toMatch(/<(?:link|img|iframe|object|embed)\b/);
  expect(built).not.toMatch(/\bimport\s*\(/);
  // With the curve of signatures, which ledgers of disclosures need.
  expect(built.length).toBeLessThan(360 * 1024);
});

test("opened from a disk, without a network, it proves files by a bundle and a block hash", async () => {
  const { title, text } = await verify("stamp.bundle.json", Object.keys(files), hash);
  expect(title).toBe("Proved");
  expect(text).toContain("held exactly these bytes (2 files) no later than block 24000000 of chain 1");
  expect(text).toContain("does not prove originality, authorship, ownership or legal validity");
  expect(text).toContain("it is taken from you");
  expect(await page.locator("#about").textContent()).toContain("Look up the hash of block 24,000,000 of chain 1.");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("verdict");

  await page.getByLabel("Where you have them from").fill("my own node");
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByText("it is taken from my own node").first().waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the verdict" }).click();
  expect((await download).suggestedFilename()).toBe("verdict.json");
});

test("without a hash it can't know, and a wrong hash, file, chain or bundle disproves", async () => {
  expect((await verify("stamp.bundle.json", ["tide.txt"], "")).title).toBe("Cannot know");
  expect((await verify("stamp.bundle.json", ["tide.txt"], `0x${"1".repeat(64)}`)).title).toBe("Disproved");
  expect((await verify("stamp.bundle.json", ["other.txt"], hash)).text).toContain("“other.txt” has the SHA-256");
  expect((await verify("changed.bundle.json", ["tide.txt"], hash)).text).toContain("does not open");
  expect((await verify("pretty.bundle.json", ["tide.txt"], hash)).text).toContain("not in canonical form");
  expect((await verify("other.txt", ["tide.txt"], hash)).title).toBe("Cannot know");
  await page.getByLabel("Number of the chain").fill("10");
  expect((await verify("stamp.bundle.json", ["tide.txt"], hash)).text).toContain("of chain 10");
});

test("a proof package does in place of its bundle; one that is damaged or misleading proves and disproves nothing", async () => {
  const content = await readFile(at("stamp.bundle.json"), "utf8");
  const proof = { name: "proof.colophon-bundle.json", content };
  const whole = zipOf([{ name: "READ-ME.colophon.txt", content: "What this is." }, proof]);
  const packages: [string, Uint8Array, RegExp][] = [
    ["outside", zipOf([proof, { name: "../x", content: "" }]), /leads out of its folder/],
    ["twice", zipOf([proof, proof]), /two files named/],
    ["cut", whole.subarray(0, -30), /holds no bundle of evidence/],
  ];
  await writeFile(at("whole.colophon.zip"), whole);
  expect((await verify("whole.colophon.zip", ["tide.txt"], hash)).title).toBe("Proved");
  for (const [name, bytes, sentence] of packages) {
    await writeFile(at(`${name}.colophon.zip`), bytes);
    await page.getByLabel("The evidence").setInputFiles(at(`${name}.colophon.zip`));
    await page.getByRole("button", { name: "Verify" }).click();
    await page.locator("#problem").filter({ hasText: sentence }).waitFor();
    expect(await page.locator("#verdict").isHidden()).toBe(true);
  }
});

test("without a file it can't know of the file, unless the record alone is asked for", async () => {
  const forgotten = await verify("stamp.bundle.json", [], hash);
  expect(forgotten.title).toBe("Cannot know");
  expect(forgotten.text).toContain("No file was compared, so nothing is known of yours");
  await page.getByLabel("what was recorded alone").check();
  const record = await verify("stamp.bundle.json", [], hash);
  expect(record.title).toBe("Proved");
  expect(record.text).toContain("none of them compared here");
  // Files that are given are compared all the same.
  expect((await verify("stamp.bundle.json", ["other.txt"], hash)).title).toBe("Disproved");
});

test("two hashes that contradict each other, and a changed line end, are shown", async () => {
  const other = `0x${"1".repeat(64)}`;
  const both = await verify("stamp.bundle.json", ["tide.txt"], `${hash}\n${other}`);
  expect(both.title).toBe("Cannot know");
  expect(both.text).toContain("Look at this");
  expect(both.text).toContain(other);
  await writeFile(at("windows.txt"), files["tide.txt"].replaceAll("\n", "\r\n"));
  expect((await verify("stamp.bundle.json", ["windows.txt"], hash)).text).toContain("with LF in place of CRLF");
});

test("of the 2,000 changes that the other programs are asked about, it says of a sample what they say", async () => {
  const { changed } = await changedBundles();
  // COLOPHON_CHANGES=2000 takes all of them.
  const most = Number(process.env.COLOPHON_CHANGES ?? 100);
  const sample = changed.filter((_, i) => Math.floor(((i + 1) * most) / 2_000) > Math.floor((i * most) / 2_000));
  const seen = new Set<string | null>();
  for (const made of sample) {
    const { name, bytes, file, bundle } = made;
    await writeFile(at("mutated.json"), bytes);
    if (file) await writeFile(at("mutated.bin"), file);
    const { chainId = "" } = trustOf(bundle);
    await page.getByLabel("Number of the chain").fill(String(chainId));
    const { title } = await verify("mutated.json", file ? ["mutated.bin"] : [], hashOf(bundle));
    const { verdict } = (await judge(made)).verdict;
    expect([name, title]).toEqual([name, titles[verdict]]);
    seen.add(title);
  }
  expect(sample).toHaveLength(most);
  expect([...seen]).toEqual(expect.arrayContaining(["Disproved", "Cannot know"]));
}, 1_800_000);

test("a part of a file is proved by its bytes alone, and disproved by others", async () => {
  const { title, text } = await verify("part.bundle.json", ["part.bytes"], partHash);
  expect(title).toBe("Proved");
  expect(text).toContain("as those from 1024 up to 3072 of a file of 5000 bytes");
  expect(text).toContain("bytes 1024 to 3071 of the 5000 of a file whose name is not disclosed");
  expect((await verify("part.bundle.json", ["wrong.bytes"], partHash)).title).toBe("Disproved");
});

test("what was typed wrongly is said beside the button", async () => {
  await page.getByRole("button", { name: "Verify" }).click();
  expect(await page.getByRole("alert").textContent()).toBe("Choose the bundle first.");
  await page.getByLabel("The evidence").setInputFiles(at("stamp.bundle.json"));
  await page.getByLabel("Block hashes").fill("0x12");
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByText("“0x12” is not a block hash").waitFor();
});

test("the policy of the page forbids it to speak to anybody", async () => {
  const refused = await page.evaluate(() =>
    fetch("https://example.com").then(
      () => "sent",
      () => "refused",
    ),
  );
  expect(refused).toBe("refused");
  expect(problems.splice(0).join("\n")).toMatch(/Content Security Policy|violates/);
});

test("W12 it is accessible, light and dark, before and after a verdict", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
  await verify("stamp.bundle.json", ["tide.txt"], hash);
  await page.getByText(/^All \d+ steps$/).click();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
});

test("a built site has both verifiers and the document of the formats, the same bytes as they are made here", async () => {
  await writeVerifiers(at("site"));
  expect(await readFile(at("site/verify.html"), "utf8")).toBe(built);
  const python = await readFile(at("site/verify_bundle.py"), "utf8");
  expect(python).toBe(await readFile(join(import.meta.dirname, "../../verifier/verify_bundle.py"), "utf8"));
  const formats = await readFile(at("site/formats.md"), "utf8");
  expect(formats).toBe(await readFile(join(import.meta.dirname, "../../docs/formats.md"), "utf8"));
});
