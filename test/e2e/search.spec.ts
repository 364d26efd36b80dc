/** Finding, clearing and listing through the index, with the chain as the judge of what it says. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { buyCall } from "@colophon/sdk/calls";
import { presets } from "@colophon/sdk/terms";
import { expect } from "@playwright/test";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { deployment, origin } from "./support/chain.ts";
import { type Author, createAuthor, type RegisteredWork } from "./support/createAuthor.ts";
import { createFile, createFolder, dropFiles } from "./support/files.ts";
import { photograph, step } from "./support/page.ts";
import { test } from "./support/people.ts";

// A word that no other work of this chain has.
const word = `q${randomBytes(5).toString("hex")}`;
const title = `The Saltmarsh Observatory ${word}`;
const content = `Herons at ${word}, seven of them, and none in a hurry.\n`;
const termsOf = (preset: string) => presets.find(({ id }) => id === preset)?.terms ?? {};

// What all of them look at is made once.
test.describe.configure({ mode: "default" });

let author: Author;
let buyer: Author;
let work: RegisteredWork;
let offerPath: string;
/** Sold once, for everything. */
let taken: RegisteredWork;

test.beforeAll(async () => {
  author = await createAuthor();
  buyer = await createAuthor();
  const credits = [{ name: "Ines Okafor", role: "author" }];
  work = await author.register({
    content,
    stamped: true,
    metadata: { name: title, description: "A year of birds at one window.", credits },
  });
  const made = await author.offer(work, { terms: termsOf("editorial") });
  offerPath = made.path;
  await buyer.send(buyCall(deployment, { offer: made.offer, recipient: buyer.account.address }));
  taken = await author.register({ metadata: { name: `Sold for good, ${word}` } });
  const exclusive = await author.offer(taken, { terms: termsOf("buy-out") });
  await buyer.send(buyCall(deployment, { offer: exclusive.offer, recipient: buyer.account.address }));
  // The index follows the chain; nothing here asks before it has read these works, their sales and their descriptions.
  await expect
    .poll(indexedSales, { timeout: 0, message: `what the index says of the works with the word ${word}` })
    .toEqual([1, 1]);
});

test("search: the key “/”, words, filters, a number, and an address that can be kept", async ({ newPerson }) => {
  const { page } = await newPerson({ ether: "0" });
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Search" })).toBeVisible();
  await page.keyboard.press("/");
  const box = page.getByRole("combobox", { name: /^Search works/ });
  await expect(box).toBeFocused();
  await box.fill(`saltmarsh ${word}`);
  const option = page.getByRole("option", { name: title });
  await expect(option).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(option).toHaveAttribute("aria-selected", "true");
  await step(page, "search-01-box");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${work.path}`);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();

  await page.goto("/search");
  await page.getByRole("searchbox", { name: "Look for" }).fill(`saltmarsh ${word}`);
  await expect(page.getByRole("link", { name: title })).toHaveAttribute("href", work.path);
  await page.getByRole("button", { name: /^Filters/ }).click();
  await page.getByLabel("Offered for").selectOption("print");
  await page.getByLabel("Currency").selectOption({ label: "Ether (ETH)" });
  await page.getByLabel("Costs at most").fill("0.02");
  await page.getByLabel("With an open offer only").check();
  await expect(page.getByText("1 work matches.")).toBeVisible();
  await expect(page.getByText(/From the index, as of/)).toBeVisible();
  await step(page, "search-02-filters");
  await page.getByLabel("Costs at most").fill("0.001");
  await expect(page.getByText("Nothing in the index matches")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Nothing in the index matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear the search" }).click();

  const digest = work.manifest.files[0]?.sha256.slice(2) ?? "";
  await page.getByRole("searchbox", { name: "Look for" }).fill(digest);
  await expect(page.getByText("a digest, or a number as long as one")).toBeVisible();
  await expect(page.getByRole("link", { name: title })).toHaveAttribute("href", work.path);
  await expect(page.getByRole("link", { name: "Check it on the chain" })).toHaveAttribute(
    "href",
    `/verify?q=${digest}`,
  );
});

test("prior registration: the same file, near names, and only digests leave the machine", async ({ newPerson }) => {
  const { page, guard } = await newPerson({ ether: "0" });
  await page.goto("/prove");
  await page.goto("/search/registered");
  const folder = await createFolder("birds", { "herons.txt": content, "unknown.txt": `${word} but not theirs` });
  await dropFiles(page.getByText("Drop a file or a folder"), folder);
  const same = page.getByRole("region", { name: "The same files" });
  await expect(same).toContainText("1 of 2 files is part of registered works");
  await expect(same.getByRole("link", { name: title })).toHaveAttribute("href", work.path);
  await page.getByRole("textbox", { name: "Title or name" }).fill("Saltmarsh Observatori");
  await expect(page.getByText("No work in this index has all of these words")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Similar names" })).toBeVisible();
  await step(page, "search-03-prior");

  const digest = work.manifest.files[0]?.sha256 ?? "missing";
  expect(guard.requests.some((url) => url.includes(digest))).toBe(true);
  for (const sent of [...guard.requests, ...guard.bodies]) {
    expect(sent).not.toContain("herons.txt");
    expect(sent).not.toContain("Herons at");
  }
});

test("clearance: a verdict for each file and work, the same by the chain, on paper too", async ({ newPerson }) => {
  const { page } = await newPerson({ ether: "0" });
  await page.goto("/clearance");
  const folder = await createFolder("wanted", { "herons.txt": content });
  await dropFiles(page.getByText("Drop files or a folder"), folder, await createFile("stranger.txt"));
  await expect(page.getByText("2 files were read on this device.")).toBeVisible();
  await page.getByLabel("I want to …").selectOption("print");
  await page.getByLabel("for … purposes").selectOption("editorial");
  await page.getByLabel("in …").selectOption("DE");
  await page.getByRole("textbox", { name: "Or a list of works" }).fill(`${origin}${taken.path}`);
  await page.getByRole("textbox", { name: "Account" }).fill(privateKeyToAccount(generatePrivateKey()).address);
  await page.getByRole("button", { name: "Make the report" }).click();
  const report = page.getByRole("article", { name: /^Print, for editorial purposes only, in/ });
  await expect(report).toContainText("1 can be licensed");
  await expect(report).toContainText("1 taken by another licence");
  await expect(report).toContainText("1 not found in this index");
  await report.getByRole("button", { name: "Check all on the chain" }).click();
  await expect(report.getByText("The chain says the same")).toHaveCount(2);
  await expect(report.locator(`[href="${offerPath}"]`).first()).toBeVisible();

  await page.getByRole("textbox", { name: "Account" }).fill(buyer.account.address);
  await page.getByRole("button", { name: "Make the report" }).click();
  await expect(report).toContainText("2 covered");
  await report.getByRole("button", { name: "Check all on the chain" }).click();
  await expect(report.getByText("The chain says the same")).toHaveCount(2);
  await step(page, "search-04-clearance");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Make the report" })).toBeHidden();
  await expect(report.getByText("The chain says the same").first()).toBeVisible();
  await photograph(page, "search-05-clearance-print");
  await page.emulateMedia({ media: null });
});

test("portfolio and trends: figures with their charts, tables and files", async ({ newPerson }) => {
  const { page } = await newPerson({ ether: "0" });
  await page.goto(`/portfolio?account=${author.account.address}`);
  const works = page.getByRole("region", { name: "Works" });
  await expect(works.getByRole("link", { name: title })).toHaveAttribute("href", work.path);
  await expect(
    page.getByRole("region", { name: "Licences granted" }).getByRole("link", { name: /^1 of The Saltmarsh/ }),
  ).toBeVisible();
  await step(page, "search-06-portfolio");
  const download = page.waitForEvent("download");
  await works.getByRole("button", { name: "Save the works as CSV" }).click();
  const csv = await readFile(await (await download).path(), "utf8");
  expect(csv).toContain(title);
  expect(csv.startsWith("\ufeffwork,title,")).toBe(true);

  await page.goto("/trends?by=day&split=category");
  const registered = page.getByRole("region", { name: "Works registered" });
  const chart = registered.getByRole("slider");
  await chart.focus();
  await page.keyboard.press("End");
  await expect(chart).toHaveAttribute("aria-valuetext", /\d/);
  for (const name of ["Licences sold", "Mean price of a licence", "Income of works"]) {
    await expect(page.getByRole("region", { name }).getByRole("slider")).toBeVisible();
  }
  await registered.getByText("The figures of this chart").click();
  await expect(registered.getByRole("cell", { name: /Literary work/ }).first()).toBeVisible();
  await step(page, "search-07-trends");
});

test("C10 a stopped index is said, and the chain goes on answering", async ({ newPerson }) => {
  const { page, guard } = await newPerson({ ether: "0" });
  guard.allow(/\/index\//);
  await page.route("**/index/**", (route) => route.abort());
  for (const path of [`/search?q=${word}`, `/portfolio?account=${author.account.address}`, "/trends"]) {
    await page.goto(path);
    await expect(page.getByText("The index cannot be reached").first()).toBeVisible();
  }
  await step(page, "search-08-stopped");
  await page.goto(`/works?q=${word}`);
  await expect(page.getByText("The index cannot be reached")).toBeVisible();
  // The newest works are loaded from the chain, and this is one of them.
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await page.keyboard.press("/");
  await page.getByRole("combobox", { name: /^Search works/ }).fill(work.path.slice("/work/".length));
  await expect(page.getByRole("option", { name: /Go to this work/ })).toBeVisible();
});

test("every page of the index on a phone in the dark", async ({ newPerson }) => {
  const phone = { viewport: { width: 390, height: 844 }, colorScheme: "dark" } as const;
  const { page } = await newPerson({ ether: "0", context: phone });
  const pages = {
    search: `/search?q=${word}`,
    prior: `/search/registered?name=${word}`,
    clearance: "/clearance",
    portfolio: `/portfolio?account=${author.account.address}`,
    trends: "/trends?split=category",
  };
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText(/^Asking the index/)).toHaveCount(0);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `what sticks out of ${path}`).toBeLessThanOrEqual(0);
    await step(page, `search-phone-${name}`);
  }
});

/** How often each of these works was licensed, by the index; what it says of itself while it knows less. */
async function indexedSales(): Promise<unknown> {
  const answer = await fetch(`${origin}/index/v1/works?q=${word}`).catch(() => undefined);
  const list = answer?.ok ? ((await answer.json()) as { items: { licencesSold: number }[] }).items : [];
  if (list.length === 2) return list.map(({ licencesSold }) => licencesSold);
  const health = await fetch(`${origin}/index/v1/health`).catch(() => undefined);
  return { found: list.length, health: await health?.text() };
}
