/** Who saw what, when, under which promise: an agreement, a draft that is handed over and receipted, and a ledger that proves it. */
import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { agreementFragmentOf, draftAgreement } from "@colophon/sdk/agreements";
import { agreementPlaceOf } from "@colophon/sdk/calls";
import { parseLedger } from "@colophon/sdk/disclosures";
import { type Browser, type Download, expect, type Page } from "@playwright/test";
import { buildVerifier } from "../../scripts/build-verify.ts";
import { deployment, publicClient } from "./support/chain.ts";
import { createFolder, dropFiles } from "./support/files.ts";
import { expectAccessible, photographAll } from "./support/page.ts";
import { connectWallet, type Person, test } from "./support/people.ts";

const content = `${crypto.randomUUID()}\nA secret draft: the tide writes and the tide erases.\n`;

/** An agreement to keep secrets, which nobody has signed yet, as the path of its link. */
async function draftPath(people: readonly Person[]): Promise<string> {
  const { timestamp } = await publicClient.getBlock();
  const draft = draftAgreement({
    ...agreementPlaceOf(deployment),
    words: "# Non-disclosure\n\nWhat we show each other stays between us, and is destroyed when one of us asks for it.",
    parties: people.map(({ account }) => account.address),
    witnessed: false,
    opens: Number(timestamp) - 60,
    closes: Number(timestamp) + 86_400,
  });
  return `/agreement#${agreementFragmentOf(draft)}`;
}

/** Signs the agreement that is open, and gives the link to send on. */
async function signAgreement({ page }: Person): Promise<string> {
  await page.getByRole("button", { name: "Sign this text" }).click();
  await expect(page.getByText("You signed.").or(page.getByText("Everybody signed."))).toBeVisible();
  return linkIn(page, "Hand it on");
}

async function linkIn(page: Page, region: string): Promise<string> {
  const link = page.getByRole("region", { name: region, exact: true }).locator("code", { hasText: "/agreement#" });
  return (await link.textContent()) ?? "";
}

test("a draft is handed over under an agreement, receipted, and the ledger is proved without us", async ({
  newPerson,
  browser,
}) => {
  const [author, reader] = [await newPerson(), await newPerson()];

  // The agreement goes from one to the other by link.
  await author.page.goto(await draftPath([author, reader]));
  await connectWallet(author);
  const half = await signAgreement(author);
  await expect(author.page.getByRole("heading", { name: "Disclosures" })).toBeHidden();
  await reader.page.goto(half);
  await connectWallet(reader);
  const whole = await signAgreement(reader);
  await author.page.goto(whole);
  await expect(author.page.getByRole("heading", { name: "Disclosures" })).toBeVisible();

  // The reader makes a key, and tells its public line.
  await reader.page.goto("/agreement#files");
  await reader.page.getByLabel("Passphrase of your key file").fill("four words of mine");
  await reader.page.getByRole("button", { name: "Make a key and save its file" }).click();
  await expect(reader.page.getByText("Your public key.")).toBeVisible();
  const key = (await reader.page.getByText(/^age1/).textContent()) ?? "";

  // The author hands a draft over.
  const source = await createFolder("source", { "draft.txt": content });
  const give = author.page.getByRole("region", { name: "Hand over files" });
  await give.getByLabel("Their public key").fill(reader.account.address);
  await dropFiles(give.getByText("Drop the files to hand over"), join(source, "draft.txt"));
  await give.getByRole("button", { name: "Encrypt and save" }).click();
  await expect(give.getByRole("alert")).toContainText("is not a public key of age");
  await give.getByLabel("Their public key").fill(key);
  const saved = author.page.waitForEvent("download");
  await give.getByRole("button", { name: "Encrypt and save" }).click();
  const encrypted = await keep(await saved);
  await expect(author.page.getByText("No answer yet")).toBeVisible();
  await author.page.getByText("The link for this party").click();
  const link = await linkIn(author.page, "Disclosures");
  await expectAccessible(author.page);
  await photographAll(author.page, "disclosures-01-handed-over");

  // The reader opens it, and signs that it came.
  await reader.page.goto(link);
  await expect(reader.page.getByText("All 2 parties signed exactly this text.")).toBeVisible();
  await expect(reader.page.getByText("Open the files first: you sign that they opened.")).toBeVisible();
  await dropFiles(reader.page.getByText("Add the encrypted files that were sent to you"), encrypted);
  const opened = reader.page.waitForEvent("download");
  await reader.page.getByRole("button", { name: "Open and save" }).click();
  expect(await readFile(await (await opened).path(), "utf8")).toBe(content);
  await expect(reader.page.getByText("has exactly the digests that were named to you")).toBeVisible();
  await reader.page.getByRole("button", { name: "Sign that you received them" }).click();
  await expect(reader.page.getByText("You signed. Send the link or the file back")).toBeVisible();
  await expectAccessible(reader.page);
  await photographAll(reader.page, "disclosures-02-received");
  const answer = await linkIn(reader.page, "Your answer");

  // The answer comes back, and one transaction covers the ledger.
  await author.page.goto(answer);
  await expect(author.page.getByText("It was added to your ledger under “Non-disclosure”.")).toBeVisible();
  await author.page.getByRole("link", { name: "To the agreement and its disclosures" }).click();
  await expect(author.page.getByText("Signed: received")).toBeVisible();
  await author.page.getByRole("button", { name: "Prepare the stamp" }).click();
  await author.page.getByRole("button", { name: "Stamp the ledger" }).click();
  await expect(author.page.getByText("2 entries, all covered by a stamp.")).toBeVisible();
  await photographAll(author.page, "disclosures-03-stamped");
  const exported = author.page.waitForEvent("download");
  await author.page.getByRole("button", { name: "Save the ledger as a file" }).click();
  const file = await keep(await exported);

  // It is proved with our site gone: by the page from a disk, and by the program in Python.
  const [stamp] = parseLedger(await readFile(file)).stamps as { blocks: { hash: string }[] }[];
  const hash = stamp?.blocks[0]?.hash ?? "";
  const text = await verifyFromDisk(browser, { file, hash, draft: join(source, "draft.txt") });
  expect(text).toContain("1 account signed that they received 1 file");
  expect(text).toContain("A receipt does not show that anybody read the files.");
  expect(await python(file, join(source, "draft.txt"), "--block-hash", hash)).toBe(0);

  // And by our own page, which asks for the block.
  await author.page.goto("/verify");
  await dropFiles(author.page.getByText("Drop a file, a folder or a proof package"), file);
  await expect(author.page.getByText("Ledger of disclosures")).toBeVisible();
  await author.page.getByLabel("Tell what was recorded alone, without comparing files").check();
  await author.page.getByRole("textbox", { name: "Block hashes" }).fill(hash);
  await author.page.getByRole("button", { name: "Check with these hashes" }).click();
  await expect(author.page.getByText(/1 account signed that they received 1 file/)).toBeVisible();
  await expectAccessible(author.page);
  await photographAll(author.page, "disclosures-04-verified");
});

/** Saves what was downloaded under its own name. */
async function keep(download: Download): Promise<string> {
  const path = join(await createFolder("kept", {}), download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

type FromDisk = { file: string; hash: string; draft: string };

async function verifyFromDisk(browser: Browser, { file, hash, draft }: FromDisk): Promise<string> {
  const folder = await createFolder("verifier", {});
  const path = join(folder, "verify.html");
  await writeFile(path, await buildVerifier());
  const context = await browser.newContext({ baseURL: undefined, offline: true });
  const page = await context.newPage();
  await page.goto(pathToFileURL(path).href);
  await page.locator("#bundle").setInputFiles(file);
  await page.locator("#files").setInputFiles(draft);
  await page.getByLabel("Block hashes").fill(hash);
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.locator("#verdict h2")).toHaveText("Proved");
  const text = (await page.locator("#verdict").textContent()) ?? "";
  await context.close();
  return text;
}

/** The exit code of the second verifier. */
function python(...args: string[]): Promise<number | null> {
  const program = join(import.meta.dirname, "../../verifier/verify_bundle.py");
  const child = spawn("python3", ["-B", program, ...args], { stdio: "ignore" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
}
