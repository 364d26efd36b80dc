/** The whole story, lived by three people with a browser and a wallet each, and checked on the chain at every step. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { checkOpening, compareFiles, hashStream, type Opening, parseId, parseOpening } from "@colophon/sdk";
import { isLicensed, readHolding, readLicence, readOffer, readStamp, readWork } from "@colophon/sdk/read";
import type { PurposeId, UseId } from "@colophon/sdk/terms";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { type Address, erc20Abi, formatEther, type Hex, parseEther, zeroAddress } from "viem";
import { deployment, dollarsOf, mintDollars, publicClient, readContext, token } from "./support/chain.ts";
import { createFile, createFolder, drawPicture, dropFiles, unpackPackage } from "./support/files.ts";
import { goOnToSign, openTab, step } from "./support/page.ts";
import { connectWallet, createPerson, type Person } from "./support/people.ts";

const title = "The Salt Almanac";
const poem = `Low water, and the boats asleep.\nThe tide has read the harbour to its end.\n\n${randomUUID()}\n`;
const etherPrice = parseEther("0.123456789012345678");
const dollarPrice = 25_500_001n;

test.describe.configure({ mode: "serial" });

let creator: Person;
let author: Person;
let licensee: Person;
let folder: string;
let opening: Opening;
let keptBefore: { ether: bigint; dollars: bigint };
let work: bigint;
let workPath: string;
const offers: { ether?: Hex; dollars?: Hex } = {};
const licences: bigint[] = [];

test.beforeAll(async ({ browser }) => {
  creator = await createPerson({ browser, name: "Quill Wallet", ether: "10" });
  author = await createPerson({ browser, name: "Folio Wallet", ether: "1" });
  licensee = await createPerson({ browser, name: "Satchel Wallet", ether: "5" });
  keptBefore = await balancesOf(deployment.contracts.royalties.address);
});

test.afterAll(async () => {
  for (const { context } of [creator, author, licensee]) await context.close();
});

test("01 a creator proves a folder, and the chain shows it", async () => {
  const { page, account } = creator;
  const files = {
    "poem.txt": poem,
    "notes/tides.csv": `day,high,low\n1,06:12,12:30\n# ${randomUUID()}\n`,
    "notes/secret.txt": randomUUID(),
  };
  folder = await createFolder("the-salt-almanac", files);
  await page.goto("/");
  await step(page, "01-home");
  await dropFiles(page.getByText("Drop a file or a folder to begin"), folder);
  await expect(page.getByRole("heading", { name: "the-salt-almanac" })).toBeVisible();
  await expect(page.getByText("Nobody has made these files findable")).toBeVisible();
  await step(page, "02-prove-read");
  await connectWallet(creator);
  await page.getByRole("button", { name: "Seal it" }).click();
  await page.waitForURL(/\/prove\/0x[0-9a-f]{64}$/);
  await page.reload();
  await expect(page.getByRole("button", { name: "Stamp it" })).toBeEnabled();
  await expect(page.getByText("Network fee", { exact: true })).toBeVisible();
  await step(page, "03-prove-sealed");

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the proof package" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^proof-[0-9a-f]{8}\.colophon\.zip$/);
  opening = parseOpening((await unpackPackage(await file.path())).get("proof.colophon.json"));
  const { chainId, contracts } = deployment;
  expect(
    checkOpening(opening, { chainId, timestamps: contracts.timestamps.address, claimant: account.address }),
  ).toEqual({ opens: true });
  const hashed = await Promise.all(
    Object.entries(files).map(async ([path, content]) => {
      const bytes = new TextEncoder().encode(content);
      return { path, ...(await hashStream(new Blob([bytes]).stream())) };
    }),
  );
  expect(compareFiles(opening.manifest, hashed).identical).toBe(true);
  expect(await readStamp(readContext, opening.commitment)).toMatchObject({ status: "not-found" });

  await page.getByRole("button", { name: "Stamp it" }).click();
  await expect(page.getByText("With the opening file you can show that you held exactly these files by")).toBeVisible();
  await step(page, "04-prove-stamped");
  expect(await readStamp(readContext, opening.commitment)).toMatchObject({
    status: "found",
    value: { from: account.address, at: { transaction: creator.wallet.sent.at(-1) } },
  });
  // Neither names nor contents are in anything that was sent.
  expect(creator.guard.bodies.filter((body) => /tides|notes|boats asleep|salt-almanac/.test(body))).toEqual([]);
});

test("02 the creator registers it with a co-author, cover and preview", async ({ browser }) => {
  const { page, account } = creator;
  await page.getByRole("link", { name: "Register it as a work" }).click();
  await expect(page.getByText("You can prove that you held these files by")).toBeVisible();
  await step(page, "05-register-files");
  await next(page);

  await next(page);
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveAttribute("aria-invalid", "true");
  await step(page, "06-register-description-missing");
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await page.getByRole("textbox", { name: "Description" }).fill("Tides and poems of one harbour, over a year.");
  await page.getByRole("combobox", { name: "Kind of work" }).selectOption("literary");
  await page.getByRole("combobox", { name: "Language" }).fill("en");
  await step(page, "07-register-description");
  await next(page);

  const you = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "You" }) });
  await you.getByRole("textbox", { name: "Name" }).fill("Ada Quill");
  await you.getByRole("combobox", { name: "Role" }).selectOption("author");
  await page.getByRole("button", { name: "Add a person" }).click();
  const other = page.getByRole("listitem").filter({ has: page.getByRole("textbox", { name: "Account" }) });
  await other.getByRole("textbox", { name: "Name" }).fill("Bo Folio");
  await other.getByRole("combobox", { name: "Role" }).selectOption("illustrator");
  await other.getByRole("textbox", { name: "Account" }).fill(author.account.address);
  await you.getByRole("textbox", { name: "Share" }).fill("70");
  await other.getByRole("textbox", { name: "Share" }).fill("20");
  await next(page);
  await expect(page.getByText("The shares must add up to 100 %. 10 % is left to give.")).toBeVisible();
  await step(page, "08-register-shares-missing");
  await other.getByRole("textbox", { name: "Share" }).fill("30");
  await expect(page.getByText("100 %", { exact: true })).toBeVisible();
  await step(page, "09-register-people");
  await page.reload();
  await expect(other.getByRole("textbox", { name: "Account" })).toHaveValue(author.account.address);
  await expect(other.getByRole("textbox", { name: "Share" })).toHaveValue("30");
  await next(page);

  const cover = page.waitForEvent("filechooser");
  await page.getByRole("group", { name: "Cover picture" }).getByRole("button", { name: "Choose a file" }).click();
  await (await cover).setFiles({ name: "cover.png", mimeType: "image/png", buffer: await drawPicture(browser) });
  await expect(page.getByRole("group", { name: "Cover picture" })).toContainText("900 × 1200 pixels");
  const preview = page.waitForEvent("filechooser");
  await page.getByRole("group", { name: "Public preview" }).getByRole("button", { name: "Choose a file" }).click();
  await (await preview).setFiles({ name: "excerpt.txt", mimeType: "text/plain", buffer: Buffer.from(poem) });
  await page.getByRole("checkbox", { name: "Publish the whole file, for everybody and for good" }).check();
  await page.getByRole("checkbox", { name: "notes/secret.txt" }).uncheck();
  await step(page, "10-register-visible");
  await next(page);

  await expect(page.getByText("The SHA-256 of 2 files, without their names.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish and register" })).toBeEnabled();
  await step(page, "11-register-review");
  await page.getByRole("button", { name: "Publish and register" }).click();
  await expect(page.getByText("Your work is registered.")).toBeVisible();
  await step(page, "12-registered");

  workPath = (await page.getByRole("link", { name: "See the work" }).getAttribute("href")) ?? "";
  work = parseId(workPath.slice("/work/".length), "work");
  const found = await readWork(readContext, work);
  if (found.status !== "found") throw new Error("The work is not on the chain.");
  const { value } = found;
  expect(value).toMatchObject({ claimant: account.address, controller: account.address, category: "literary" });
  expect(value.contentRoot).toBe(opening.contentRoot);
  expect(value.versions[0]?.salt).toBe(opening.salt);
  const findable = opening.manifest.files.filter(({ path }) => path !== "notes/secret.txt");
  expect(value.disclosures.map(({ digest }) => digest).sort()).toEqual(findable.map(({ sha256 }) => sha256).sort());
  if (value.metadata.status !== "found") throw new Error("The description is not in the store.");
  expect(value.metadata.value).toMatchObject({
    name: title,
    language: "en",
    credits: [
      { name: "Ada Quill", role: "author", units: 70_000_000 },
      { name: "Bo Folio", role: "illustrator", units: 30_000_000, account: author.account.address.toLowerCase() },
    ],
    preview: { type: "text/plain", size: poem.length },
  });
  expect(value.metadata.value.image).toMatch(/^ipfs:\/\//);
  const holding = await readHolding(readContext, { work, account: author.account.address });
  expect(holding).toMatchObject({ status: "found", value: { units: 0, toTake: { units: 30_000_000 } } });
  expect(creator.wallet.sent).toHaveLength(2);
});

test("03 the creator offers licences in ETH and in a token", async () => {
  const { page } = creator;
  await page.getByRole("link", { name: "Make an offer" }).click();
  await page.getByRole("radio", { name: /^Editorial/ }).check();
  await page.getByRole("textbox", { name: "Price of one seat" }).fill(formatEther(etherPrice));
  await expect(page.getByRole("heading", { name: "The licence text" })).toBeVisible();
  await step(page, "13-offer-form");
  await goOnToSign(page);
  await expect(page.getByText(`${formatEther((etherPrice * 7n) / 10n)}`).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish the offer" })).toBeEnabled();
  await step(page, "14-offer-review");
  offers.ether = await publish(page);
  await step(page, "15-offer-published");

  await page.getByRole("button", { name: "Make another" }).click();
  await page.getByText("For one trade").click();
  await page.getByRole("radio", { name: /^AI training/ }).check();
  await page.getByRole("combobox", { name: "Currency" }).selectOption(token);
  await page.getByRole("textbox", { name: "Price of one seat" }).fill("25.500001");
  await goOnToSign(page);
  await expect(page.getByRole("button", { name: "Publish the offer" })).toBeEnabled();
  offers.dollars = await publish(page);

  expect(await readOffer(readContext, offers.ether)).toMatchObject({
    value: { state: "open", sold: 0, offer: { work, price: etherPrice, currency: zeroAddress } },
  });
  expect(await readOffer(readContext, offers.dollars)).toMatchObject({
    value: {
      state: "open",
      offer: { price: dollarPrice, currency: token },
      terms: { onchain: { transferable: false } },
    },
  });
});

test("04 a licensee finds the work, reads the terms and buys in ETH", async () => {
  const { page, account, wallet } = licensee;
  await page.goto("/works");
  await page.getByRole("searchbox", { name: "Words" }).fill(title);
  await step(page, "16-works");
  await page
    .getByRole("link", { name: title })
    .and(page.locator(`[href="${workPath}"]`))
    .click();
  await page.waitForURL(`**${workPath}`);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Read and buy/ })).toHaveCount(2);
  await step(page, "17-work");
  await openTab(page, "Proof and versions");
  await expect(page.getByText("None. Each of the 2 findable files was compared")).toBeVisible();
  await step(page, "17-work-proof");
  await openTab(page, "Licences");
  await page
    .getByRole("link", { name: /^Read and buy/ })
    .and(page.locator(`[href="/offer/${offers.ether}"]`))
    .click();
  await page.waitForURL(`**/offer/${offers.ether}`);
  await connectWallet(licensee);
  const buy = page.getByRole("button", { name: `Buy for ${formatEther(etherPrice)} ETH` });
  await expect(buy).toBeEnabled();
  await page.getByText("Where the money goes").click();
  await expect(page.getByText("Together", { exact: true })).toBeVisible();
  await expect(page.getByText("You buy it for version 1 of the work, which is shown here")).toBeVisible();
  await step(page, "18-checkout");

  const before = await balancesOf(account.address);
  await buy.click();
  await page.waitForURL(/\/licence\/0x/);
  await expect(page.getByText("may use this work to")).toBeVisible();
  licences.push(parseId(page.url().split("/licence/")[1] ?? "", "licence"));
  const fee = await feeOf(wallet.sent.at(-1));
  expect(await balancesOf(account.address)).toEqual({ ...before, ether: before.ether - etherPrice - fee });
  await expectLicensed(licences[0], account.address, ["print", "editorial"], true);
  await expectLicensed(licences[0], account.address, ["print", "advertising"], false);
  await expectLicensed(licences[0], creator.account.address, ["print", "editorial"], false);
});

test("05 the licence's page shows what is licensed, as the contract answers", async () => {
  const { page } = licensee;
  const answer = page.getByRole("region", { name: "Is this use licensed?" });
  await expect(answer).toContainText("Yes.");
  await answer.getByRole("combobox", { name: "For what" }).selectOption("advertising");
  await expect(answer).toContainText("No. It is not for this purpose.");
  await step(page, "19-licence");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Licences" }).click();
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await step(page, "20-licences");
});

test("06 the licensee buys in a token: exactly the price is allowed, and nothing of it is left", async () => {
  const { page, account, wallet } = licensee;
  await mintDollars(account.address, 100_000_000n);
  await page.goto(`/offer/${offers.dollars}`);
  await expect(page.getByText("Read the duties of this licence and tick the box.")).toBeVisible();
  await page.getByRole("checkbox", { name: "I have read the duties of this licence and accept them." }).check();
  await page.getByRole("button", { name: "Use two transactions instead" }).click();
  await expect(page.getByText("Your wallet will ask 2 times:")).toBeVisible();
  await page.getByRole("button", { name: "Step 1 of 2: Buy for 25.500001 dUSD" }).click();
  await expect(page.getByRole("button", { name: "Step 2 of 2: Buy for 25.500001 dUSD" })).toBeEnabled();
  expect(await allowanceOf(account.address)).toBe(dollarPrice);
  await step(page, "21-checkout-token");
  const before = await balancesOf(account.address);
  await page.getByRole("button", { name: "Step 2 of 2: Buy for 25.500001 dUSD" }).click();
  await page.waitForURL(/\/licence\/0x/);
  await expect(page.getByText("may use this work to")).toBeVisible();
  licences.push(parseId(page.url().split("/licence/")[1] ?? "", "licence"));
  expect(await balancesOf(account.address)).toEqual({
    ether: before.ether - (await feeOf(wallet.sent.at(-1))),
    dollars: before.dollars - dollarPrice,
  });
  expect(await allowanceOf(account.address)).toBe(0n);
  await expectLicensed(licences[1], account.address, ["train", "research"], true);
  expect(await readLicence(readContext, licences[1] ?? 0n)).toMatchObject({
    value: { serial: 2, work, sale: { price: dollarPrice, currency: token, buyer: account.address } },
  });
});

test("07 the co-author takes the share and withdraws, to the wei", async () => {
  const { page, account, wallet } = author;
  await page.goto("/earn");
  await connectWallet(author);
  await expect(page.getByText("30 % are yours and not claimed yet.")).toBeVisible();
  await step(page, "22-earn-not-taken");
  await page.getByText("Claim them").click();
  await page.getByRole("button", { name: "Claim my units" }).click();
  await expect(page.getByText("are yours and not claimed yet.")).toBeHidden();
  expect(await readHolding(readContext, { work, account: account.address })).toMatchObject({
    value: { units: 30_000_000, taken: 30_000_000 },
  });

  const before = await balancesOf(account.address);
  await page.getByRole("button", { name: "Withdraw everything" }).click();
  const dialog = page.getByRole("dialog", { name: "Withdraw" });
  await expect(dialog.getByRole("button", { name: "Withdraw them all" })).toBeEnabled();
  await step(page, "23-withdraw");
  await dialog.getByRole("button", { name: "Withdraw them all" }).click();
  await expect(dialog.getByText("Done", { exact: true })).toBeVisible();
  expect(await balancesOf(account.address)).toEqual({
    ether: before.ether + (etherPrice * 30n) / 100n - (await feeOf(wallet.sent.at(-1))),
    dollars: (dollarPrice * 30n) / 100n,
  });
  await page.keyboard.press("Escape");
  await expect(page.getByText("Nothing at the moment")).toBeVisible();
  await page.getByRole("button", { name: "Why this figure" }).first().click();
  await expect(page.getByText("Checked: these payments are all that the contract has counted")).toBeVisible();
  await step(page, "24-earn-why");
});

test("08 the creator withdraws everything at once, to the wei", async () => {
  const { page, account, wallet } = creator;
  await page.goto("/earn");
  await page.getByRole("button", { name: "Withdraw everything" }).click();
  const dialog = page.getByRole("dialog", { name: "Withdraw" });
  const before = await balancesOf(account.address);
  await dialog.getByRole("button", { name: "Withdraw them all" }).click();
  await expect(dialog.getByText("Done", { exact: true })).toBeVisible();
  expect(await balancesOf(account.address)).toEqual({
    ether: before.ether + (etherPrice * 70n) / 100n - (await feeOf(wallet.sent.at(-1))),
    dollars: (dollarPrice * 70n) / 100n,
  });
  // Both parts were rounded down, so one smallest unit of each currency waits for the next payment.
  const kept = await balancesOf(deployment.contracts.royalties.address);
  expect(kept).toEqual({ ether: keptBefore.ether + 1n, dollars: keptBefore.dollars + 1n });
});

test("09 the creator passes on a part of the share: the past stays, the future moves", async () => {
  const { page } = creator;
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Transfer royalty units" }).click();
  const dialog = page.getByRole("dialog", { name: "Transfer royalty units" });
  await dialog.getByRole("textbox", { name: "New holder" }).fill(author.account.address);
  await dialog.getByRole("textbox", { name: "How much" }).fill("10");
  await expect(dialog.getByRole("button", { name: "Transfer them" })).toBeEnabled();
  await step(page, "25-pass-on-a-share");
  await dialog.getByRole("button", { name: "Transfer them" }).click();
  await expect(dialog.getByText("Done", { exact: true })).toBeVisible();
  expect(await readHolding(readContext, { work, account: creator.account.address })).toMatchObject({
    value: { units: 60_000_000 },
  });
  expect(await readHolding(readContext, { work, account: author.account.address })).toMatchObject({
    value: { units: 40_000_000 },
  });

  await licensee.page.goto(`/offer/${offers.ether}`);
  await expect(licensee.page.getByText("You hold a licence on these terms already")).toBeVisible();
  await licensee.page.getByRole("checkbox", { name: "I want another one all the same." }).check();
  await licensee.page.getByRole("button", { name: /^Buy for/ }).click();
  await licensee.page.waitForURL(/\/licence\/0x/);
  await author.page.goto("/earn");
  await expect(author.page.getByText(formatEther((etherPrice * 40n) / 100n)).first()).toBeVisible();
});

test("10 the creator records a new version", async () => {
  const { page } = creator;
  await page.goto(workPath);
  await page.getByRole("link", { name: "Record a new version" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill(`${title}, second edition`);
  await page.getByRole("textbox", { name: "Why this version was made" }).fill("Corrected the tides of March.");
  await goOnToSign(page);
  await expect(page.getByRole("button", { name: "Publish and record" })).toBeEnabled();
  await step(page, "26-revise");
  await page.getByRole("button", { name: "Publish and record" }).click();
  await expect(page.getByText("The new version is recorded.")).toBeVisible();
  const found = await readWork(readContext, work);
  if (found.status !== "found") throw new Error("The work is not on the chain.");
  expect(found.value.versions).toHaveLength(2);
  expect(found.value.versions[1]?.contentRoot).toBe(opening.contentRoot);
  expect(found.value.metadata).toMatchObject({ value: { name: `${title}, second edition` } });
  await page.getByRole("link", { name: "See the work" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${title}, second edition` })).toBeVisible();
  await openTab(page, "Proof and versions");
  await expect(page.getByRole("region", { name: "Versions" })).toBeVisible();
  await step(page, "27-work-second-version");
});

test("11 anybody verifies: a file, a digest, numbers, the opening with its files, an unknown file", async ({
  browser,
}) => {
  const stranger = await createPerson({ browser, name: "No Wallet" });
  const { page, guard, context } = stranger;
  const answer = page.getByRole("region", { name: "Answer" });
  await page.goto("/verify");
  await step(page, "28-verify");
  const zone = page.getByText("Drop a file, a folder or a proof package");

  await dropFiles(zone, join(folder, "poem.txt"));
  await expect(answer).toContainText("A file with this digest belongs to one registered work.");
  await expect(answer.getByRole("link", { name: title })).toHaveAttribute("href", workPath);
  await step(page, "29-verify-file");

  const digest = opening.manifest.files.find(({ path }) => path === "poem.txt")?.sha256 ?? "";
  await lookUp(page, digest.slice(2));
  await expect(answer).toContainText("A file with this digest belongs to one registered work.");
  await lookUp(page, opening.commitment);
  await expect(answer).toContainText("This was stamped by");
  await lookUp(page, workPath.slice("/work/".length));
  await expect(answer).toContainText("Claimed by");
  await expect(answer.getByRole("link", { name: "See the work" })).toHaveAttribute("href", workPath);
  await lookUp(page, String(licences[0]));
  await expect(answer).toContainText("This licence is running.");
  await step(page, "30-verify-licence");
  await lookUp(page, "f".repeat(64));
  await expect(answer).toContainText("Not found");

  const kept = await createFolder("kept", { "kept.colophon.json": JSON.stringify(opening) });
  await dropFiles(page.getByText("Drop a file, a folder or a proof package"), join(kept, "kept.colophon.json"));
  await expect(answer).toContainText("The claimant held the 3 files described below no later than");
  await dropFiles(page.getByText("Now drop the files it is about"), folder);
  await expect(answer).toContainText("The claimant held exactly these files no later than");
  await expect(answer).toContainText("All files are the same");
  await step(page, "31-verify-opening");

  await page.goto("/verify");
  await dropFiles(zone, await createFile("unknown.txt"));
  await expect(answer).toContainText("No registered work has made a file with this digest findable");
  await step(page, "32-verify-unknown");
  guard.check();
  await context.close();
});

for (const look of [
  { name: "on a phone", prefix: "phone", size: { width: 390, height: 844 }, colorScheme: "light" },
  { name: "in the dark", prefix: "dark", size: { width: 1280, height: 720 }, colorScheme: "dark" },
] as const) {
  test(`12 every page ${look.name}`, async () => {
    const { page } = creator;
    await page.setViewportSize(look.size);
    await page.emulateMedia({ colorScheme: look.colorScheme });
    const pages = {
      home: "/",
      prove: `/prove/${opening.commitment}`,
      register: "/register",
      works: "/works",
      work: workPath,
      "make-offer": `${workPath}/offer`,
      revise: `${workPath}/revise`,
      offer: `/offer/${offers.ether}`,
      licence: `/licence/0x${(licences[0] ?? 0n).toString(16).padStart(64, "0")}`,
      earn: "/earn",
      verify: `/verify?q=${workPath.slice("/work/".length)}`,
    };
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByText(/^(Reading|Looking|Loading)[^.]*…$/)).toHaveCount(0);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `what sticks out of ${path}`).toBeLessThanOrEqual(0);
      await step(page, `${look.prefix}-${name}`);
    }
  });
}

test("13 no request ever left the origin", () => {
  const requests = [creator, author, licensee].flatMap(({ guard }) => guard.requests);
  expect(requests.filter((url) => url.endsWith("/rpc")).length).toBeGreaterThan(100);
  for (const { guard } of [creator, author, licensee]) guard.check();
});

function next(page: Page): Promise<void> {
  return page.getByRole("button", { name: "Continue" }).click();
}

/** Signs the offer that is ready. Returns its number. */
async function publish(page: Page): Promise<Hex> {
  await page.getByRole("button", { name: "Publish the offer" }).click();
  const link: Locator = page.getByRole("link", { name: "See the offer" }).first();
  await expect(page.getByRole("heading", { name: "Your offer is open" })).toBeVisible();
  return ((await link.getAttribute("href")) ?? "").slice("/offer/".length) as Hex;
}

async function lookUp(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Or paste what you have" }).fill(text);
  await page.getByRole("button", { name: "Look it up" }).click();
}

async function balancesOf(account: Address): Promise<{ ether: bigint; dollars: bigint }> {
  return { ether: await publicClient.getBalance({ address: account }), dollars: await dollarsOf(account) };
}

function allowanceOf(owner: Address): Promise<bigint> {
  const spender = deployment.contracts.royalties.address;
  return publicClient.readContract({
    address: token,
    abi: erc20Abi,
    functionName: "allowance",
    args: [owner, spender],
  });
}

/** What the network took for a transaction. */
async function feeOf(hash: Hex | undefined): Promise<bigint> {
  const receipt = await publicClient.waitForTransactionReceipt({ hash: hash ?? "0x" });
  return receipt.gasUsed * receipt.effectiveGasPrice;
}

async function expectLicensed(
  licence: bigint | undefined,
  account: Address,
  [use, purpose]: readonly [UseId, PurposeId],
  licensed: boolean,
): Promise<void> {
  const finding = await isLicensed(readContext, { account, licence: licence ?? 0n, use, purpose, territory: "DE" });
  expect(finding).toMatchObject({ status: "found", value: { licensed } });
}
