/** What people take to their books: statements of an account and of a work, on screen and as files. */
import { readFile } from "node:fs/promises";
import { formatId } from "@colophon/sdk";
import { approveCall, buyCall, claimCall, payCall, takeAllUnitsCall, transferUnitsCall } from "@colophon/sdk/calls";
import { expect, type Page } from "@playwright/test";
import { parseEther, zeroAddress } from "viem";
import { deployment, mintDollars, origin, token } from "./support/chain.ts";
import { createAuthor } from "./support/createAuthor.ts";
import { expectAccessible, photograph } from "./support/page.ts";
import { connectWallet, test } from "./support/people.ts";

async function downloaded(page: Page, button: string): Promise<{ name: string; text: string }> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

// What all of them look at is made once.
test.describe.configure({ mode: "default" });

test.beforeAll(async () => {
  // A page that asks an index which is still starting says so on the console.
  const ready = async () => (await fetch(`${origin}/index/v1/health`).catch(() => undefined))?.ok;
  await expect.poll(ready, { timeout: 0, intervals: [1000] }).toBe(true);
});

test("a creator and a co-owner read what they earned, line by line, and take it away as files", async ({
  newPerson,
}) => {
  const creator = await newPerson();
  const author = await createAuthor(creator.account);
  const buyer = await createAuthor();
  const work = await author.register({ metadata: { name: "Harbour Lights" }, stamped: true });
  const { offer } = await author.offer(work, { price: parseEther("0.3"), terms: { uses: ["print"] } });
  const { id, opening } = work;
  await buyer.send(buyCall(deployment, { offer, recipient: buyer.account.address }));
  const { contentRoot } = opening;
  await author.send(takeAllUnitsCall(deployment, { work: id, claimant: author.account.address, contentRoot }));
  await author.send(transferUnitsCall(deployment, { work: id, to: buyer.account.address, units: 25_000_000 }));
  await mintDollars(buyer.account.address, 50_000_000n);
  await buyer.send(approveCall(deployment, { currency: token, amount: 10_000_001n }));
  await buyer.send(payCall(deployment, { work: id, currency: token, amount: 10_000_001n }));
  await author.send(claimCall(deployment, { work: id, currency: zeroAddress, to: author.account.address }));

  const { page } = creator;
  await page.goto("/earn");
  await connectWallet(creator);
  await page.getByRole("link", { name: "statements", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Account" })).toHaveValue(creator.account.address);
  await expect(page.getByText(/^Equal to the contract at block/)).toBeVisible();
  const lines = page.getByRole("table", { name: "Movements" }).getByRole("row");
  // The head, the share given, a sale, the share taken, what can be withdrawn since, the share sent, a payment in
  // dollars, and the withdrawal.
  await expect(lines).toHaveCount(8);
  await expect(lines.nth(2)).toContainText("Licence sold");
  await expect(lines.nth(6)).toContainText("7.5");
  await expect(lines.nth(7)).toContainText("−0.3");
  await photograph(page, "statements-account");
  await expectAccessible(page);

  await page.getByRole("combobox", { name: "Currency" }).selectOption("Ether (ETH)");
  await expect(lines).toHaveCount(7);
  await page.getByRole("combobox", { name: "Currency" }).selectOption("All currencies");
  await page.getByRole("combobox", { name: "Period" }).selectOption("A calendar year");
  await expect(lines).toHaveCount(8);
  await page.getByRole("textbox", { name: "Year" }).fill("20");
  await expect(page.getByText("Give a year with four digits.")).toBeVisible();
  await page.getByRole("combobox", { name: "Period" }).selectOption("Everything so far");

  const csv = await downloaded(page, "Statement: CSV");
  expect(csv.name).toMatch(/^colophon-royalties-block-\d+\.csv$/);
  expect(csv.text).toContain("0.3,300000000000000000 wei");
  expect(csv.text).toContain("7.5,7500000 base units");
  const json = JSON.parse((await downloaded(page, "Audit report: JSON")).text);
  expect(json.sections.checks.filter(({ result }: { result: string }) => result === "differs")).toEqual([]);
  expect(json.sections.holders.map(({ units }: { units: string }) => units)).toEqual(["75000000", "25000000"]);
  expect(JSON.parse((await downloaded(page, "Inventory: JSON")).text).sections.works[0].stages).toEqual([
    ...["stamped before", "registered", "offered", "licensed", "earning"],
  ]);
  expect(JSON.parse((await downloaded(page, "Licence register: JSON")).text).sections.licences).toHaveLength(1);

  // The index says the same, once it has read the last block.
  await expect(page.getByRole("link", { name: "Statement from the index: JSON" })).toBeVisible();
  await expect(async () => {
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: "Statement from the index: JSON" }).click();
    const download = await waiting;
    const indexed = JSON.parse(await readFile(await download.path(), "utf8"));
    const own = JSON.parse((await downloaded(page, "Statement: JSON")).text);
    expect(indexed.block).toEqual(own.block);
    expect(indexed.sections.lines).toEqual(own.sections.lines);
    expect(indexed.sections.closings).toEqual(own.sections.closings);
    expect(indexed.sections.checks).toEqual(own.sections.checks);
  }).toPass();

  const print = await creator.context.newPage();
  for (const [button, name] of [
    ["Statement: To print", "statement"],
    ["Audit report: To print", "audit"],
    ["Licence register: To print", "register"],
  ] as const) {
    const { text } = await downloaded(page, button);
    await print.setContent(text);
    await expect(print.getByRole("heading", { level: 1 })).toBeVisible();
    await photograph(print, `statements-print-${name}`);
    await print.emulateMedia({ media: "print" });
    await photograph(print, `statements-print-${name}-paper`);
    await print.emulateMedia({ media: "screen" });
  }
  await print.close();

  await page.setViewportSize({ width: 390, height: 844 });
  await photograph(page, "statements-phone");
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.goto(`/statements?work=${formatId(id, "work")}`);
  await expect(page.getByText(/^Equal to the contract at block/)).toBeVisible();
  // The head, the sale, the payment and the withdrawal.
  await expect(lines).toHaveCount(4);
  await photograph(page, "statements-work");
  await expectAccessible(page);
});

test("anybody reads an account's statement without a wallet, and is told what is wrong with what they typed", async ({
  newPerson,
}) => {
  const { page } = await newPerson({ ether: "0" });
  await page.goto("/statements");
  await expect(page.getByText("Name an account")).toBeVisible();
  await page.getByRole("textbox", { name: "Account" }).fill("0x12");
  await expect(page.getByText(/An address is 0x and 40 letters and digits/)).toBeVisible();
  await photograph(page, "statements-mistake");
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Account" }).fill("0x00000000000000000000000000000000000000A1");
  await expect(page.getByText("Nothing moved in this period.")).toBeVisible();
  await photograph(page, "statements-nothing");
});
