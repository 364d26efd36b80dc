/** What people come for, in each browser that there is, as their browsers are. */
import { readStamp } from "@colophon/sdk/read";
import { expect, type Locator, type Page } from "@playwright/test";
import { erc20Abi, type Hex, parseEther } from "viem";
import { deployToken, publicClient, readContext } from "../support/chain.ts";
import { createAuthor } from "../support/createAuthor.ts";
import { createFile } from "../support/files.ts";
import { goOnToSign } from "../support/page.ts";
import { test as base, connectWallet, type Person } from "../support/people.ts";
import { asItIs, type Condition, conditions } from "./conditions.ts";

type Prepare = (condition: Condition, ether?: string) => Promise<Person>;

/** People whose browsers are in some condition. */
const test = base.extend<{ personIn: Prepare }>({
  personIn: async ({ newPerson }, use) => {
    await use(async (condition, ether = "10") => {
      const person = await newPerson({ ether });
      await condition.apply(person.context, person.guard);
      return person;
    });
  },
});

/** Waits for a page of the site. By the page's own word: Firefox ESR does not tell Playwright of a step within one. */
async function arriveAt(page: Page, start: string): Promise<string> {
  await page.waitForFunction((path) => location.pathname.startsWith(path), start);
  return page.evaluate(() => location.pathname);
}

/** Types key by key. What Playwright puts into a field at once, by WebDriver BiDi, React does not hear of. */
async function typeInto(field: Locator, text: string): Promise<void> {
  await field.click();
  await field.pressSequentially(text);
}

/** Seals a file, keeps its opening and stamps it. Returns its commitment. */
async function stamp(person: Person): Promise<Hex> {
  const { page } = person;
  const file = await createFile("poem.txt");
  await page.goto("/prove");
  await connectWallet(person);
  await page.getByTestId("choose-files").setInputFiles(file);
  await page.getByRole("button", { name: "Seal it" }).click();
  const commitment = (await arriveAt(page, "/prove/0x")).slice(-66) as Hex;
  await page.getByRole("button", { name: "Save the proof package" }).click();
  await expect(page.getByText(/^Saved\./)).toBeVisible();
  await page.getByRole("button", { name: "Stamp it" }).click();
  await expect(page.getByText("With the opening file you can show that you held exactly this file by")).toBeVisible();
  expect(await readStamp(readContext, commitment)).toMatchObject({
    status: "found",
    value: { from: person.account.address },
  });
  return commitment;
}

/** Asks the site what is known of a commitment. */
async function lookUp({ page }: Person, commitment: Hex): Promise<void> {
  await page.getByRole("banner").getByRole("link", { name: "Verify" }).click();
  await typeInto(page.getByRole("textbox", { name: "Or paste what you have" }), commitment);
  await page.getByRole("button", { name: "Look it up" }).click();
  await expect(page.getByRole("region", { name: "Answer" })).toContainText("This was stamped by");
}

/** Buys what somebody offers; the licence's page says that it is in force, and until when. */
async function buy(person: Person): Promise<void> {
  const { page } = person;
  const seller = await createAuthor();
  const work = await seller.register({ metadata: { name: "Notes on a harbour" } });
  const { path } = await seller.offer(work, { terms: { duration: 30 * 86_400 } });
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await connectWallet(person);
  await page.getByRole("button", { name: /Buy for 0\.01 ETH/ }).click();
  await arriveAt(page, "/licence/0x");
  await expect(page.getByText(/^In force/)).toBeVisible();
  await expect(page.getByText(/29 days left|30 days left/).first()).toBeVisible();
}

for (const condition of conditions) {
  test(`${condition.name}: a file is proved and found again`, async ({ personIn }) => {
    const person = await personIn(condition);
    await lookUp(person, await stamp(person));
  });

  test(`${condition.name}: a licence is bought and in force`, async ({ personIn }) => {
    await buy(await personIn(condition));
  });
}

test("a page says what it holds in: a clock, blocked storage, plain http, a translated licence", async ({
  personIn,
}) => {
  const seller = await createAuthor();
  const { path } = await seller.offer(await seller.register());
  const sentences = [
    /^a clock/,
    "This device's clock is 730 days ahead of",
    /^site data/,
    "This browser keeps nothing for this site",
    /^an old browser/,
    "This page came without https",
    /^a page that/,
    "Your browser translates this page",
  ] as const;
  for (let at = 0; at < sentences.length; at += 2) {
    const condition = conditions.find(({ name }) => (sentences[at] as RegExp).test(name));
    const { page } = await personIn(condition ?? asItIs, "0");
    await page.goto(path);
    // What is said of a text stands with it.
    await page.locator("summary", { hasText: "The licence text" }).click();
    await expect(page.getByText(sentences[at + 1] as string).first()).toBeVisible();
  }
});

test("a work is registered, offered, bought and paid out", async ({ personIn }) => {
  const creator = await personIn(asItIs);
  const { page } = creator;
  const next = () => page.getByRole("button", { name: "Continue" }).click();
  await stamp(creator);
  await page.getByRole("link", { name: "Register it as a work" }).click();
  await expect(page.getByText("You can prove that you held these files by")).toBeVisible();
  await next();
  await typeInto(page.getByRole("textbox", { name: "Title" }), "A song of the tide");
  await page.getByRole("combobox", { name: "Kind of work" }).selectOption("musical");
  await next();
  await typeInto(page.getByRole("textbox", { name: "Name" }), "Ada");
  await page.getByRole("combobox", { name: "Role" }).selectOption("composer");
  await next();
  await expect(page.getByRole("heading", { name: "What do others see?" })).toBeVisible();
  await next();
  await page.getByRole("button", { name: "Publish and register" }).click();
  await expect(page.getByText("Your work is registered.")).toBeVisible();

  await page.getByRole("link", { name: "Make an offer" }).click();
  await page.getByRole("radio", { name: /^Personal/ }).check();
  await typeInto(page.getByRole("textbox", { name: "Price of one seat" }), "0.25");
  await goOnToSign(page);
  await page.getByRole("button", { name: "Publish the offer" }).click();
  await expect(page.getByRole("heading", { name: "Your offer is open" })).toBeVisible();
  const path = await page.getByRole("link", { name: "See the offer" }).first().getAttribute("href");

  const buyer = await personIn(asItIs);
  await buyer.page.goto(path ?? "");
  await connectWallet(buyer);
  await buyer.page.getByRole("button", { name: "Buy for 0.25 ETH" }).click();
  await arriveAt(buyer.page, "/licence/0x");
  await expect(buyer.page.getByText("may use this work to")).toBeVisible();

  const before = await publicClient.getBalance({ address: creator.account.address });
  await page.goto("/earn");
  await page.getByRole("button", { name: "Withdraw it" }).click();
  const dialog = page.getByRole("dialog", { name: "Withdraw" });
  await dialog
    .getByRole("button", { name: /^Withdraw/ })
    .last()
    .click();
  await expect(dialog.getByText("Done", { exact: true })).toBeVisible();
  expect(await publicClient.getBalance({ address: creator.account.address })).toBeGreaterThan(
    before + parseEther("0.24"),
  );
});

test("a token that answers nothing, as USDT does, buys a licence", async ({ personIn }) => {
  const buyer = await personIn(asItIs);
  const { page, account } = buyer;
  const tether = await deployToken("AwkwardTokens.sol/TetherToken", account.address, 50_000_000n);
  const seller = await createAuthor();
  const { path } = await seller.offer(await seller.register(), { currency: tether, price: 10_000_001n });
  await page.goto(path);
  await connectWallet(buyer);
  await page.getByRole("checkbox", { name: "I know this token" }).check();
  await page.getByRole("button", { name: /^Step 1 of 2/ }).click();
  await page.getByRole("button", { name: /^Step 2 of 2/ }).click();
  await arriveAt(page, "/licence/0x");
  const left = { address: tether, abi: erc20Abi, functionName: "balanceOf", args: [account.address] } as const;
  expect(await publicClient.readContract(left)).toBe(39_999_999n);
});
