import { closeOfferCall } from "@colophon/sdk/calls";
import { isLicensed, readLicencesOf, readOffers } from "@colophon/sdk/read";
import { expect, type Page } from "@playwright/test";
import { type Address, decodeFunctionData, erc20Abi, type Hex, maxUint256, parseEther } from "viem";
import {
  deployment,
  deployToken,
  dollarsOf,
  mintDollars,
  publicClient,
  readContext,
  testClient,
  token,
} from "../support/chain.ts";
import { createAuthor } from "../support/createAuthor.ts";
import { expectAccessible, openTab, photograph } from "../support/page.ts";
import { connectWallet, type Person, test } from "../support/people.ts";

const buyButton = (page: Page) => page.getByRole("button", { name: /Buy for/ });
const price = parseEther("0.01");

async function openOffer(person: Person, path: string): Promise<void> {
  await person.page.goto(path);
  await connectWallet(person);
}

async function licencesOf({ account }: Person): Promise<number> {
  const found = await readLicencesOf(readContext, account.address);
  return found.status === "found" ? found.value.length : 0;
}

test("W02 double click on the price: one payment", async ({ newPerson }) => {
  const buyer = await newPerson();
  const seller = await createAuthor();
  const { path } = await seller.offer(await seller.register());
  await openOffer(buyer, path);
  await buyButton(buyer.page).dblclick();
  await buyer.page.waitForURL(/\/licence\/0x/);
  expect(buyer.wallet.count("eth_sendTransaction")).toBe(1);
  expect(await licencesOf(buyer)).toBe(1);
});

test("W02 reload right after paying: the licence turns up, and nothing is paid again", async ({ newPerson }) => {
  const buyer = await newPerson();
  const seller = await createAuthor();
  const { path } = await seller.offer(await seller.register());
  await openOffer(buyer, path);
  const prompt = buyer.wallet.hold();
  await buyButton(buyer.page).click();
  await prompt.asked;
  await buyer.page.reload();
  prompt.approve();
  await buyer.page.waitForURL(/\/licence\/0x/);
  expect(buyer.wallet.count("eth_sendTransaction")).toBe(1);
  expect(await licencesOf(buyer)).toBe(1);
});

test("L05 offer closed while its page is open: nothing is asked for, and the sentence says why", async ({
  newPerson,
}) => {
  const buyer = await newPerson();
  const seller = await createAuthor();
  const { path, offer } = await seller.offer(await seller.register());
  await openOffer(buyer, path);
  await expect(buyButton(buyer.page)).toBeEnabled();
  await seller.send(closeOfferCall(deployment, { offer }));
  await buyButton(buyer.page).click();
  await expect(buyer.page.getByText("was closed. No licence was sold and nothing was paid.")).toBeVisible();
  expect(buyer.wallet.count("eth_sendTransaction")).toBe(0);
  await expectAccessible(buyer.page);
});

test("L05 offer closed between reviewing and signing: it reverts with a sentence, and the money is kept", async ({
  newPerson,
}) => {
  const buyer = await newPerson();
  const seller = await createAuthor();
  const { path, offer } = await seller.offer(await seller.register());
  await openOffer(buyer, path);
  const prompt = buyer.wallet.hold();
  await buyButton(buyer.page).click();
  await prompt.asked;
  const before = await publicClient.getBalance({ address: buyer.account.address });
  await seller.send(closeOfferCall(deployment, { offer }));
  prompt.approve();
  await expect(buyer.page.getByText("It did not go through")).toBeVisible();
  await expect(buyer.page.getByText(/No licence was sold and nothing was paid/).first()).toBeVisible();
  await photograph(buyer.page, "fault-closed-while-signing");
  await expectAccessible(buyer.page);
  const receipt = await publicClient.getTransactionReceipt({ hash: buyer.wallet.sent[0] as Hex });
  expect(receipt.status).toBe("reverted");
  const fee = receipt.gasUsed * receipt.effectiveGasPrice;
  expect(await publicClient.getBalance({ address: buyer.account.address })).toBe(before - fee);
  expect(await licencesOf(buyer)).toBe(0);
});

test("C05 the network's fee rises while the wallet asks: nothing is sent, and it can be tried again", async ({
  newPerson,
}) => {
  const buyer = await newPerson();
  const seller = await createAuthor();
  const { path } = await seller.offer(await seller.register());
  await openOffer(buyer, path);
  await expect(buyButton(buyer.page)).toBeEnabled();
  const prompt = buyer.wallet.hold();
  await buyButton(buyer.page).click();
  const { params } = await prompt.asked;
  expect(params).toHaveLength(1);
  const block = await publicClient.getBlock();
  await testClient.setNextBlockBaseFeePerGas({ baseFeePerGas: (block.baseFeePerGas ?? 1n) * 1_000n });
  await testClient.mine({ blocks: 1 });
  prompt.approve();
  await buyer.page.waitForURL(/\/licence\/0x/);
  await testClient.setNextBlockBaseFeePerGas({ baseFeePerGas: block.baseFeePerGas ?? 1n });
  await testClient.mine({ blocks: 1 });
  expect(await licencesOf(buyer)).toBe(1);
});

test("price beyond the balance: the page says how much is missing, and asks for nothing", async ({ newPerson }) => {
  const buyer = await newPerson({ ether: "0.5" });
  const seller = await createAuthor();
  const { path } = await seller.offer(await seller.register(), { price: parseEther("3") });
  await openOffer(buyer, path);
  await expect(buyer.page.getByText("Your account does not have enough")).toBeVisible();
  await expect(buyer.page.getByRole("main")).toContainText("You have 0.5 ETH, and this costs 3 ETH.");
  await expect(buyButton(buyer.page)).toBeDisabled();
  await expectAccessible(buyer.page);
});

test("price 0: the licence costs the network's fee alone", async ({ newPerson }) => {
  const buyer = await newPerson();
  const seller = await createAuthor();
  const { path } = await seller.offer(await seller.register(), { price: 0n });
  await openOffer(buyer, path);
  await buyer.page.getByRole("button", { name: "Get this licence" }).click();
  await buyer.page.waitForURL(/\/licence\/0x/);
  await openTab(buyer.page, "Money");
  await expect(buyer.page.getByRole("region", { name: "The sale" })).toContainText("Nothing");
});

test("W09 unlimited allowance is never asked for, and an allowance that is there is used", async ({ newPerson }) => {
  const buyer = await newPerson();
  const { page, wallet, account } = buyer;
  await mintDollars(account.address, 50_000_000n);
  const seller = await createAuthor();
  const { path } = await seller.offer(await seller.register(), { currency: token, price: 12_345_678n });
  await openOffer(buyer, path);
  await page.getByRole("button", { name: "Use two transactions instead" }).click();
  await page.getByRole("button", { name: "Step 1 of 2: Buy for 12.345678 dUSD" }).click();
  await expect(page.getByRole("button", { name: "Step 2 of 2: Buy for 12.345678 dUSD" })).toBeEnabled();
  // Later, in another session: the first step is done already.
  await page.reload();
  await page.getByRole("button", { name: "Step 2 of 2: Buy for 12.345678 dUSD" }).click();
  await page.waitForURL(/\/licence\/0x/);
  const asked = wallet.requests.filter(({ method }) => method === "eth_sendTransaction");
  expect(asked).toHaveLength(2);
  const [approval] = asked.map(({ params }) => params[0] as { data: Hex });
  if (!approval) throw new Error("Nothing was asked for.");
  const { functionName, args } = decodeFunctionData({ abi: erc20Abi, data: approval.data });
  expect([functionName, args]).toEqual(["approve", [deployment.contracts.royalties.address, 12_345_678n]]);
  expect(JSON.stringify(wallet.requests)).not.toContain(maxUint256.toString(16));
  expect(await dollarsOf(account.address)).toBe(50_000_000n - 12_345_678n);
});

test("USDT: it answers nothing and wants its old allowance set back first, and buys a licence all the same", async ({
  newPerson,
}) => {
  const buyer = await newPerson();
  const { page, wallet, account } = buyer;
  const tether = await deployToken("AwkwardTokens.sol/TetherToken", account.address, 1_000_000_000_000n);
  const seller = await createAuthor();
  const work = await seller.register();
  const small = await seller.offer(work, { currency: tether, price: 4_000_000n });
  const large = await seller.offer(work, { currency: tether, price: 10_000_001n });
  // Left behind after the first of two steps.
  await openOffer(buyer, small.path);
  await page.getByRole("checkbox", { name: "I know this token" }).check();
  await page.getByRole("button", { name: /^Step 1 of 2: Buy for 4 USDTL/ }).click();
  await expect(page.getByRole("button", { name: /^Step 2 of 2/ })).toBeEnabled();
  await page.goto(large.path);
  await page.getByRole("checkbox", { name: "I know this token" }).check();
  await expect(page.getByText(/Set the old allowance of 4 USDTL .* back to 0/)).toBeVisible();
  await page.getByRole("button", { name: /^Step 1 of 3/ }).click();
  await page.getByRole("button", { name: /^Step 2 of 3/ }).click();
  await page.getByRole("button", { name: /^Step 3 of 3/ }).click();
  await page.waitForURL(/\/licence\/0x/);
  expect(wallet.count("eth_sendTransaction")).toBe(4);
  const allowed = await publicClient.readContract({
    address: tether,
    abi: erc20Abi,
    functionName: "allowance",
    args: [account.address, deployment.contracts.royalties.address],
  });
  expect(allowed).toBe(0n);
});

test("a token that keeps a part of each transfer: the page says what arrives before anybody signs, and so much does", async ({
  newPerson,
}) => {
  const buyer = await newPerson();
  const { page, account } = buyer;
  const keeping = await deployToken("Tokens.sol/FeeToken", account.address, parseEther("100"));
  const seller = await createAuthor();
  const { path } = await seller.offer(await seller.register(), { currency: keeping, price: parseEther("10") });
  const heldBy = (owner: Address) =>
    publicClient.readContract({ address: keeping, abi: erc20Abi, functionName: "balanceOf", args: [owner] });
  await openOffer(buyer, path);
  await page.getByRole("checkbox", { name: "I know this token" }).check();
  await expect(page.getByText("This token keeps a part for itself")).toBeVisible();
  const said = page.getByRole("paragraph").filter({ hasText: "You pay the whole; those who share it get less." });
  await expect(said).toContainText(/Of 10\sPLAIN/);
  await expect(said).toContainText(/only 9\.9\sPLAIN/);
  await page.getByRole("button", { name: /^Step 1 of 2/ }).click();
  await page.getByRole("button", { name: /^Step 2 of 2/ }).click();
  await page.waitForURL(/\/licence\/0x/);
  expect(await heldBy(account.address)).toBe(parseEther("90"));
  expect(await heldBy(deployment.contracts.royalties.address)).toBe(parseEther("9.9"));
});

test("W10 prices typed in unusual ways: refused with a sentence, nothing rounded, nothing lost", async ({
  newPerson,
}) => {
  const seller = await newPerson();
  const { page, account } = seller;
  const author = await createAuthor(account);
  const work = await author.register();
  await page.goto(`${work.path}/offer`);
  await connectWallet(seller);
  await page.getByRole("radio", { name: /^Personal/ }).check();
  const field = page.getByRole("textbox", { name: "Price of one seat" });
  const next = page.getByRole("button", { name: "Go on to sign" });
  // "1,234" is one thing in London and another in Berlin, so it is asked about; "1,5" can only be one and a half.
  const wrong = ["1e3", "1,234", "0x10", "-1", "+1", "½2", "1.2.3", "∞", ".", "1.0000000000000000001", ""];
  for (const typed of wrong) {
    await field.fill(typed);
    await next.click();
    await expect(field, typed).toHaveAttribute("aria-invalid", "true");
    await expect(field, typed).toBeFocused();
    await expect(field, typed).toHaveValue(typed);
    await expect(page.getByRole("button", { name: "Publish the offer" }), typed).toBeHidden();
  }
  await field.fill("0");
  await next.click();
  await expect(page.getByText("Say that you give it away, or type a price above 0.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("combobox", { name: "Currency" }).selectOption(token);
  await field.fill(" 1.0000001");
  await next.click();
  await expect(page.getByText("dUSD has 6 decimals, and this price has more. Nothing is rounded")).toBeVisible();
  await page.reload();
  await expect(field).toHaveValue(" 1.0000001");
  await field.fill(" 1,500000 ");
  await next.click();
  await page.getByRole("button", { name: "Publish the offer" }).click();
  await expect(page.getByText("Your offer is open")).toBeVisible();
  const offers = await readOffers(readContext, work.id);
  expect(offers).toMatchObject({ status: "found", value: [{ offer: { price: 1_500_000n, currency: token } }] });
});

test("W10 shares typed in unusual ways: refused with a sentence, and they must add up", async ({ newPerson }) => {
  const { page } = await newPerson();
  await page.goto("/register");
  await page.getByTestId("choose-files").setInputFiles({
    name: "song.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(crypto.randomUUID()),
  });
  const next = page.getByRole("button", { name: "Continue" });
  await expect(page.getByText("song.txt")).toBeVisible();
  await next.click();
  await page.getByRole("textbox", { name: "Title" }).fill("A song");
  await page.getByRole("combobox", { name: "Kind of work" }).selectOption("musical");
  await next.click();
  await page.getByRole("textbox", { name: "Name" }).fill("Ada");
  await page.getByRole("combobox", { name: "Role" }).selectOption("composer");
  const share = page.getByRole("textbox", { name: "Share" });
  for (const typed of ["1e2", "1.000,5", "-1", "0x64", "33.3333333", "100 %%", "100.000001", "a half"]) {
    await share.fill(typed);
    await next.click();
    await expect(share, typed).toHaveAttribute("aria-invalid", "true");
    await expect(share, typed).toHaveValue(typed);
  }
  await share.fill("99.999999");
  await next.click();
  await expect(page.getByText("The shares must add up to 100 %. 0.000001 % is left to give.")).toBeVisible();
  await expectAccessible(page);
  await share.fill("100");
  await next.click();
  await expect(page.getByRole("heading", { name: "What do others see?" })).toBeVisible();
});

test("R04 earlier proven claim: a warning on the work and at the checkout that must be acknowledged", async ({
  newPerson,
}) => {
  const buyer = await newPerson();
  const { page } = buyer;
  const [first, second] = [await createAuthor(), await createAuthor()];
  const content = crypto.randomUUID();
  await first.register({ content, stamped: true, metadata: { name: "The first of two" } });
  const copy = await second.register({ content, metadata: { name: "The second of two" } });
  const { path } = await second.offer(copy, { price });
  await page.goto(copy.path);
  const warning = page
    .getByRole("alert")
    .filter({ hasText: "Somebody else has an earlier proven claim to this content" });
  await expect(warning).toContainText("The first of two");
  await expectAccessible(page);
  await openOffer(buyer, path);
  await expect(warning).toBeVisible();
  await expect(buyButton(page)).toBeDisabled();
  await photograph(page, "fault-earlier-claim");
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: "I have read that somebody else has an earlier proven claim" }).check();
  await buyButton(page).click();
  await page.waitForURL(/\/licence\/0x/);
  await expect(page.getByText("Somebody else has an earlier proven claim to the content of this work")).toBeVisible();
});

test("L01 expired licence: the page, the list and the contract say the same", async ({ newPerson }) => {
  const buyer = await newPerson();
  const { page, account } = buyer;
  const seller = await createAuthor();
  const { path } = await seller.offer(await seller.register(), { terms: { duration: 3_600 } });
  await openOffer(buyer, path);
  await buyButton(page).click();
  await page.waitForURL(/\/licence\/0x/);
  await expect(page.getByText(/^In force/)).toBeVisible();
  const licence = BigInt(page.url().split("/licence/")[1] ?? "0");
  const snapshot = await testClient.snapshot();
  try {
    await testClient.increaseTime({ seconds: 3_600 });
    await testClient.mine({ blocks: 1 });
    await page.reload();
    await expect(page.getByText(/^Over,/)).toBeVisible();
    await expect(page.getByRole("region", { name: "Is this use licensed?" })).toContainText("No.");
    await photograph(page, "fault-expired-licence");
    await expectAccessible(page);
    await page.goto("/licences");
    await expect(
      page.getByRole("region", { name: "Over" }).or(page.getByRole("heading", { name: "Over" })),
    ).toBeVisible();
    await page.goto(`/verify?q=${licence}`);
    await expect(page.getByRole("region", { name: "Answer" })).toContainText("This licence exists and has ended.");
    expect(
      await isLicensed(readContext, {
        account: account.address,
        licence,
        use: "keep",
        purpose: "private",
        territory: "DE",
      }),
    ).toMatchObject({
      value: { licensed: false, reason: "expired" },
    });
  } finally {
    await testClient.revert({ id: snapshot });
  }
});
