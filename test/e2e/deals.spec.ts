/** What two people settle between themselves: rights sold once, quotes for one buyer, seats, and payment by permit. */
import { readFile } from "node:fs/promises";
import { formatId, offerIdOf, parseId } from "@colophon/sdk";
import { offersAbi, royaltiesAbi } from "@colophon/sdk/abi";
import { buyCall, closeOfferCall, defineTermsCall, offerTypedData, publishOfferCall } from "@colophon/sdk/calls";
import { isLicensed, readLicence, readOffer } from "@colophon/sdk/read";
import {
  baseTerms,
  createQuote,
  emptySchedule,
  endsForBreach,
  onchainTermsOf,
  parseQuote,
  quoteFragmentOf,
  scheduleOf,
  termsIdOf,
} from "@colophon/sdk/terms";
import { expect, type Page } from "@playwright/test";
import {
  type Address,
  erc20Abi,
  type Log,
  parseEther,
  parseEventLogs,
  serializeErc6492Signature,
  zeroAddress,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import {
  demoAccount,
  deployMock,
  deployment,
  dollarsOf,
  mintDollars,
  publicClient,
  readContext,
  token,
  withBlocksHeld,
} from "./support/chain.ts";
import { createAuthor } from "./support/createAuthor.ts";
import { createFile } from "./support/files.ts";
import { expectAccessible, goOnToSign, photograph } from "./support/page.ts";
import { connectWallet, type Person, test } from "./support/people.ts";

const price = parseEther("0.02");

async function step(page: Page, name: string): Promise<void> {
  await photograph(page, `deals-${name}`);
  await expectAccessible(page);
}

/** A person's own work, registered with the account that their wallet has. */
async function ownWork({ account }: Person, name: string) {
  const author = await createAuthor(account);
  return author.register({ metadata: { name } });
}

function soldIn(logs: Log[]): bigint {
  const [sold] = parseEventLogs({ abi: offersAbi, eventName: "LicenceSold", logs });
  if (!sold) throw new Error("Nothing was sold.");
  return sold.args.licence;
}

/** What is left of what an account has allowed to be taken. */
function allowanceOf(owner: Address): Promise<bigint> {
  const spender = deployment.contracts.royalties.address;
  return publicClient.readContract({
    address: token,
    abi: erc20Abi,
    functionName: "allowance",
    args: [owner, spender],
  });
}

async function bought(page: Page): Promise<bigint> {
  await page.waitForURL(/\/licence\/0x/);
  return parseId(page.url().split("/licence/")[1] ?? "", "licence");
}

test("the terms editor needs only a keyboard, shows each sentence of the licence text, and keeps what was typed", async ({
  newPerson,
}) => {
  const creator = await newPerson();
  const { page } = creator;
  const work = await ownWork(creator, "Tide Tables");
  await page.goto(`${work.path}/offer`);
  await connectWallet(creator);
  await page.getByRole("radio", { name: /^Editorial/ }).focus();
  await page.keyboard.press("Space");
  const only = page.getByRole("radio", { name: "Only in these countries" });
  await only.focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Germany, Austria, Switzerland" }).focus();
  await page.keyboard.press("Enter");
  const search = page.getByRole("combobox", { name: "Find a country" });
  await search.focus();
  await page.keyboard.type("franc");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByText("4 chosen.")).toBeVisible();
  const text = page.getByRole("region", { name: "The licence text" });
  await expect(text).toContainText("Austria (AT), Switzerland (CH), Germany (DE) and France (FR), and nowhere else");
  await page.getByRole("radio", { name: "Exclusive", exact: true }).focus();
  await page.keyboard.press("Space");
  await expect(text).toContainText("The permission is exclusive");
  await page.getByText("More conditions").click();
  await page.getByRole("switch", { name: "Use is reported and paid for" }).check();
  await page.getByRole("textbox", { name: "Share of revenue" }).fill("2.5");
  await page.getByRole("switch", { name: "It can be ended for a breach" }).check();
  await expect(text).toContainText("You owe 2.5 % of the revenue");
  await expect(text).toContainText("You have 30 days from then to cure the breach");
  await step(page, "01-terms");
  await page.setViewportSize({ width: 390, height: 844 });
  await step(page, "02-terms-phone");
  await page.setViewportSize({ width: 1280, height: 720 });

  await page.reload();
  await expect(page.getByText("4 chosen.")).toBeVisible();
  await expect(text).toContainText("You owe 2.5 % of the revenue");
  await page.getByRole("textbox", { name: "Price of one seat" }).fill("0.02");
  await goOnToSign(page);
  await page.getByRole("button", { name: "Publish the offer" }).click();
  await page.getByRole("link", { name: "See the offer", exact: true }).first().click();
  await page.waitForURL(/\/offer\/0x[0-9a-f]{64}$/);
  expect(await readOffer(readContext, page.url().slice(-66) as `0x${string}`)).toMatchObject({
    value: {
      state: "open",
      terms: {
        onchain: { exclusivity: 2 },
        conditions: {
          tiers: [{ from: 0n, share: 25_000_000, perUnit: 0n }],
          ...{ period: 3, inMonths: true, grace: 30 * 86_400, cure: 30 * 86_400 },
        },
      },
    },
  });
});

test("steps of a royalty, who rules, a later start and the facts of the deal are offered, read and bought", async ({
  newPerson,
}) => {
  const day = 86_400;
  const creator = await newPerson();
  const buyer = await newPerson({ name: "Satchel Wallet" });
  const work = await ownWork(creator, "Harbour Songs");
  const { address: arbitrator } = await deployMock("Arbitrators.sol/CentralArbitrator");
  const { page } = creator;
  await page.goto(`${work.path}/offer`);
  await connectWallet(creator);
  await page.getByText("For one trade").click();
  await page.getByRole("radio", { name: /^Recording/ }).check();
  await page.getByText("More conditions").click();
  await page.getByRole("button", { name: "Another step" }).click();
  await page.getByRole("textbox", { name: "Step 2 begins above" }).fill("1000");
  await page.getByRole("textbox", { name: "Share of revenue of step 2" }).fill("12.5");
  await page.getByRole("switch", { name: "A notice can be contested before an arbitrator" }).check();
  await page.getByRole("textbox", { name: "Address of the arbitrator" }).fill(arbitrator);
  await page.getByRole("textbox", { name: "Time to rule" }).fill("90");
  const text = page.getByRole("region", { name: "The licence text" });
  await expect(text).toContainText("above 1,000 units: 12.5 % of the revenue");
  await expect(text).toContainText("only if the arbitrator rules within 90 days from then");
  await page.locator("summary", { hasText: "How many, and when" }).click();
  await page.getByRole("switch", { name: "Licences start later than at their sale" }).check();
  const now = Number((await publicClient.getBlock()).timestamp);
  const moment = new Date((now + 40 * day) * 1000).toISOString().slice(0, 16);
  await page.getByLabel("Start", { exact: true }).fill(moment);
  await page.locator("summary", { hasText: "Facts of this deal" }).click();
  await page.getByRole("textbox", { name: "Credit line" }).fill("Ada Quill");
  await expect(text).toContainText("Credit line: Ada Quill");
  await page.getByRole("textbox", { name: "Price of one seat" }).fill("0.02");
  await goOnToSign(page);
  await expect(page.getByText("Say whether anybody can read the facts")).toBeVisible();
  await page.getByRole("group", { name: "Who can read the facts" }).getByRole("radio", { name: "Anybody" }).check();
  await step(page, "26-duties");
  await goOnToSign(page);
  await page.getByRole("button", { name: "Publish the offer" }).click();
  await page.getByRole("link", { name: "See the offer", exact: true }).first().click();
  await page.waitForURL(/\/offer\/0x[0-9a-f]{64}$/);
  const offered = await readOffer(readContext, page.url().slice(-66) as `0x${string}`);
  const tier = { from: 0n, share: 100_000_000, perUnit: 0n };
  expect(offered).toMatchObject({
    value: {
      offer: { schedule: scheduleOf({ ...emptySchedule, credit: "Ada Quill" }).digest },
      terms: { conditions: { tiers: [tier, { from: 1_000n, share: 125_000_000, perUnit: 0n }], silence: 90 * day } },
    },
  });

  await buyer.page.goto(page.url());
  await connectWallet(buyer);
  await expect(buyer.page.getByText("It does not count before")).toBeVisible();
  await expect(buyer.page.getByText("Checked: they are the ones that the offer names.")).toBeVisible();
  await expect(buyer.page.getByText("Credit line: Ada Quill")).toBeVisible();
  await expect(buyer.page.getByText("above 1,000 units: 12.5 % of the revenue").first()).toBeVisible();
  await expect(buyer.page.getByText("A notice can be contested before the arbitrator").first()).toBeVisible();
  await buyer.page.getByRole("checkbox", { name: "I have read the duties of this licence and accept them." }).check();
  await expect(buyer.page.getByRole("button", { name: "Buy for 0.02 ETH" })).toBeEnabled();
  await step(buyer.page, "27-duties-offer");
  await buyer.page.getByRole("button", { name: "Buy for 0.02 ETH" }).click();
  const licence = await bought(buyer.page);
  await expect(buyer.page.getByText("Not in force yet", { exact: false }).first()).toBeVisible();
  await step(buyer.page, "28-not-started");
  const asked = { account: buyer.account.address, licence, use: "record", purpose: "commercial" } as const;
  expect(await isLicensed(readContext, { ...asked, territory: "DE" })).toMatchObject({
    value: { licensed: false, reason: "not started" },
  });
});

test("L02 an exclusive right is sold once: the second buyer reads why, and so does the licensor", async ({
  newPerson,
}) => {
  const creator = await newPerson();
  const buyer = await newPerson();
  const second = await newPerson();
  const work = await ownWork(creator, "Harbour at Dusk");
  const author = await createAuthor(creator.account);
  const terms = {
    uses: ["print"],
    purposes: ["editorial"],
    territories: ["FR", "DE"],
    duration: 86_400 * 365,
    exclusivity: "exclusive",
  } as const;
  const exclusive = await author.offer(work, { price, terms });
  const plain = await author.offer(work, {
    price,
    terms: { uses: ["print", "show-online"], purposes: ["editorial", "commercial"], territories: ["FR", "IT"] },
  });

  await creator.page.goto(`${work.path}/offer`);
  await connectWallet(creator);
  await creator.page.getByRole("radio", { name: /^Editorial/ }).check();
  await creator.page.getByRole("textbox", { name: "Price of one seat" }).fill("0.01");
  await goOnToSign(creator.page);
  await expect(creator.page.getByText("This collides with what is on offer already")).toBeVisible();
  await expect(
    creator.page.getByText(/An exclusive licence is on offer to print, for editorial purposes only, in/),
  ).toBeVisible();
  await expect(creator.page.getByRole("link", { name: "on offer" })).toHaveAttribute("href", exclusive.path);
  await step(creator.page, "21-conflict-with-an-offer");

  await buyer.page.goto(exclusive.path);
  await connectWallet(buyer);
  await expect(buyer.page.getByRole("button", { name: "Buy for 0.02 ETH" })).toBeEnabled();
  await step(buyer.page, "03-exclusive-offer");
  await buyer.page.getByRole("button", { name: "Buy for 0.02 ETH" }).click();
  const licence = await bought(buyer.page);
  const asked = {
    account: buyer.account.address,
    licence,
    use: "print",
    purpose: "editorial",
    territory: "FR",
  } as const;
  expect(await isLicensed(readContext, asked)).toMatchObject({ value: { licensed: true } });

  for (const { path } of [exclusive, plain]) {
    await second.page.goto(path);
    await expect(second.page.getByText("Somebody has this right already")).toBeVisible();
    await expect(
      second.page.getByText(/Exclusive licence 1 is sold to print, for editorial purposes only, in/),
    ).toBeVisible();
    await expect(second.page.getByRole("button", { name: /^Buy/ })).toBeHidden();
  }
  await step(second.page, "04-right-taken");

  await creator.page.reload();
  await expect(creator.page.getByText("Nobody could buy this now")).toBeVisible();
  await expect(
    creator.page.getByText(/Exclusive licence 1 is sold to print, for editorial purposes only, in/),
  ).toBeVisible();
  await step(creator.page, "05-conflict-before-publishing");
});

test("a quote is signed without gas, sent as a link, read and bought by its buyer alone", async ({ newPerson }) => {
  const creator = await newPerson();
  const buyer = await newPerson();
  const stranger = await newPerson();
  const work = await ownWork(creator, "Letters from the Pier");
  const { page } = creator;
  await page.goto(`${work.path}/offer`);
  await connectWallet(creator);
  await page.getByRole("radio", { name: /^Commercial/ }).check();
  await page.getByRole("textbox", { name: "Price of one seat" }).fill("0.02");
  await page.getByRole("radio", { name: "One buyer, by a quote" }).check();
  await goOnToSign(page);
  await expect(page.getByText("Paste the address of the account.")).toBeVisible();
  await page.getByRole("textbox", { name: "Account of the buyer" }).fill(buyer.account.address);
  await page.getByRole("textbox", { name: "Seats" }).fill("3");
  await page.locator("summary", { hasText: "Facts of this deal" }).click();
  await page.getByRole("textbox", { name: "Project" }).fill("Harbour, a feature film");
  await page.locator("summary", { hasText: "The words of the text" }).click();
  await page.getByRole("textbox", { name: "Governing law" }).fill("Austria");
  await step(page, "06-quote-form");
  await goOnToSign(page);
  await expect(page.getByRole("button", { name: "Sign the quote" })).toBeEnabled();
  await step(page, "07-quote-review");
  creator.wallet.next("reject");
  await page.getByRole("button", { name: "Sign the quote" }).click();
  await expect(page.getByText("You declined in your wallet. Nothing was signed")).toBeVisible();
  await page.getByRole("button", { name: "Sign the quote" }).click();
  await expect(page.getByText("Your quote is signed")).toBeVisible();
  expect(creator.wallet.count("eth_sendTransaction")).toBe(0);
  await step(page, "08-quote-signed");
  const link = (await page.locator("code", { hasText: "/quote#" }).first().textContent()) ?? "";
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save it as a file" }).first().click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^quote-[0-9a-f]{8}\.colophon-quote\.json$/);
  const path = await file.path();
  const quote = parseQuote(await readFile(path, "utf8"));
  expect(quote.offer).toMatchObject({ work: work.id, buyer: buyer.account.address, supply: 3, price });

  await stranger.page.goto(link);
  await connectWallet(stranger);
  await expect(stranger.page.getByText("The signature holds")).toBeVisible();
  await expect(stranger.page.getByText("This is for somebody else")).toBeVisible();
  await expect(stranger.page.getByRole("button", { name: /^Buy for/ })).toBeDisabled();
  await step(stranger.page, "09-quote-stranger");

  await buyer.page.goto(link);
  await connectWallet(buyer);
  await expect(buyer.page.getByText("It is for you")).toBeVisible();
  await expect(buyer.page.getByText("Project: Harbour, a feature film")).toBeVisible();
  await expect(buyer.page.getByRole("button", { name: "Buy for 0.06 ETH" })).toBeEnabled();
  await step(buyer.page, "10-quote-buyer");
  await buyer.page.getByRole("button", { name: "Buy for 0.06 ETH" }).click();
  const licence = await bought(buyer.page);
  expect(buyer.wallet.sent).toHaveLength(1);
  expect(await readLicence(readContext, licence)).toMatchObject({
    value: { seats: 3, holder: buyer.account.address, sale: { price: price * 3n, buyer: buyer.account.address } },
  });
  // Nothing of the quote was sent to any server before it was bought.
  expect(buyer.guard.requests.filter((url) => url.includes(link.split("#")[1] ?? "-"))).toEqual([]);

  await stranger.page.goto("/quote");
  const chooser = stranger.page.waitForEvent("filechooser");
  await stranger.page
    .getByRole("button", { name: /Choose/ })
    .first()
    .click();
  await (await chooser).setFiles(path);
  await expect(stranger.page.getByText("It was used")).toBeVisible();

  // The buyer keeps what was agreed: the text and the facts are read on this device, and asked of nobody.
  await buyer.page.getByRole("tab", { name: "Text" }).click();
  await expect(buyer.page.getByText("Checked against the chain, word for word.")).toBeVisible();
  await expect(buyer.page.getByText("The law that governs this licence is that of Austria.")).toBeVisible();
  await expect(buyer.page.getByText("Project: Harbour, a feature film")).toBeVisible();
  await buyer.page.reload();
  await expect(buyer.page.getByText("The law that governs this licence is that of Austria.")).toBeVisible();
  await step(buyer.page, "29-kept-text");

  // On another device the text is brought by its file, here the quote.
  const { page: other, guard } = await newPerson();
  guard.allow(/Failed to load resource/);
  await other.goto(`/licence/${formatId(licence, "licence")}?tab=text`);
  await expect(other.getByText("The licence text cannot be read from here")).toBeVisible();
  const wrongText = await createFile("text.json", "{}");
  await other.getByTestId("choose-files").first().setInputFiles(wrongText);
  await expect(other.getByText("This is not the text of this licence")).toBeVisible();
  await step(other, "30-bring-text");
  await other.getByTestId("choose-files").first().setInputFiles(path);
  await expect(other.getByText("Checked against the chain, word for word.")).toBeVisible();
  await expect(other.getByText("Project: Harbour, a feature film")).toBeVisible();
});

test("R10 a quote that was cancelled or changed is refused with its reason", async ({ newPerson }) => {
  const creator = await newPerson();
  const buyer = await newPerson();
  const work = await ownWork(creator, "Fog Signals");
  const { page } = creator;
  await page.goto(`${work.path}/offer`);
  await connectWallet(creator);
  await page.getByRole("radio", { name: /^Personal/ }).check();
  await page.getByRole("textbox", { name: "Price of one seat" }).fill("0.02");
  await page.getByRole("radio", { name: "One buyer, by a quote" }).check();
  await page.getByRole("textbox", { name: "Account of the buyer" }).fill(buyer.account.address);
  await goOnToSign(page);
  await page.getByRole("button", { name: "Sign the quote" }).click();
  await expect(page.getByText("Your quote is signed")).toBeVisible();
  const link = (await page.locator("code", { hasText: "/quote#" }).first().textContent()) ?? "";

  const document = Buffer.from(link.split("#")[1] ?? "", "base64url").toString();
  const cheaper = document.replace(`"price":"${price}"`, `"price":"${price / 2n}"`);
  expect(cheaper).not.toBe(document);
  await buyer.page.goto(`${link.split("#")[0]}#${Buffer.from(cheaper).toString("base64url")}`);
  await expect(buyer.page.getByText("did not sign exactly this, or signed it for another chain")).toBeVisible();
  await expect(buyer.page.getByRole("button", { name: /^Buy/ })).toBeHidden();
  await buyer.page.goto(`${link.slice(0, -40)}`);
  await buyer.page.reload();
  await expect(buyer.page.getByText("This is not a quote that can be used")).toBeVisible();

  const quotes = page.getByRole("region", { name: "Your quotes" });
  await quotes.getByText("Cancel it", { exact: true }).click();
  await quotes.getByRole("button", { name: "Cancel it for good" }).click();
  await expect(quotes.getByText("Cancelled", { exact: true })).toBeVisible();
  await step(page, "11-quote-cancelled");
  await buyer.page.goto(link);
  await buyer.page.reload();
  await expect(buyer.page.getByText("It was cancelled")).toBeVisible();
  await step(buyer.page, "12-quote-cancelled-buyer");
});

test("100 seats paid by permit: exactly the total, in one transaction, with no allowance left", async ({
  newPerson,
}) => {
  const buyer = await newPerson();
  const { page, account, wallet } = buyer;
  await mintDollars(account.address, 500_000_000n);
  const seller = await createAuthor();
  const { path } = await seller.offer(await seller.register(), { currency: token, price: 2_500_001n });
  await page.goto(path);
  await connectWallet(buyer);
  const seats = page.getByRole("textbox", { name: "Seats" });
  await seats.fill("70000");
  await expect(page.getByText("A licence has at most 65,535 seats.").first()).toBeVisible();
  await seats.fill("100");
  await page.getByRole("button", { name: "Sign for 250.0001 dUSD" }).click();
  const buy = page.getByRole("button", { name: "Buy for 250.0001 dUSD" });
  await expect(buy).toBeEnabled();
  await step(page, "13-permit");
  await page.setViewportSize({ width: 390, height: 844 });
  await step(page, "14-permit-phone");
  await buy.click();
  const licence = await bought(page);
  expect(
    wallet.prompted().filter((method) => !/^(eth_requestAccounts|wallet_requestPermissions)$/.test(method)),
  ).toEqual(["eth_signTypedData_v4", "eth_sendTransaction"]);
  expect(await dollarsOf(account.address)).toBe(500_000_000n - 250_000_100n);
  expect(await allowanceOf(account.address)).toBe(0n);
  expect(await readLicence(readContext, licence)).toMatchObject({
    value: { seats: 100, sale: { price: 250_000_100n } },
  });
});

test("a wallet that can do several things at once allows and buys in one prompt, also after a reload", async ({
  newPerson,
}) => {
  const buyer = await newPerson({ wallet: { batches: "atomic" } });
  const { page, account, wallet } = buyer;
  await mintDollars(account.address, 10_000_000n);
  const seller = await createAuthor();
  const { path } = await seller.offer(await seller.register(), { currency: token, price: 2_500_000n });
  await page.goto(path);
  await connectWallet(buyer);
  const buy = page.getByRole("button", { name: "Buy for 2.5 dUSD" });
  await expect(page.getByText("Your wallet will ask once, for all of this together:")).toBeVisible();
  await expect(buy).toBeEnabled();
  await step(page, "17-one-prompt");
  await page.setViewportSize({ width: 390, height: 844 });
  await step(page, "18-one-prompt-phone");
  await page.setViewportSize({ width: 1280, height: 720 });
  wallet.next("reject");
  await buy.click();
  await expect(page.getByText("You declined", { exact: true })).toBeVisible();
  expect(await dollarsOf(account.address)).toBe(10_000_000n);

  // The page is closed while the wallet asks, and again before the block: it is found by the name of the bundle.
  const prompt = wallet.hold();
  await buy.click();
  const { params } = await prompt.asked;
  await page.reload();
  await expect(page.getByText(/Your wallet was asked in another tab, or before/)).toBeVisible();
  await withBlocksHeld(async () => {
    prompt.approve();
    await expect(page.getByText("Sent, waiting for the network")).toBeVisible();
    await page.reload();
    await expect(page.getByText("Sent, waiting for the network")).toBeVisible();
    await step(page, "19-one-prompt-sent");
  });
  const licence = await bought(page);
  expect(params[0]).toMatchObject({ atomicRequired: true, from: account.address, version: "2.0.0" });
  expect(wallet.sent).toHaveLength(1);
  expect(wallet.prompted().filter((method) => /send/i.test(method))).toEqual(["wallet_sendCalls", "wallet_sendCalls"]);
  expect(await dollarsOf(account.address)).toBe(7_500_000n);
  expect(await allowanceOf(account.address)).toBe(0n);
  expect(await readLicence(readContext, licence)).toMatchObject({
    value: { holder: account.address, sale: { price: 2_500_000n } },
  });
});

test("a wallet that only says so, or that loses the race, is told apart and nothing is paid twice", async ({
  newPerson,
}) => {
  const seller = await createAuthor();
  const work = await seller.register();
  const liar = await newPerson({ wallet: { batches: "broken" } });
  await mintDollars(liar.account.address, 10_000_000n);
  const plain = await seller.offer(work, { currency: token, price: 2_500_000n });
  await liar.page.goto(plain.path);
  await connectWallet(liar);
  await liar.page.getByRole("button", { name: "Buy for 2.5 dUSD" }).click();
  await expect(liar.page.getByText(/and then did not take them. Nothing was sent/)).toBeVisible();
  await expect(liar.page.getByText("Your wallet will ask 2 times:")).toBeVisible();
  await step(liar.page, "20-one-prompt-refused");
  await liar.page.getByRole("button", { name: "Step 1 of 2: Buy for 2.5 dUSD" }).click();
  await liar.page.getByRole("button", { name: "Step 2 of 2: Buy for 2.5 dUSD" }).click();
  await bought(liar.page);
  expect(await dollarsOf(liar.account.address)).toBe(7_500_000n);

  const late = await newPerson({ wallet: { batches: "atomic" } });
  await mintDollars(late.account.address, 10_000_000n);
  const last = await seller.offer(work, { currency: token, price: 2_500_000n, supply: 1 });
  await late.page.goto(last.path);
  await connectWallet(late);
  const prompt = late.wallet.hold();
  await late.page.getByRole("button", { name: "Buy for 2.5 dUSD" }).click();
  await prompt.asked;
  await withBlocksHeld(async () => {
    prompt.approve();
    await expect(late.page.getByText("Sent, waiting for the network")).toBeVisible();
    // Whoever closes the offer comes first: it pays the network more.
    await seller.sendFirst(closeOfferCall(deployment, { offer: last.offer }));
  });
  await expect(late.page.getByText("It did not go through", { exact: true })).toBeVisible();
  await expect(late.page.getByText(/Nothing happened besides the network's fee/)).toBeVisible();
  expect(await dollarsOf(late.account.address)).toBe(10_000_000n);
  expect(await allowanceOf(late.account.address)).toBe(0n);
});

test("L09 a sublicence names the licence above it, says that it falls with it, and shows who gets which part", async ({
  newPerson,
}) => {
  const buyer = await newPerson();
  const { page } = buyer;
  const creator = await createAuthor();
  const publisher = await createAuthor();
  const work = await creator.register({ metadata: { name: "Maps of the Estuary" } });
  const base = { uses: ["print"], purposes: ["editorial"], duration: 86_400 * 365, transferable: true } as const;
  const above = await creator.offer(work, { terms: { ...base, sublicensing: 1, sublicenceShare: 200_000_000 } });
  const receipt = await publisher.send(
    buyCall(deployment, { offer: above.offer, recipient: publisher.account.address, seats: 10 }),
  );
  const parent = soldIn(receipt.logs);
  const terms = onchainTermsOf({ ...baseTerms, ...base, duration: 86_400 }, deployment);
  await publisher.send(defineTermsCall(deployment, { terms }));
  const offer = { ...above.offer, parent, licensor: publisher.account.address, terms: termsIdOf(terms), price };
  await publisher.send(publishOfferCall(deployment, { offer }));

  await page.goto(`/offer/${offerIdOf(offer)}`);
  await connectWallet(buyer);
  await expect(page.getByText("This is a sublicence", { exact: true })).toBeVisible();
  await expect(page.getByText("it falls with it: if that licence ends early, this one ends too")).toBeVisible();
  await page.getByText("Where the money goes").click();
  const parts = page.getByRole("listitem").filter({ hasText: "grants the sublicence" });
  await expect(parts).toContainText("80 %");
  await expect(parts).toContainText("0.016 ETH");
  const buy = page.getByRole("button", { name: "Buy for 0.02 ETH" });
  await expect(buy).toBeEnabled();
  await step(page, "15-sublicence");
  await buy.click();
  const licence = await bought(page);
  expect(await readLicence(readContext, licence)).toMatchObject({ value: { parent, seats: 1 } });
  const proceeds = await publicClient.readContract({
    address: deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName: "proceedsOf",
    args: [publisher.account.address, zeroAddress],
  });
  expect(proceeds).toBe((price * 8n) / 10n);
});

test("nobody gets a licence with duties without their word, also where somebody else pays", async ({ newPerson }) => {
  const recipient = await newPerson();
  const payer = await newPerson({ name: "Satchel Wallet" });
  const seller = await createAuthor();
  const work = await seller.register({ metadata: { name: "Sailing Orders" } });
  const { path } = await seller.offer(work, { price, terms: { conditions: endsForBreach } });
  await recipient.page.goto(path);
  await connectWallet(recipient);
  await expect(recipient.page.getByText("Read the duties of this licence and tick the box.")).toBeVisible();
  await recipient.page.getByText("Somebody else pays for you?").click();
  await recipient.page.getByRole("button", { name: "Accept this licence" }).click();
  const signed = recipient.page.locator("code", { hasText: '"recipient"' });
  await expect(signed).toBeVisible();
  await step(recipient.page, "24-accepted");
  expect(recipient.wallet.sent).toEqual([]);
  const acceptance = (await signed.textContent()) ?? "";

  const { page } = payer;
  await page.goto(path);
  await connectWallet(payer);
  await page.getByRole("radio", { name: "Somebody else" }).check();
  const field = page.getByRole("textbox", { name: "What they signed" });
  await field.fill("{}");
  await expect(page.getByText("This is not an acceptance of a licence.").first()).toBeVisible();
  await field.fill(acceptance);
  const buy = page.getByRole("button", { name: "Buy for 0.02 ETH" });
  await expect(buy).toBeEnabled();
  await step(page, "25-paid-for-another");
  await buy.click();
  const licence = await bought(page);
  expect(await readLicence(readContext, licence)).toMatchObject({
    value: { holder: recipient.account.address, seats: 1, sale: { price, buyer: payer.account.address } },
  });
});

test("S06 a quote of a wallet that is not on chain yet is recognised and explained, and cannot be bought", async ({
  newPerson,
}) => {
  const buyer = await newPerson();
  const { page } = buyer;
  const seller = await createAuthor();
  const wallet = privateKeyToAccount(generatePrivateKey());
  const { offer, terms } = await seller.offer(await seller.register());
  const own = { ...offer, licensor: wallet.address, buyer: buyer.account.address };
  const inner = await wallet.signTypedData(offerTypedData(deployment, { offer: own }));
  const signature = serializeErc6492Signature({ address: seller.account.address, data: "0x01", signature: inner });
  const quote = createQuote(deployment, { offer: own, terms, signature });
  await page.goto(`/quote#${quoteFragmentOf(quote)}`);
  await connectWallet(buyer);
  await expect(page.getByText(/before it was set up on this chain/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Buy/ })).toBeHidden();
  await step(page, "16-quote-undeployed");
});

test("S05 a quote of an account with delegated code counts by its key, whatever the code knows of signatures", async ({
  newPerson,
}) => {
  const buyer = await newPerson();
  const { page } = buyer;
  const seller = await createAuthor();
  const work = await seller.register({ metadata: { name: "Rope and Tackle" } });
  const { offer, terms } = await seller.offer(work, { price, supply: 1 });
  const own = { ...offer, buyer: buyer.account.address };
  const signature = await seller.account.signTypedData(offerTypedData(deployment, { offer: own }));
  await seller.delegate(demoAccount);
  const link = `/quote#${quoteFragmentOf(createQuote(deployment, { offer: own, terms, signature }))}`;
  await page.goto(link);
  await connectWallet(buyer);
  await expect(page.getByText("The signature holds")).toBeVisible();
  await expect(page.getByRole("button", { name: "Buy for 0.02 ETH" })).toBeEnabled();
  await step(page, "22-quote-smart-wallet");

  // The same key and the same signature, but code that knows nothing of signatures.
  await seller.delegate(token);
  await page.reload();
  await expect(page.getByText("The signature holds")).toBeVisible();
  await step(page, "23-quote-delegated");
  await page.getByRole("button", { name: "Buy for 0.02 ETH" }).click();
  const licence = await bought(page);
  expect(await readLicence(readContext, licence)).toMatchObject({ value: { holder: buyer.account.address } });
});
