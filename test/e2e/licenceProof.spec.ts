/** A licence that is shown to somebody who has no node: bought, proved by a file in all three verifiers, then ended. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { formatId, licenceIdOf } from "@colophon/sdk";
import { buyCall, noticeCall, terminateCall } from "@colophon/sdk/calls";
import { type Bundle, parseBundle } from "@colophon/sdk/evidence";
import { conditionsOf, endsForBreach, onchainTermsOf, type Terms } from "@colophon/sdk/terms";
import { type Browser, expect, type Page } from "@playwright/test";
import { sha256 } from "viem";
import { buildVerifier } from "../../scripts/build-verify.ts";
import { startColophon } from "../support/startColophon.ts";
import { deployment, rpcUrl, testClient } from "./support/chain.ts";
import { createAuthor } from "./support/createAuthor.ts";
import { createFolder, dropFiles } from "./support/files.ts";
import { expectAccessible, photograph } from "./support/page.ts";
import { connectWallet, test } from "./support/people.ts";

const hour = 3_600;
const terms: Partial<Terms> = {
  uses: ["print"],
  purposes: ["editorial"],
  territories: ["AT"],
  duration: 720 * hour,
  conditions: { ...endsForBreach, cure: hour },
};

test("R07 a licence's bundle says in all three verifiers that it is in force at a block, and later that it ended", async ({
  newPerson,
  browser,
}) => {
  const buyer = await newPerson();
  const author = await createAuthor();
  const work = await author.register({ metadata: { name: "Tide Tables" } });
  const offer = await author.offer(work, { terms });
  const licence = licenceIdOf({ work: work.id, serial: 1 });
  await buyer.page.goto(offer.path);
  await connectWallet(buyer);
  await buyer.page.getByRole("checkbox", { name: "I have read the duties of this licence and accept them." }).check();
  await buyer.page.getByRole("button", { name: /^Buy for/ }).click();
  await buyer.page.waitForURL(/\/licence\/0x/);
  const folder = await createFolder("proofs", {
    "verify.html": await buildVerifier(),
    "deployment.json": JSON.stringify(deployment),
  });

  await buyer.page.goto(`/licence/${formatId(licence, "licence")}?tab=evidence`);
  await buyer.page.getByRole("button", { name: "Save proof of this licence" }).scrollIntoViewIfNeeded();
  const saved = await save(buyer.page, folder);
  expect(saved.path).toMatch(/Tide Tables, licence 1, block \d+\.colophon-bundle\.json$/);
  await expect(buyer.page.getByRole("alert")).toContainText("was in force");
  await expectAccessible(buyer.page);
  await photograph(buyer.page, "licence-proof-01-saved");
  await buyer.page.setViewportSize({ width: 390, height: 844 });
  await photograph(buyer.page, "licence-proof-01-saved-phone");
  expect(await buyer.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  const holder = buyer.account.address.toLowerCase();
  const inForce = [
    `After block ${saved.bundle.blocks.at(-1)?.number} of chain 31337`,
    `licence ${formatId(licence, "licence")}`,
    "was in force: it had started, had neither been terminated nor given back, and had not ended",
    `It was held by ${holder}, with 1 seat, under the terms`,
    "the uses print; for the purposes editorial; in AT; non-exclusive",
    "if it is not renewed and does not end early",
  ];
  const auditor = await newPerson({ ether: "0" });
  await proved({ folder, ...saved }, auditor.page, browser, inForce);

  // Ended for a breach. The same file still says what was so at its block; one made now says that it is over.
  const [defined, conditions] = [onchainTermsOf(offer.terms, deployment), conditionsOf(offer.terms)];
  if (!conditions) throw new Error("These terms have conditions.");
  await author.send(noticeCall(deployment, { licence, terms: defined, conditions, evidence: sha256("0x01") }));
  await testClient.increaseTime({ seconds: hour });
  await author.send(terminateCall(deployment, { licence, terms: defined }));
  expect(await startColophon(folder, command("verify", saved)).ended).toMatchObject({ code: 0 });
  const made = await startColophon(folder, [
    ...["bundle", "--licence", formatId(licence, "licence"), "--rpc", rpcUrl, "--deployment", "deployment.json"],
    ...["--out", "ended.bundle.json", "--text"],
  ]).ended;
  expect(made).toMatchObject({ code: 0, out: expect.stringContaining("it had been terminated") });
  const bundle = parseBundle(await readFile(join(folder, "ended.bundle.json")));
  expect(bundle.blocks.at(-1)?.number).toBeGreaterThan(saved.bundle.blocks.at(-1)?.number ?? 0);
  const ended = { folder, path: join(folder, "ended.bundle.json"), bundle };
  await proved(ended, auditor.page, browser, [
    `After block ${bundle.blocks.at(-1)?.number} of chain 31337`,
    "was not in force: it had been terminated",
    "when it was terminated",
  ]);
});

test("W07 a licence's bundle is made and verifies while its store sends other bytes, and while it is offline", async ({
  newPerson,
}) => {
  const { page, account, guard } = await newPerson({ ether: "0" });
  guard.allow(/Failed to load resource/);
  const author = await createAuthor();
  const work = await author.register({ metadata: { name: "The true title" } });
  const { offer } = await author.offer(work, { terms });
  const buyer = await createAuthor(account);
  await buyer.send(buyCall(deployment, { offer, recipient: account.address }));
  const licence = licenceIdOf({ work: work.id, serial: 1 });
  const folder = await createFolder("proofs", {});
  let offline = false;
  await page.route("**/ipfs/**", async (route) => {
    if (offline) return route.abort();
    const response = await route.fetch();
    return route.fulfill({ response, body: (await response.text()).replace("The true title", "Another title!") });
  });
  await page.goto(work.path);
  await expect(page.getByRole("main")).toContainText("sent other bytes than those asked for, so they were refused.");
  for (const down of [false, true]) {
    offline = down;
    await page.goto(`/licence/${formatId(licence, "licence")}?tab=evidence`);
    const saved = await save(page, folder);
    await expect(page.getByRole("alert").filter({ hasText: "Saved as of block" })).toContainText("was in force");
    const text = await onPage(saved, page);
    expect(text).toContain(
      "was in force: it had started, had neither been terminated nor given back, and had not ended",
    );
    expect(text).not.toContain("Another title!");
  }
});

type Saved = { path: string; bundle: Bundle };

/** Saves the licence's proof under the name that the page suggests. */
async function save(page: Page, folder: string): Promise<Saved> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save proof of this licence" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.colophon-bundle\.json$/);
  const path = join(folder, file.suggestedFilename());
  const bytes = await readFile(await file.path());
  await writeFile(path, bytes);
  return { path, bundle: parseBundle(bytes) };
}

/** All three verifiers say "proved" and these words, and "cannot know" without the hashes of its blocks. */
async function proved(
  given: Saved & { folder: string },
  page: Page,
  browser: Browser,
  words: readonly string[],
): Promise<void> {
  const cli = await startColophon(given.folder, command("verify", given)).ended;
  expect(cli).toMatchObject({ code: 0, out: expect.stringMatching(/^PROVED/) });
  expect(await startColophon(given.folder, ["verify", given.path, "--text"]).ended).toMatchObject({ code: 2 });
  const shown = [cli.out, await onDisk(given, browser), await onPage(given, page)];
  for (const text of shown) for (const part of words) expect(text).toContain(part);
}

const hashesOf = ({ blocks }: Bundle) => blocks.map(({ hash }) => hash);

function command(name: string, { path, bundle }: Saved): string[] {
  return [name, path, "--chain", "31337", "--text", ...hashesOf(bundle).flatMap((hash) => ["--block-hash", hash])];
}

/** What verify.html says, opened from the disk without a network. */
async function onDisk({ folder, path, bundle }: Saved & { folder: string }, browser: Browser): Promise<string> {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  const url = pathToFileURL(join(folder, "verify.html")).href;
  await page.goto(url);
  await page.getByLabel("The evidence").setInputFiles(path);
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.locator("#verdict h2")).toHaveText("Cannot know");
  await page.getByLabel("Block hashes").fill(hashesOf(bundle).join("\n"));
  await page.getByLabel("Number of the chain").fill("31337");
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.locator("#verdict h2")).toHaveText("Proved");
  const text = (await page.locator("#verdict").textContent()) ?? "";
  expect(requests).toEqual([url]);
  await context.close();
  return text;
}

/** What the dApp's Verify page says to somebody without a wallet. */
async function onPage({ path, bundle }: Saved, page: Page): Promise<string> {
  await page.goto("/verify");
  await dropFiles(page.getByRole("button", { name: "Choose files" }), path);
  const answer = page.getByRole("region", { name: "Answer" });
  await expect(answer.getByText("Cannot know", { exact: true }).first()).toBeVisible();
  await page.getByRole("textbox", { name: "Block hashes" }).fill(hashesOf(bundle).join("\n"));
  await page.getByRole("textbox", { name: "Number of their chain" }).fill("31337");
  await page.getByRole("button", { name: "Check with these hashes" }).click();
  await expect(answer.getByText("Proved", { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await photograph(page, "licence-proof-02-verified");
  return (await answer.textContent()) ?? "";
}
