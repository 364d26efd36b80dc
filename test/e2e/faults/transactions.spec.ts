import { readStamp } from "@colophon/sdk/read";
import { expect, type Page } from "@playwright/test";
import type { Hex } from "viem";
import { publicClient, readContext, testClient, withBlocksHeld } from "../support/chain.ts";
import { seal, test } from "../support/people.ts";

const stampButton = (page: Page) => page.getByRole("button", { name: "Stamp it" });
const stamped = (page: Page) => page.getByText("With the opening file you can show");
const onItsWay = (page: Page) => page.getByText("Sent, waiting for the network");

test("W02 double click: one transaction", async ({ newPerson }) => {
  const person = await newPerson();
  const { page, wallet, account } = person;
  await seal(person);
  await stampButton(page).dblclick();
  await expect(stamped(page)).toBeVisible();
  expect(wallet.count("eth_sendTransaction")).toBe(1);
  expect(await publicClient.getTransactionCount({ address: account.address })).toBe(1);
});

test("W02 two tabs: the second says that it is under way, and nothing is sent twice", async ({ newPerson }) => {
  const person = await newPerson();
  const { context, page, wallet, account } = person;
  await seal(person);
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(stampButton(second)).toBeEnabled();
  const prompt = wallet.hold();
  await stampButton(page).click();
  await prompt.asked;
  await second.getByRole("button", { name: /Stamp it|Ask my wallet again/ }).click();
  await expect(second.getByRole("alert")).toContainText("already under way, here or in another tab");
  prompt.approve();
  await expect(stamped(page)).toBeVisible();
  await expect(stamped(second)).toBeVisible();
  expect(wallet.count("eth_sendTransaction")).toBe(1);
  expect(await publicClient.getTransactionCount({ address: account.address })).toBe(1);
});

test("W02 reload between sending and receipt: the transaction is found again and finished", async ({ newPerson }) => {
  const person = await newPerson();
  const { page, wallet } = person;
  const commitment = await seal(person);
  await withBlocksHeld(async () => {
    await stampButton(page).click();
    await expect(onItsWay(page)).toBeVisible();
    await page.reload();
    await expect(onItsWay(page)).toBeVisible();
    await expect(stampButton(page)).toBeHidden();
    await expect(page.getByRole("button", { name: "Activity, 1 on the way" })).toBeVisible();
  });
  await expect(stamped(page)).toBeVisible();
  expect(wallet.count("eth_sendTransaction")).toBe(1);
  expect(await readStamp(readContext, commitment)).toMatchObject({ status: "found" });
});

test("W02 page closed while the wallet asks: what was signed turns up, and is never sent twice", async ({
  newPerson,
}) => {
  const person = await newPerson();
  const { page, context, wallet, account } = person;
  const commitment = await seal(person);
  const url = page.url();
  const prompt = wallet.hold();
  await stampButton(page).click();
  await prompt.asked;
  await page.close();
  prompt.approve();
  await expect
    .poll(() => publicClient.getTransactionCount({ address: account.address }), { message: "sent by the wallet" })
    .toBe(1);
  const again = await context.newPage();
  await again.goto(url);
  await expect(stamped(again)).toBeVisible();
  expect(await readStamp(readContext, commitment)).toMatchObject({ status: "found" });
  expect(wallet.count("eth_sendTransaction")).toBe(1);
});

test("W02 page closed while the wallet asks: what is asked again can't happen if the first prompt was signed", async ({
  newPerson,
}) => {
  const person = await newPerson();
  const { page, wallet, account } = person;
  await seal(person);
  const first = wallet.hold();
  const second = wallet.hold();
  await stampButton(page).click();
  await first.asked;
  await page.reload();
  await expect(page.getByText("Your wallet was asked in another tab, or before this page was reloaded.")).toBeVisible();
  await page.getByRole("button", { name: "Ask my wallet again" }).click();
  await second.asked;
  const sent = () => publicClient.getTransactionCount({ address: account.address });
  first.approve();
  await expect.poll(sent).toBe(1);
  second.approve();
  await expect(stamped(page)).toBeVisible();
  expect(wallet.count("eth_sendTransaction")).toBe(2);
  await testClient.mine({ blocks: 1 });
  expect(await sent()).toBe(1);
});

test("C03 sped up: the page follows the dearer one to its end", async ({ newPerson }) => {
  const person = await newPerson();
  const { page, wallet } = person;
  const commitment = await seal(person);
  await withBlocksHeld(async () => {
    wallet.next("speed-up");
    await stampButton(page).click();
    await expect(onItsWay(page)).toBeVisible();
  });
  await expect(stamped(page)).toBeVisible();
  expect(await readStamp(readContext, commitment)).toMatchObject({ status: "found" });
});

test("C03 cancelled: the page says that nothing happened, and lets the person start again", async ({ newPerson }) => {
  const person = await newPerson();
  const { page, wallet } = person;
  const commitment = await seal(person);
  await withBlocksHeld(async () => {
    wallet.next("cancel");
    await stampButton(page).click();
    await expect(onItsWay(page)).toBeVisible();
  });
  await expect(page.getByText("You cancelled it in your wallet. Nothing happened")).toBeVisible();
  expect(await readStamp(readContext, commitment)).toMatchObject({ status: "not-found" });
  await stampButton(page).click();
  await expect(stamped(page)).toBeVisible();
});

test("C02 dropped: the page says so, and a second try can't happen besides the first", async ({ newPerson }) => {
  const person = await newPerson();
  const { page, account } = person;
  const commitment = await seal(person);
  await page.clock.install();
  await testClient.setAutomine(false);
  try {
    await stampButton(page).click();
    await expect(onItsWay(page)).toBeVisible();
    await expect
      .poll(() => publicClient.getTransactionCount({ address: account.address, blockTag: "pending" }))
      .toBe(1);
    await request("anvil_dropAllTransactions", []);
    // Past the time after which a transaction that the network never showed counts as dropped.
    await page.clock.fastForward("03:10");
    await expect(page.getByText("Dropped by the network")).toBeVisible();
    await expect(page.getByText("Nothing has happened so far, and no fee was paid.")).toBeVisible();
  } finally {
    await testClient.setAutomine(true);
  }
  await stampButton(page).click();
  await expect(stamped(page)).toBeVisible();
  expect(await readStamp(readContext, commitment)).toMatchObject({ status: "found" });
  expect(await publicClient.getTransactionCount({ address: account.address })).toBe(1);
});

test("C01 reorganised: what was confirmed waits again, and is confirmed anew", async ({ newPerson }) => {
  const person = await newPerson();
  const { page } = person;
  const commitment = await seal(person);
  await stampButton(page).click();
  await expect(stamped(page)).toBeVisible();
  const found = await readStamp(readContext, commitment);
  if (found.status !== "found") throw new Error("The stamp is not on the chain.");
  const raw = await request<Hex>("eth_getRawTransactionByHash", [found.value.at.transaction]);
  await withBlocksHeld(async () => {
    await request("anvil_reorg", [1, []]);
    expect(await readStamp(readContext, commitment)).toMatchObject({ status: "not-found" });
    await expect(page.getByText("The chain dropped the block that held it. It is waiting again")).toBeVisible();
    await expect(stamped(page)).toBeHidden();
    await request("eth_sendRawTransaction", [raw]);
  });
  await expect(stamped(page)).toBeVisible();
  expect(await readStamp(readContext, commitment)).toMatchObject({ status: "found" });
});

function request<Result>(method: string, params: unknown[]): Promise<Result> {
  return publicClient.request({ method, params } as never);
}
