/** Evidence that stands alone: captured with the stamp, verified without us, and printed. */
import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Bundle, parseBundle, verifyBundle } from "@colophon/sdk/evidence";
import { expect, type Page } from "@playwright/test";
import { createFolder, dropFiles, unpackPackage } from "./support/files.ts";
import { photograph, step } from "./support/page.ts";
import { connectWallet, type Person, test } from "./support/people.ts";

const names = ["poem.txt", "notes/tides.csv"];

test("a stamp's evidence is captured, saved, verified and printed", async ({ newPerson }) => {
  const person = await newPerson();
  const { page } = person;
  const folder = await sealFolder(person);
  await page.getByRole("button", { name: "Stamp it" }).click();
  await expect(page.getByText("it has no finality, and whoever runs it can rewrite it")).toBeVisible();
  await step(page, "evidence-01-captured");

  const path = await save(page, "Save the complete package");
  expect(path).toMatch(/proof-[0-9a-f]{8}\.colophon\.zip$/);
  const packed = await unpackPackage(path);
  expect([...packed.keys()]).toEqual([
    "READ-ME.colophon.txt",
    "proof.colophon.json",
    "proof.colophon-bundle.json",
    "proof.colophon.html",
  ]);
  expect(packed.get("READ-ME.colophon.txt")).toContain("This package is complete");
  const bytes = new TextEncoder().encode(packed.get("proof.colophon-bundle.json"));
  const bundle = parseBundle(bytes);
  expect(bundle.stamp?.manifest?.files.map((file) => file.path).sort()).toEqual([...names].sort());
  const trusted = bundle.blocks.map(({ hash }) => ({ hash, source: "you" }));
  const verdict = verifyBundle({ bundle: bytes, trusted });
  expect(verdict.verdict).toBe("proved");
  await expectReadable(person, packed.get("proof.colophon.html") ?? "", bundle);

  const nameless = await readFile(await save(page, "Save a bundle without names"), "utf8");
  for (const name of names) expect(nameless).not.toContain(name);
  expect(verifyBundle({ bundle: nameless, trusted }).verdict).toBe("proved");

  await expectCertified(person, bundle, verdict.steps.length);

  // Verified by somebody who has the bundle and the files, and no wallet.
  const auditor = await newPerson({ ether: "0" });
  await expectVerified(auditor, { path, folder, bundle });
});

test("a node that lies about receipts gets no bundle made, and the next try may succeed", async ({ newPerson }) => {
  const person = await newPerson();
  const { page } = person;
  let lies = true;
  await page.route("**/rpc", async (route) => {
    const asked = route.request().postData() ?? "";
    if (!lies || !asked.includes("eth_getBlockReceipts")) return route.fallback();
    const response = await route.fetch();
    const text = await response.text();
    return route.fulfill({ response, body: text.replace(/"cumulativeGasUsed":"0x/, '"cumulativeGasUsed":"0x1') });
  });
  await sealFolder(person);
  await page.getByRole("button", { name: "Stamp it" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "The evidence could not be captured" });
  await expect(alert).toContainText("are not those of the block");
  await expect(page.getByRole("button", { name: "Save the complete package" })).toHaveCount(0);
  await step(page, "evidence-09-lying-node");
  lies = false;
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("button", { name: "Save the complete package" })).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test("each file of a batch has evidence and a certificate of its own", async ({ newPerson }) => {
  const person = await newPerson();
  const { page } = person;
  await sealFolder(person, { separately: true });
  await page.getByRole("button", { name: "Stamp it" }).click();
  await expect(page.getByText("2 bundles captured")).toBeVisible();
  const packed = await unpackPackage(await save(page, "Save the complete package"));
  expect([...packed.keys()].filter((name) => name.endsWith(".colophon-bundle.json"))).toEqual([
    "proof-1.colophon-bundle.json",
    "proof-2.colophon-bundle.json",
  ]);
  await step(page, "evidence-10-batch");
  for (const name of names) {
    await page.getByRole("link", { name: `Certificate of ${name}` }).click();
    const certificate = page.getByRole("article");
    await expect(certificate.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(certificate).toContainText("Root of its batch");
    await expect(certificate.getByRole("region", { name: "The file" }).getByRole("listitem")).toHaveCount(1);
    await page.getByRole("link", { name: "Back to the proof" }).click();
  }
});

test("a part of a file is cut out, and opened by somebody who has nothing else of it", async ({ newPerson }) => {
  const person = await newPerson();
  const { page, guard } = person;
  const secret = randomUUID();
  const lines = Array.from({ length: 300 }, (_, i) => `line ${String(i + 1).padStart(4, "0")} of a long poem`);
  const book = `${lines.join("\n")}\n${secret}\n`;
  const folder = await createFolder("novel", { "secret-title.txt": book, "notes.txt": `spring ${randomUUID()}\n` });
  await page.goto("/prove");
  await connectWallet(person);
  await dropFiles(page.getByText("Drop your files or a folder here"), folder);
  await page.getByRole("button", { name: "Seal it" }).click();
  await page.waitForURL(/\/prove\/0x[0-9a-f]{64}$/);
  await page.getByRole("button", { name: "Stamp it" }).click();
  const part = page.getByRole("region", { name: "Show only a part of a file" });
  const cut = async (unit: "bytes" | "lines", first: string, last: string) => {
    await part.getByRole("combobox", { name: "Count in" }).selectOption(unit);
    await part.getByRole("textbox", { name: "First" }).fill(first);
    await part.getByRole("textbox", { name: "Last" }).fill(last);
    await part.getByRole("button", { name: "Cut out this part" }).click();
  };
  const other = await createFolder("other", { "other.txt": "another", "changed.txt": book.replace("long", "LONG") });
  await part.getByTestId("choose-files").setInputFiles(join(other, "other.txt"));
  await cut("bytes", "0", "3");
  await expect(part.getByRole("alert")).toContainText("None of the stamped files has 7 bytes");
  await part.getByTestId("choose-files").setInputFiles(join(other, "changed.txt"));
  await cut("lines", "100", "101");
  await expect(part.getByRole("alert")).toContainText("it was changed");
  await part.getByTestId("choose-files").setInputFiles(join(folder, "secret-title.txt"));
  await cut("bytes", "0", "90000");
  await expect(part.getByRole("alert")).toContainText("The last byte of this file is");
  await cut("lines", "1", "300");
  await expect(part.getByRole("alert")).toContainText("this would be all of it");
  await cut("lines", "400", "401");
  await expect(part.getByRole("alert")).toContainText("has 301 lines");
  await cut("lines", "100", "101");
  await expect(part.getByRole("alert")).toContainText(/Shows the bytes 2048 to 3071 of \d+/);
  await expect(part.getByRole("region", { name: "What is shown" })).toContainText(`${lines[99]}\n${lines[100]}`);
  await step(page, "evidence-11-part");
  const path = await save(page, "Save the bundle of this part");
  const bytes = await save(page, "Save these bytes");
  const text = await readFile(path, "utf8");
  for (const hidden of ["secret-title", "notes.txt", secret]) expect(text).not.toContain(hidden);
  expect(await readFile(bytes, "utf8")).toBe(book.slice(2048, 3072));
  expect(guard.bodies.filter((body) => body.includes("long poem"))).toEqual([]);

  const { page: auditor } = await newPerson({ ether: "0" });
  const answer = auditor.getByRole("region", { name: "Answer" });
  await auditor.goto("/verify");
  await dropFiles(auditor.getByRole("button", { name: "Choose files" }), path, bytes);
  await auditor.getByRole("textbox", { name: "Block hashes" }).fill(parseBundle(text).blocks[0]?.hash ?? "");
  await auditor.getByRole("button", { name: "Check with these hashes" }).click();
  await expect(answer.getByText("Proved", { exact: true }).first()).toBeVisible();
  await expect(answer).toContainText(`as those from 2048 up to 3072 of a file of ${book.length} bytes`);
  await expect(answer.getByRole("region", { name: "Files in the bundle" })).toContainText(
    `bytes 2048 to 3071 of the ${book.length} of a file whose name is not disclosed`,
  );
  await step(auditor, "evidence-12-part-proved");

  // W11: a part of the right length in which one letter is another.
  const wrong = await createFolder("wrong", { "part.bin": book.slice(2048, 3072).replace("poem", "poet") });
  await dropFiles(auditor.getByRole("button", { name: "Choose files" }), join(wrong, "part.bin"));
  await expect(answer.getByText("Disproved", { exact: true }).first()).toBeVisible();
});

/** The certificate of a package stands alone: it opens from its text, and fetches nothing. */
async function expectReadable({ context }: Person, html: string, bundle: Bundle): Promise<void> {
  const page = await context.newPage();
  await page.setContent(html);
  await expect(page.getByRole("heading", { level: 1, name: "almanac" })).toBeVisible();
  await expect(page.getByText(bundle.blocks[0]?.hash ?? "missing", { exact: true })).toBeVisible();
  await expect(page.getByText("It does not prove originality")).toBeVisible();
  await photograph(page, "evidence-13-packed-certificate");
  await page.close();
}

async function expectCertified({ page, account }: Person, bundle: Bundle, steps: number): Promise<void> {
  const [block] = bundle.blocks;
  await page.getByRole("link", { name: "Certificate to print" }).click();
  const certificate = page.getByRole("article");
  await expect(certificate.getByRole("heading", { level: 1, name: "almanac" })).toBeVisible();
  await expect(certificate).toContainText("2 files, none of them compared here");
  for (const text of [
    account.address.toLowerCase(),
    bundle.stamp?.commitment,
    bundle.stamp?.contentRoot,
    block?.hash,
    ...(bundle.stamp?.manifest?.files.map((file) => file.sha256.slice(2)) ?? []),
  ]) {
    await expect(certificate).toContainText(text ?? "missing");
  }
  // Nobody but a node vouched for the block, so the certificate says no more than that.
  await expect(certificate.getByRole("region", { name: "What it rests on" })).toContainText("only told by a node");
  await step(page, "evidence-06-certificate");
  await page.getByRole("checkbox", { name: "With the court pack" }).check();
  const transcript = page.getByRole("region", { name: "Transcript of the verification" }).getByRole("listitem");
  await expect(transcript).toHaveCount(steps);
  await expect(page.getByRole("region", { name: "Custody log" })).toContainText("The bundle was captured from a node");
  await expect(page.getByText("A template, not legal advice")).toHaveCount(4);
  for (const name of [/12 V\.S\.A\. § 1913/, /902\(13\) and 902\(14\)/, /910\/2014/, /Civil Evidence Act 1995/]) {
    await expect(page.getByRole("region", { name })).toContainText(block?.hash ?? "missing");
  }
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Print or save as PDF" })).toBeHidden();
  await expect(page.getByRole("banner")).toBeHidden();
  await photograph(page, "evidence-07-certificate-print");
  const pdf = await page.pdf({ format: "A4", path: join(await createFolder("pdf", {}), "certificate.pdf") });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  await page.emulateMedia({ media: "screen", colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await step(page, "evidence-08-certificate-phone-dark");
  await page.emulateMedia({ media: null, colorScheme: null });
}

type Given = { path: string; folder: string; bundle: Bundle };

async function expectVerified({ page }: Person, { path, folder, bundle }: Given): Promise<void> {
  const [block] = bundle.blocks;
  if (!block) throw new Error("The bundle has no block.");
  const answer = page.getByRole("region", { name: "Answer" });
  const verdict = (word: string) => answer.getByText(word, { exact: true }).first();
  const use = async (hash: string) => {
    await page.getByRole("textbox", { name: "Block hashes" }).fill(hash);
    await page.getByRole("button", { name: "Check with these hashes" }).click();
  };
  const drop = (...paths: readonly string[]) => dropFiles(page.getByRole("button", { name: "Choose files" }), ...paths);

  await page.goto("/verify");
  await drop(path);
  await expect(verdict("Cannot know")).toBeVisible();
  await step(page, "evidence-02-cannot-know");
  await use("0x12");
  await expect(page.getByText("is not a block hash")).toBeVisible();
  await expect(verdict("Cannot know")).toBeVisible();
  await use(block.hash);
  await expect(answer.getByText("No file was compared, so nothing is known of yours").first()).toBeVisible();
  await page.getByRole("checkbox", { name: /^Tell what was recorded alone/ }).check();
  await expect(verdict("Proved")).toBeVisible();
  await expect(answer.getByText("none of them compared here")).toBeVisible();

  await drop(join(folder, "poem.txt"), join(folder, "notes/tides.csv"));
  await expect(answer.getByText("held exactly these bytes (2 files) no later than")).toBeVisible();
  await expect(answer.getByRole("region", { name: "Taken on trust" })).toContainText("it is taken from you");
  await expect(answer.getByRole("region", { name: "Files in the bundle" })).toContainText("the same as yours");
  await answer.getByText(/^All \d+ steps$/).click();
  await step(page, "evidence-03-proved");

  await use(`0x${"1".repeat(64)}`);
  await expect(verdict("Disproved")).toBeVisible();
  await page.getByRole("button", { name: /^Ask the node of/ }).click();
  await expect(verdict("Proved")).toBeVisible();
  await expect(answer.getByRole("region", { name: "Taken on trust" })).toContainText("1 of 1 node (the node of");
  await step(page, "evidence-04-asked-node");

  // One changed byte, of a file or of the bundle, is never proved.
  const poem = await readFile(join(folder, "poem.txt"));
  poem[0] = (poem[0] ?? 0) ^ 1;
  const changed = await createFolder("changed", { "poem.txt": poem });
  await drop(join(changed, "poem.txt"));
  await expect(verdict("Disproved")).toBeVisible();
  await expect(answer.getByText("it was changed or is another file").first()).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await step(page, "evidence-05-changed-file-phone-dark");

  const text = (await unpackPackage(path)).get("proof.colophon-bundle.json") ?? "";
  const digit = text.indexOf(block.hash) + 10;
  const forged = `${text.slice(0, digit)}${text[digit] === "0" ? "1" : "0"}${text.slice(digit + 1)}`;
  const forgery = await createFolder("forged", { "almanac.colophon-bundle.json": forged, "bundle.json": `${text}\n` });
  await drop(join(forgery, "almanac.colophon-bundle.json"));
  await expect(verdict("Disproved")).toBeVisible();
  await use(block.hash);
  await expect(verdict("Disproved")).toBeVisible();
  await drop(join(forgery, "bundle.json"));
  await expect(verdict("Cannot know")).toBeVisible();
}

/** A folder that nobody ever had, sealed by the person, who is then on the proof's page. Returns where it is. */
async function sealFolder(person: Person, { separately = false } = {}): Promise<string> {
  const { page } = person;
  const folder = await createFolder("almanac", {
    "poem.txt": `Low water, and the boats asleep.\n${randomUUID()}\n`,
    "notes/tides.csv": `day,high,low\n1,06:12,12:30\n# ${randomUUID()}\n`,
  });
  await page.goto("/prove");
  await connectWallet(person);
  await dropFiles(page.getByText("Drop your files or a folder here"), folder);
  if (separately) await page.getByRole("radio", { name: "Each file on its own" }).check();
  await page.getByRole("button", { name: "Seal it" }).click();
  await page.waitForURL(/\/prove\/0x[0-9a-f]{64}$/);
  return folder;
}

/** Saves a file under the name that the page suggests. Returns where it is. */
async function save(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const file = await download;
  const path = join(await createFolder("saved", {}), file.suggestedFilename());
  await writeFile(path, await readFile(await file.path()));
  return path;
}
