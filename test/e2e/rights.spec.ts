import { formatId, licenceIdOf, parseId } from "@colophon/sdk";
import { buyCall, noticeCall, payCall, settleCall, terminateCall } from "@colophon/sdk/calls";
import { readOffer, readParents, readProceeds, readTill, readWork } from "@colophon/sdk/read";
import { endsForBreach, onchainTermsOf, type Terms, termsIdOf } from "@colophon/sdk/terms";
import { expect } from "@playwright/test";
import { type Hex, parseEther, sha256, zeroAddress } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { deployment, giveEther, publicClient, readContext } from "./support/chain.ts";
import { createAuthor } from "./support/createAuthor.ts";
import { createFile, dropFiles } from "./support/files.ts";
import {
  ask,
  day,
  hour,
  hourly,
  licenceOf,
  pass,
  pathOf,
  price,
  reasonOf,
  receivedBy,
  rulesOf,
  sell,
} from "./support/licences.ts";
import { expectAccessible, goOnToSign, openTab, phone, photograph, step } from "./support/page.ts";
import { connectWallet, test } from "./support/people.ts";

test("L10 a licence renewed before its end loses no day", async ({ newPerson }) => {
  const licensee = await newPerson();
  const { page, account, wallet } = licensee;
  const author = await createAuthor();
  const { licence } = await sell(author, account, { duration: 30 * day }, 2);
  const before = await licenceOf(licence);
  await page.goto(`${pathOf(licence)}?tab=money`);
  await connectWallet(licensee);
  const renew = page.getByRole("region", { name: "Renew it" });
  await renew.getByRole("textbox", { name: "Periods to add" }).fill("0");
  await expect(renew).toContainText("Type a whole number from 1");
  await renew.getByRole("textbox", { name: "Periods to add" }).fill("2");
  await expect(renew).toContainText("0.04 ETH");
  await expect(renew.getByRole("button", { name: "Renew it" })).toBeEnabled();
  await step(page, "rights-01-renew");
  const had = await publicClient.getBalance({ address: account.address });
  await renew.getByRole("button", { name: "Renew it" }).click();
  await expect(page.getByText("Renewed", { exact: true })).toBeVisible();
  const after = await licenceOf(licence);
  expect(after.end).toBe(before.end + 2 * 30 * day);
  expect(after.start).toBe(before.start);
  expect(after.renewals).toMatchObject([{ payer: account.address, periods: 2, end: after.end }]);
  const fee = await feeOf(wallet.sent.at(-1));
  expect(await publicClient.getBalance({ address: account.address })).toBe(had - 4n * price - fee);
});

test("a licence is given back: it counts no more, and what it kept others from can be sold again", async ({
  newPerson,
}) => {
  const licensee = await newPerson();
  const { page, account } = licensee;
  const author = await createAuthor();
  const { licence, work } = await sell(author, account, { duration: 30 * day, exclusivity: "exclusive" });
  await page.goto(pathOf(licence));
  await connectWallet(licensee);
  const section = page.getByRole("region", { name: "Give it back" });
  await section.getByText("Give this licence back", { exact: true }).click();
  await section.getByRole("checkbox", { name: "I want to give this licence back." }).check();
  const give = section.getByRole("button", { name: "Give it back" });
  await expect(give).toBeEnabled();
  await step(page, "rights-32-give-back");
  await phone(page, "rights-32-give-back-phone");
  await give.click();
  await expect(page.getByText("Given back", { exact: false }).first()).toBeVisible();
  await expect(section).toHaveCount(0);
  await expect(page.getByText("was licensed to use this work to")).toBeVisible();
  await step(page, "rights-33-given-back");
  expect(await licenceOf(licence)).toMatchObject({ ended: "surrendered", state: "surrendered" });
  expect(await reasonOf(licence, account.address)).toBe("surrendered");
  const other = await author.offer(work, { price, terms: { uses: ["print"], purposes: ["editorial"] } });
  const buyer = await createAuthor();
  await buyer.send(buyCall(deployment, { offer: other.offer, recipient: buyer.account.address }));
  expect(await reasonOf(licenceIdOf({ work: work.id, serial: 2 }), buyer.account.address)).toBe("licensed");
});

test("L09 a sublicence is bought, pays the work its share, and falls with its parent", async ({ newPerson }) => {
  const holder = await newPerson();
  const buyer = await newPerson({ name: "Satchel Wallet" });
  const author = await createAuthor();
  const terms: Partial<Terms> = {
    uses: ["print", "show-online"],
    duration: 30 * day,
    sublicensing: 1,
    sublicenceShare: 200_000_000,
    conditions: { ...endsForBreach, cure: hour },
  };
  const sold = await sell(author, holder.account, terms, 3);
  const { licence, work } = sold;
  const rules = rulesOf(sold);
  const { page } = holder;
  await page.goto(`${pathOf(licence)}?tab=sublicences`);
  await connectWallet(holder);
  const section = page.getByRole("region", { name: "Sublicences" });
  await section.getByRole("button", { name: "Offer a sublicence" }).click();
  await section.getByRole("checkbox", { name: "Show online" }).uncheck();
  await section.getByRole("combobox", { name: "Where" }).selectOption("DE");
  await section.getByRole("textbox", { name: "How long, in days" }).fill("31");
  await expect(section).toContainText("a sublicence cannot outlive it");
  await section.getByRole("textbox", { name: "How long, in days" }).fill("10");
  await section.getByRole("textbox", { name: "Price of one seat" }).fill("0.1");
  await expect(section).toContainText("0.08 ETH");
  await expect(section.getByRole("button", { name: "Publish the offer" })).toBeEnabled();
  await step(page, "rights-07-sublicense");
  await section.getByRole("button", { name: "Publish the offer" }).click();
  await expect(section.getByText("Your offer is open")).toBeVisible();
  const offer = await section.getByRole("link", { name: "page", exact: true }).getAttribute("href");

  await buyer.page.goto(offer ?? "");
  await connectWallet(buyer);
  await buyer.page.getByRole("button", { name: "Buy for 0.1 ETH" }).click();
  await buyer.page.waitForURL(/\/licence\/0x/);
  const sublicence = licenceIdOf({ work: work.id, serial: 2 });
  expect(await licenceOf(sublicence)).toMatchObject({ parent: licence, holder: buyer.account.address, seats: 1 });
  expect(await reasonOf(sublicence, buyer.account.address)).toBe("licensed");
  // 3 seats of the parent, and a fifth of the sublicence.
  expect(await receivedBy(work.id)).toBe(3n * price + parseEther("0.02"));
  expect(await readProceeds(readContext, holder.account.address)).toMatchObject({
    value: [{ currency: zeroAddress, waiting: parseEther("0.08") }],
  });
  await page.goto("/earn");
  await page.getByRole("button", { name: "Withdraw proceeds" }).click();
  await expect(page.getByRole("button", { name: "Withdraw", exact: true })).toBeEnabled();
  await step(page, "rights-20-proceeds");
  const had = await publicClient.getBalance({ address: holder.account.address });
  await page.getByRole("button", { name: "Withdraw", exact: true }).click();
  await expect(page.getByText("Nothing waits, 0.08 ETH withdrawn")).toBeVisible();
  const fee = await feeOf(holder.wallet.sent.at(-1));
  expect(await publicClient.getBalance({ address: holder.account.address })).toBe(had + parseEther("0.08") - fee);
  await expect(buyer.page.getByRole("region", { name: "Where it comes from" })).toContainText("Licence 1");
  await step(buyer.page, "rights-08-sublicence");

  await author.send(noticeCall(deployment, { ...rules, evidence: sha256("0x01") }));
  await pass(hour);
  await author.send(terminateCall(deployment, rules));
  await buyer.page.reload();
  await expect(buyer.page.getByText("Ended with licence 1 above it").first()).toBeVisible();
  await step(buyer.page, "rights-09-fallen");
  const answer = await ask(sublicence, buyer.account.address);
  expect(answer).toMatchObject({ reason: "terminated", decisive: licence });
});

test("Y07 a derivative is registered with a licence, sold and settled, and the parent's holder is paid to the wei", async ({
  newPerson,
}) => {
  const creator = await newPerson();
  const remixer = await newPerson({ name: "Satchel Wallet" });
  const author = await createAuthor(creator.account);
  const terms = { uses: ["print"], changes: true, derivatives: "allowed", upstreamShare: 123_456_789 } as const;
  const { licence, work } = await sell(author, remixer.account, terms);
  const { page } = remixer;
  await page.goto("/register");
  await connectWallet(remixer);
  await dropFiles(page.getByText("Drop the files of your work here"), await createFile("remix.txt"));
  await expect(page.getByText("remix.txt").first()).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("Tide Tables, remixed");
  await page.getByRole("combobox", { name: "Kind of work" }).selectOption("literary");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Remy Satchel");
  await page.getByRole("combobox", { name: "Role" }).selectOption("author");
  await page.getByRole("checkbox", { name: "It is made from works of others" }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Choose the licences that allow it")).toBeVisible();
  await page.getByRole("checkbox", { name: "Tide Tables, licence 1" }).check();
  await expect(page.getByText("12.3456789 %", { exact: false }).first()).toBeVisible();
  await page.getByRole("textbox", { name: "Resale royalty" }).fill("7.5");
  await step(page, "rights-10-made-from");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("checkbox", { name: "Go on without a stamp" }).check();
  await expect(page.getByRole("button", { name: "Publish and register" })).toBeEnabled();
  await step(page, "rights-11-review");
  await page.getByRole("button", { name: "Publish and register" }).click();
  await expect(page.getByText("Your work is registered.")).toBeVisible();
  const path = (await page.getByRole("link", { name: "See the work" }).getAttribute("href")) ?? "";
  const derivative = parseId(path.slice("/work/".length), "work");
  expect(await readWork(readContext, derivative)).toMatchObject({ value: { resaleRoyalty: 750 } });
  expect(await readParents(readContext, derivative)).toMatchObject({
    value: [{ parent: work.id, source: licence, share: 123_456_789 }],
  });

  const paid = 1_000_000_007n;
  await author.send(payCall(deployment, { work: derivative, currency: zeroAddress, amount: paid }));
  await page.goto(`${path}?tab=family`);
  await expect(page.getByRole("region", { name: "Works it belongs with" })).toContainText("12.3456789 %");
  await openTab(page, "People and shares");
  const parts = page.getByRole("region", { name: "Who gets what" }).getByRole("listitem");
  await expect(parts).toContainText([
    /87\.6543211\s%/,
    /The holders of Tide Tables, which it is made from.*12\.3456789\s%/,
  ]);
  await step(page, "rights-12-derivative");
  await phone(page, "rights-12-derivative-phone");

  await creator.page.goto("/earn");
  await connectWallet(creator);
  const owed = (paid * 123_456_789n) / 1_000_000_000n;
  await creator.page.getByRole("button", { name: "Settle and withdraw from Tide Tables" }).click();
  const dialog = creator.page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Settle and withdraw" })).toBeEnabled();
  await step(creator.page, "rights-13-arriving");
  const had = await publicClient.getBalance({ address: creator.account.address });
  await dialog.getByRole("button", { name: "Settle and withdraw" }).click();
  await expect(dialog.getByText("Done", { exact: true }).first()).toBeVisible();
  const fee = await feeOf(creator.wallet.sent.at(-1));
  expect(await publicClient.getBalance({ address: creator.account.address })).toBe(had + price + owed - fee);
  expect(await receivedBy(work.id)).toBe(price + owed);
  await creator.page.keyboard.press("Escape");
  await creator.page.getByRole("button", { name: "Why this figure" }).first().click();
  await expect(creator.page.getByText("Checked: these payments are all")).toBeVisible();
  await step(creator.page, "rights-14-why");
});

test("a work made under share-alike terms is offered under those, and its price is shown to flow to where it came from", async ({
  newPerson,
}) => {
  const remixer = await newPerson();
  const buyer = await newPerson({ name: "Satchel Wallet" });
  const creator = await createAuthor();
  const alike = { uses: ["print"], changes: true, derivatives: "share-alike", upstreamShare: 250_000_000 } as const;
  const { licence, work, terms } = await sell(creator, remixer.account, alike);
  const author = await createAuthor(remixer.account);
  const metadata = { name: "Tide Tables, set to music" };
  const derivative = await author.register({ metadata, sources: [licence] });

  const { page } = remixer;
  await page.goto(`${derivative.path}/offer`);
  await connectWallet(remixer);
  await page.getByRole("radio", { name: /^Commercial/ }).check();
  await expect(page.getByText("This work can be offered under one set of terms only")).toBeVisible();
  await step(page, "rights-23-share-alike");
  await phone(page, "rights-23-share-alike-phone");
  await page.getByRole("button", { name: "Use those terms" }).click();
  await expect(page.getByText("These are the share-alike terms that this work was made under")).toBeVisible();
  await page.getByRole("textbox", { name: "Price of one seat" }).fill("0.04");
  await goOnToSign(page);
  await page.getByRole("button", { name: "Publish the offer" }).click();
  await page.getByRole("link", { name: "See the offer", exact: true }).first().click();
  await page.waitForURL(/\/offer\/0x[0-9a-f]{64}$/);
  expect(await readOffer(readContext, page.url().slice(-66) as Hex)).toMatchObject({
    value: { offer: { work: derivative.id, terms: termsIdOf(onchainTermsOf(terms, deployment)) } },
  });

  await buyer.page.goto(page.url());
  await connectWallet(buyer);
  await buyer.page.getByText("Where the money goes").click();
  const upstream = buyer.page.getByRole("listitem").filter({ hasText: "Tide Tables" }).filter({ hasText: "25 %" });
  await expect(upstream).toContainText("0.01 ETH");
  await expect(buyer.page.getByRole("button", { name: "Buy for 0.04 ETH" })).toBeEnabled();
  await step(buyer.page, "rights-24-price-upstream");
  await phone(buyer.page, "rights-24-price-upstream-phone");
  await buyer.page.getByRole("button", { name: "Buy for 0.04 ETH" }).click();
  await buyer.page.waitForURL(/\/licence\/0x/);
  expect(await receivedBy(work.id)).toBe(price);
  await creator.send(settleCall(deployment, { works: [derivative.id], currency: zeroAddress }));
  expect(await receivedBy(work.id)).toBe(price + parseEther("0.01"));
});

test("a holder signs where income goes, and a stranger sends it there", async ({ newPerson }) => {
  const creator = await newPerson();
  const stranger = await newPerson({ name: "Satchel Wallet" });
  const author = await createAuthor(creator.account);
  const { work } = await sell(author, stranger.account, {});
  const receiver = privateKeyToAccount(generatePrivateKey()).address;
  const { page } = creator;
  await page.goto("/earn");
  await connectWallet(creator);
  await page.getByRole("button", { name: "Let somebody else send it" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Account that receives the money" }).fill(receiver);
  await expectAccessible(page);
  const before = creator.wallet.sent.length;
  await dialog.getByRole("button", { name: "Sign it" }).click();
  const link = (await dialog.locator("code").first().textContent()) ?? "";
  await photograph(page, "rights-15-redirect");
  expect(creator.wallet.sent).toHaveLength(before);

  await stranger.page.goto(link);
  await connectWallet(stranger);
  await expect(stranger.page.getByRole("button", { name: "Send it for them" })).toBeEnabled();
  await expect(stranger.page.getByText("0.01 ETH", { exact: true })).toBeVisible();
  await step(stranger.page, "rights-16-send-claim");
  const had = await publicClient.getBalance({ address: receiver });
  await stranger.page.getByRole("button", { name: "Send it for them" }).click();
  await expect(stranger.page.getByText("Done", { exact: true }).first()).toBeVisible();
  expect(await publicClient.getBalance({ address: receiver })).toBe(had + price);
  expect(await receivedBy(work.id)).toBe(price);

  await stranger.page.goto("/claim");
  await stranger.page.getByTestId("choose-files").setInputFiles(await createFile("note.colophon-claim.json", "{}"));
  await expect(stranger.page.getByText("not a complete signed withdrawal")).toBeVisible();
});

test("a work's page says what is sold alone, who may use it, and empties its till; verify says the rest", async ({
  newPerson,
}) => {
  const creator = await newPerson();
  const licensee = await newPerson({ name: "Satchel Wallet" });
  const author = await createAuthor(creator.account);
  const { licence, work } = await sell(author, licensee.account, {
    territories: ["AT", "DE"],
    exclusivity: "exclusive",
    duration: 30 * day,
    conditions: { ...hourly, minimum: parseEther("0.001") },
  });
  await pass(2 * hour);
  const till = await readTill(readContext, { work: work.id, currencies: [zeroAddress] });
  if (till.status !== "found") throw new Error("The till cannot be read.");
  await giveEther(till.value.address, parseEther("0.05"));
  const { page } = creator;
  await page.goto(work.path);
  await connectWallet(creator);
  await expect(page.getByRole("region", { name: "Exclusive licences" })).toContainText(
    "Exclusively licensed to print, for editorial purposes only, in Austria and Germany",
  );
  const question = page.getByRole("region", { name: "May I use it?" });
  await question.getByRole("combobox", { name: "May I …" }).selectOption("print");
  await question.getByRole("combobox", { name: "For what" }).selectOption("editorial");
  await question.getByRole("combobox", { name: "in …" }).selectOption("DE");
  await expect(question).toContainText("No, although you control the work.");
  await step(page, "rights-17-work");
  await phone(page, "rights-17-work-phone");
  await question.getByRole("combobox", { name: "in …" }).selectOption("CH");
  await expect(question).toContainText("You control the work and need no licence");

  await openTab(page, "Money");
  const box = page.getByRole("region", { name: "Till" });
  await box.getByRole("button", { name: "Send it to the holders" }).click();
  await box.getByRole("button", { name: "Send it on" }).click();
  await expect(box).toContainText("Nothing waits in it");
  expect(await receivedBy(work.id)).toBe(price + parseEther("0.05"));

  await page.getByRole("link", { name: "Licences sold" }).click();
  await expect(page.getByText("2 reports missing")).toBeVisible();
  await expect(page.getByText("at least 0.002 ETH more in arrears")).toBeVisible();
  await step(page, "rights-18-sold");
  await phone(page, "rights-18-sold-phone");

  await licensee.page.goto(work.path);
  await connectWallet(licensee);
  const mine = licensee.page.getByRole("region", { name: "May I use it?" });
  await mine.getByRole("combobox", { name: "May I …" }).selectOption("print");
  await mine.getByRole("combobox", { name: "For what" }).selectOption("editorial");
  await mine.getByRole("combobox", { name: "in …" }).selectOption("DE");
  await expect(mine).toContainText("Your licence 1 allows");
  await mine.getByRole("combobox", { name: "in …" }).selectOption("CH");
  await expect(mine).toContainText("It does not cover this country.");

  await page.goto(`/verify?q=${formatId(licence, "licence")}`);
  const answer = page.getByRole("region", { name: "Answer" });
  await expect(answer).toContainText("This licence is running.");
  await expect(answer).toContainText("2 periods are over and not reported");
  await step(page, "rights-19-verify");
  await page.goto(`/verify?q=${formatId(work.id, "work")}`);
  await expect(answer).toContainText("Exclusively licensed to print, for editorial purposes only");
});

/** What the network took for a transaction. */
async function feeOf(hash: Hex | undefined): Promise<bigint> {
  const receipt = await publicClient.waitForTransactionReceipt({ hash: hash ?? "0x" });
  return receipt.gasUsed * receipt.effectiveGasPrice;
}
