import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import { type Hex, type PrivateKeyAccount, parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { type Batching, createWallet, type Wallet } from "../wallet/createWallet.ts";
import { giveEther, rpcUrl } from "./chain.ts";
import { createFile, dropFiles } from "./files.ts";
import { type Guard, watchContext } from "./page.ts";

export type Person = {
  context: BrowserContext;
  page: Page;
  wallet: Wallet;
  account: PrivateKeyAccount;
  guard: Guard;
};

type CreatePersonParameters = {
  browser: Browser;
  /** The name of the wallet. */
  name: string;
  ether?: string;
  /** Changes to the wallet, such as the network that it is on. */
  wallet?: { chainId?: number; knownChains?: readonly number[]; batches?: Batching; accounts?: number };
  context?: BrowserContextOptions;
};

/** Somebody with a browser and a wallet of their own, and money if wanted. */
export async function createPerson(parameters: CreatePersonParameters): Promise<Person> {
  const { browser, name, ether = "0", context: options = {} } = parameters;
  const { accounts: count = 1, ...walletOptions } = parameters.wallet ?? {};
  const account = privateKeyToAccount(generatePrivateKey());
  const others = Array.from({ length: count - 1 }, () => privateKeyToAccount(generatePrivateKey()));
  const wallet = createWallet({ name, accounts: [account, ...others], rpcUrl, ...walletOptions });
  const context = await browser.newContext(options);
  const guard = await watchContext(context, options.baseURL);
  await wallet.attach(context);
  if (parseEther(ether) > 0n) await giveEther(account.address, parseEther(ether));
  return { context, page: await context.newPage(), wallet, account, guard };
}

type NewPerson = (parameters?: Partial<Omit<CreatePersonParameters, "browser">>) => Promise<Person>;

/** Playwright's test with people: each with a browser and a wallet of their own, watched until the test ends. */
export const test = base.extend<{ newPerson: NewPerson }>({
  newPerson: async ({ browser }, use) => {
    const people: Person[] = [];
    await use(async (parameters = {}) => {
      const person = await createPerson({ browser, name: "Quill Wallet", ether: "10", ...parameters });
      people.push(person);
      return person;
    });
    for (const { guard, context } of people) {
      guard.check();
      await context.close();
    }
  },
});

/** Connects the person's wallet by the button in the page's header. */
export async function connectWallet({ page, wallet, account }: Person): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "Connect wallet" }).click();
  await page.getByRole("dialog").getByRole("button", { name: wallet.name }).click();
  await expect(page.getByRole("banner").getByRole("button", { name: shortAddress(account.address) })).toBeVisible();
}

/** An address as the page shows it. */
export function shortAddress(address: string): RegExp {
  return new RegExp(`${address.slice(0, 6)}.${address.slice(-4)}`, "i");
}

/** Brings a person to the page where a new file of theirs waits to be stamped. Returns the commitment. */
export async function seal(person: Person): Promise<Hex> {
  const { page } = person;
  await page.goto("/prove");
  await connectWallet(person);
  await dropFiles(page.getByText("Drop your files or a folder here"), await createFile("poem.txt"));
  await page.getByRole("button", { name: "Seal it" }).click();
  await page.waitForURL(/\/prove\/0x[0-9a-f]{64}$/);
  await expect(page.getByRole("button", { name: "Stamp it" })).toBeEnabled();
  return page.url().slice(-66) as Hex;
}
