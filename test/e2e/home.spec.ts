import { readFile } from "node:fs/promises";
import { formatId } from "@colophon/sdk";
import { expect } from "@playwright/test";
import { parseEther } from "viem";
import { origin } from "./support/chain.ts";
import { createAuthor } from "./support/createAuthor.ts";
import { createFile, createFolder, dropFiles } from "./support/files.ts";
import { day, hour, hourly, pass, pathOf, sell } from "./support/licences.ts";
import { openTab, phone, step } from "./support/page.ts";
import { connectWallet, test } from "./support/people.ts";

/** Waits until the index has read a work and its description; nothing asks it before. */
async function indexed(work: bigint, name: string): Promise<void> {
  const read = async () => {
    const response = await fetch(`${origin}/index/v1/works/${formatId(work, "work")}`);
    return response.ok
      ? ((await response.json()) as { work: { name: string; offers: { open: number } } }).work
      : undefined;
  };
  await expect.poll(read, { timeout: 0 }).toMatchObject({ name, offers: { open: 1 } });
}

test("a stranger sees works, and asks the chain about a proof and a licence on the spot", async ({ newPerson }) => {
  const { page } = await newPerson({ ether: "0" });
  const holder = await newPerson({ name: "Satchel Wallet" });
  const author = await createAuthor();
  const { work } = await sell(author, holder.account, { duration: 30 * day });
  await indexed(work.id, "Tide Tables");
  await page.goto("/");
  const works = page.getByRole("region", { name: "In the register now" });
  await expect(works.getByRole("link", { name: "Tide Tables" }).first()).toBeVisible();
  const evidence = page.getByRole("region", { name: "Nothing here has to be believed" });
  const ask = evidence.getByRole("button", { name: /^Ask the chain/ });
  await expect(ask).toHaveCount(2);
  // Each goes away once it was pressed.
  await ask.first().press("Enter");
  await ask.first().press("Enter");
  await expect(evidence.getByText(/Read from the chain just now, at block/)).toHaveCount(2);
  const costs = page.getByRole("region", { name: "What it costs" });
  // The chain is asked only once somebody comes that far.
  await expect(costs).toContainText("which this page shows before you sign");
  await costs.scrollIntoViewIfNeeded();
  await expect(costs).toContainText(/ETH \([0-9,]+ gas\)/);
  await step(page, "home-01-stranger");
  await phone(page, "home-01-stranger-phone");
});

test("the desk tells licensee and licensor the same of an overdue report, and gives its days to a calendar", async ({
  newPerson,
}) => {
  const licensee = await newPerson({ name: "Satchel Wallet" });
  const licensor = await newPerson();
  const author = await createAuthor(licensor.account);
  const terms = { duration: 30 * day, conditions: { ...hourly, minimum: parseEther("0.002") } };
  const { licence } = await sell(author, licensee.account, terms);
  await pass(2 * hour);
  const { page } = licensee;
  await page.goto("/");
  await connectWallet(licensee);
  const todo = page.getByRole("region", { name: /^To do/ });
  const task = todo.getByRole("link", { name: "Report under licence 1 of “Tide Tables”" });
  await expect(task).toHaveAttribute("href", `${pathOf(licence)}?tab=reports`);
  await expect(page.getByRole("banner").getByRole("link", { name: /^Colophon, home, [1-9] to do/ })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /for your calendar$/ }).click();
  const calendar = await readFile(await (await download).path(), "utf8");
  expect(calendar.replaceAll("\r\n ", "")).toContain(`UID:ending:${formatId(licence, "licence")}@31337.colophon`);
  await step(page, "home-02-desk");
  await phone(page, "home-02-desk-phone");
  await task.click();
  await expect(page.getByRole("region", { name: "Reports and payments" })).toContainText("missing");
  await openTab(page, "Overview");
  await page.goBack();
  await expect(page.getByRole("region", { name: "Reports and payments" })).toBeVisible();

  await licensor.page.goto("/");
  await connectWallet(licensor);
  await expect(licensor.page.getByRole("link", { name: "No report under licence 1 of “Tide Tables”" })).toBeVisible();
  await expect(licensor.page.getByRole("region", { name: /^What happened/ })).toContainText("Sold licence 1 of");
});

test("a folder is looked up as a table, with a verdict for each file and what to buy", async ({ newPerson }) => {
  const { page } = await newPerson({ ether: "0" });
  const author = await createAuthor();
  const content = `Low tide at six. ${author.account.address}\n`;
  const work = await author.register({ content, metadata: { name: "Six in the morning" } });
  const { path } = await author.offer(work, { terms: { uses: ["print"], purposes: ["editorial"] } });
  await indexed(work.id, "Six in the morning");
  const folder = await createFolder("wanted", { "tide.txt": content });
  await page.goto("/lookup?use=print&purpose=editorial&in=DE");
  await dropFiles(page.getByText("Drop a picture, a file or a folder"), folder, await createFile("unknown.txt"));
  await expect(page.getByText(/^1 of 2 files is/)).toBeVisible();
  await expect(page.getByRole("row", { name: /tide\.txt/ })).toContainText("Six in the morning");
  await expect(page.getByRole("heading", { name: "What to buy for what is missing" })).toBeVisible();
  await expect(page.locator(`a[href="${path}"]`).first()).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as CSV" }).click();
  expect(await readFile(await (await download).path(), "utf8")).toContain(work.path.slice("/work/".length));
  await step(page, "lookup-01-folder");
  await phone(page, "lookup-01-folder-phone");
});
