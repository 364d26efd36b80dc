import { readStamp } from "@colophon/sdk/read";
import { expect } from "@playwright/test";
import { publicClient, readContext, rpcUrl } from "../support/chain.ts";
import { expectAccessible } from "../support/page.ts";
import { connectWallet, seal, shortAddress, test } from "../support/people.ts";
import { createWallet } from "../wallet/createWallet.ts";

test("W01 no wallet: the page says what to install, and shows no demo people on another chain", async ({ browser }) => {
  const context = await browser.newContext();
  await context.route("**/config.json", async (route) => {
    const response = await route.fetch();
    const config = await response.json();
    config.chains[0].demo = false;
    await route.fulfill({ response, json: config });
  });
  const page = await context.newPage();
  await page.goto("/");
  await page.getByRole("button", { name: "Connect wallet" }).click();
  const dialog = page.getByRole("dialog", { name: "Connect a wallet" });
  await expect(dialog).toContainText("No wallet was found in this browser. Install a wallet extension");
  await expect(dialog).not.toContainText(/demo/i);
  await expectAccessible(page);
  await context.close();
});

test("W01 demo people are marked as a demo and can be played without a wallet", async ({ newPerson }) => {
  const { page } = await newPerson();
  await page.goto("/");
  await page.getByRole("button", { name: "Connect wallet" }).click();
  const people = page.getByRole("dialog").getByRole("region", { name: "Demo people" });
  await expect(people).toContainText("They exist on this local chain only; their keys are public");
  await expect(people.getByRole("button")).toHaveText([/creator \(demo\)/, /co-author \(demo\)/, /licensee \(demo\)/]);
  await people.getByRole("button", { name: "Maya Chen" }).click();
  await expect(page.getByRole("banner").getByRole("button", { name: "Maya Chen" })).toBeVisible();
});

test("W01 two wallets: each is named, and the chosen one is asked", async ({ newPerson }) => {
  const person = await newPerson();
  const { context, page, wallet } = person;
  const other = createWallet({ name: "Folio Wallet", accounts: [person.account], rpcUrl });
  await other.attach(context);
  await page.goto("/");
  await page.getByRole("button", { name: "Connect wallet" }).click();
  const wallets = page.getByRole("region", { name: "Wallets in this browser" }).getByRole("button");
  await expect(wallets).toHaveText([/Quill Wallet/, /Folio Wallet/]);
  await wallets.filter({ hasText: "Folio Wallet" }).click();
  await expect(page.getByRole("banner").getByRole("button", { name: "Wallet:" })).toBeVisible();
  expect(other.prompted()).toEqual(["wallet_requestPermissions"]);
  expect(wallet.prompted()).toEqual([]);
});

test("W01 rejected connection: nothing has changed, and the person may choose again", async ({ newPerson }) => {
  const { page, wallet, account } = await newPerson();
  await page.goto("/");
  await page.getByRole("button", { name: "Connect wallet" }).click();
  const choice = page.getByRole("dialog").getByRole("button", { name: "Quill Wallet" });
  wallet.next("reject");
  await choice.click();
  await expect(page.getByRole("dialog")).toContainText("You declined in your wallet. Nothing has changed");
  await expectAccessible(page);
  await choice.click();
  await expect(page.getByRole("banner").getByRole("button", { name: shortAddress(account.address) })).toBeVisible();
});

test("W01 locked wallet: a sentence says to unlock it", async ({ newPerson }) => {
  const person = await newPerson();
  const { page, wallet } = person;
  await wallet.lock();
  await page.goto("/");
  await page.getByRole("button", { name: "Connect wallet" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Quill Wallet" }).click();
  await expect(page.getByRole("dialog")).toContainText("Your wallet is locked or has not allowed this page.");
  await wallet.unlock();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await connectWallet(person);
});

test("W01 rejected signature: nothing was sent, and the same can be asked again", async ({ newPerson }) => {
  const person = await newPerson();
  const { page, wallet, account } = person;
  const commitment = await seal(person);
  wallet.next("reject");
  await page.getByRole("button", { name: "Stamp it" }).click();
  await expect(page.getByRole("main")).toContainText("You declined");
  await expect(page.getByRole("main")).toContainText("Nothing was sent and nothing was paid. You can ask again.");
  expect(await publicClient.getTransactionCount({ address: account.address })).toBe(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Stamp it" }).click();
  await expect(page.getByText("With the opening file you can show")).toBeVisible();
  expect(await readStamp(readContext, commitment)).toMatchObject({ status: "found", value: { from: account.address } });
});

for (const known of [true, false]) {
  test(`W01 wrong chain: the wallet ${known ? "switches" : "adds it and switches"}, and then signs`, async ({
    newPerson,
  }) => {
    const person = await newPerson({ wallet: { chainId: 1, knownChains: known ? [1, 31337] : [1] } });
    const { page, wallet } = person;
    await page.goto("/");
    await connectWallet(person);
    const notice = page.getByRole("alert").filter({ hasText: "Your wallet is on another network." });
    const switching = notice.getByRole("button", { name: "Switch to Local chain" });
    wallet.next("reject");
    await switching.click();
    await expect(notice).toContainText("You declined in your wallet.");
    await switching.click();
    await expect(notice).toBeHidden();
    expect(wallet.chainId).toBe(31337);
    expect(wallet.count("wallet_addEthereumChain")).toBe(known ? 0 : 1);
  });
}

test("W01 chain switched in the middle: nothing can be signed on another chain", async ({ newPerson }) => {
  const person = await newPerson();
  const { page, wallet } = person;
  const commitment = await seal(person);
  await wallet.switchChain(1);
  const card = page.getByRole("main");
  await expect(card.getByRole("button", { name: "Switch to Local chain" })).toBeVisible();
  await expect(card.getByRole("button", { name: "Stamp it" })).toBeDisabled();
  await card.getByRole("button", { name: "Switch to Local chain" }).click();
  await card.getByRole("button", { name: "Stamp it" }).click();
  await expect(page.getByText("With the opening file you can show")).toBeVisible();
  expect(await readStamp(readContext, commitment)).toMatchObject({ status: "found" });
});

test("W01 account switched in the middle: the page shows who signs now", async ({ newPerson }) => {
  const person = await newPerson({ wallet: { accounts: 2 } });
  const { page, wallet, account } = person;
  const commitment = await seal(person);
  await wallet.switchAccount(1);
  await expect(
    page.getByRole("banner").getByRole("button", { name: shortAddress(wallet.account.address) }),
  ).toBeVisible();
  await expect(page.getByText("You are connected with another account than the claimant.")).toBeVisible();
  // The other account has no money; the claimant has.
  await expect(page.getByRole("main")).toContainText("Your account has 0 ETH, which is not enough.");
  await wallet.switchAccount(0);
  await page.getByRole("button", { name: "Stamp it" }).click();
  await expect(page.getByText("With the opening file you can show")).toBeVisible();
  expect(await readStamp(readContext, commitment)).toMatchObject({ status: "found", value: { from: account.address } });
});

test("W01 disconnected in the middle: the page asks for a wallet and goes on with it", async ({ newPerson }) => {
  const person = await newPerson();
  const { page, wallet } = person;
  await seal(person);
  await wallet.disconnect();
  await expect(page.getByText("You need a wallet for this step.")).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Connect a wallet" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Quill Wallet" }).click();
  await page.getByRole("button", { name: "Stamp it" }).click();
  await expect(page.getByText("With the opening file you can show")).toBeVisible();
});
