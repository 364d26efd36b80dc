import type { Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";
import { type PrivateKeyAccount, parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { type Batching, createWallet, type Wallet } from "../wallet/createWallet.ts";
import { giveEther, rpcUrl } from "./chain.ts";
import { type Guard, watchContext } from "./watchContext.ts";

export type Person = {
  context: BrowserContext;
  page: Page;
  wallet: Wallet;
  account: PrivateKeyAccount;
  guard: Guard;
};

export type CreatePersonParameters = {
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
  const guard = await watchContext(context);
  await wallet.attach(context);
  if (parseEther(ether) > 0n) await giveEther(account.address, parseEther(ether));
  return { context, page: await context.newPage(), wallet, account, guard };
}
