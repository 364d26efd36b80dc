import { readFile } from "node:fs/promises";
import { createContentStore, type Deployment } from "@colophon/sdk";
import type { ReadContext } from "@colophon/sdk/read";
import {
  type Abi,
  type Address,
  createPublicClient,
  createTestClient,
  createWalletClient,
  defineChain,
  erc20Abi,
  type Hex,
  http,
  parseAbi,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { stackUrl } from "./stackUrl.ts";

/** Where the stack under test is, without a slash at its end. */
export const origin = stackUrl();
export const rpcUrl = `${origin}/rpc`;

const local = defineChain({
  id: 31337,
  name: "Local chain",
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: [rpcUrl] } },
});
const transport = http(rpcUrl);

export const publicClient = createPublicClient({ chain: local, transport, pollingInterval: 50, cacheTime: 0 });
export const testClient = createTestClient({ chain: local, mode: "anvil", transport });

type SiteConfig = { chains: [{ deployment: Deployment; tokens: [{ address: Address }]; demoAccount: Address }] };

const config = (await (await fetch(`${origin}/config.json`)).json()) as SiteConfig;

export const { deployment } = config.chains[0];
/** Demo Dollar, with 6 decimals. */
export const token = config.chains[0].tokens[0].address;
/** What an account of the local chain can delegate to. */
export const { demoAccount } = config.chains[0];
export const store = createContentStore({ gateways: [origin], api: origin, pinning: null });

/** For the SDK's reads: the same chain and store that the page uses, by the test's own connection. */
export const readContext: ReadContext = { client: publicClient as ReadContext["client"], deployment, store };

/** One of the accounts that anvil makes rich; neither a demo person's nor the deployer's. */
const benefactor = createWalletClient({
  account: mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex: 8 }),
  chain: local,
  transport,
});

async function mined(hash: Hex): Promise<void> {
  await publicClient.waitForTransactionReceipt({ hash });
}

export async function giveEther(to: Address, value: bigint): Promise<void> {
  await mined(await benefactor.sendTransaction({ to, value }));
}

/** Anybody can make Demo Dollars. */
export async function mintDollars(to: Address, amount: bigint): Promise<void> {
  const abi = parseAbi(["function mint(address to, uint256 amount)"]);
  await mined(await benefactor.writeContract({ address: token, abi, functionName: "mint", args: [to, amount] }));
}

/** A contract of test/mocks of one's own, with its interface. */
export async function deployMock(file: string): Promise<{ address: Address; abi: Abi }> {
  const path = new URL(`../../../artifacts/test/mocks/${file}.json`, import.meta.url);
  const { abi, bytecode } = JSON.parse(await readFile(path, "utf8")) as { abi: Abi; bytecode: Hex };
  const hash = await benefactor.deployContract({ abi, bytecode });
  const { contractAddress } = await publicClient.waitForTransactionReceipt({ hash });
  if (!contractAddress) throw new Error(`${file} was not deployed.`);
  return { address: contractAddress, abi };
}

/** A token of test/mocks of one's own, with so much of it for somebody. */
export async function deployToken(file: string, to: Address, amount: bigint): Promise<Address> {
  const { address, abi } = await deployMock(file);
  await mined(await benefactor.writeContract({ address, abi, functionName: "mint", args: [to, amount] }));
  return address;
}

export function dollarsOf(account: Address): Promise<bigint> {
  return publicClient.readContract({ address: token, abi: erc20Abi, functionName: "balanceOf", args: [account] });
}

/** No block is made while the action runs, unless the action asks for one. */
export async function withBlocksHeld<Result>(action: () => Promise<Result>): Promise<Result> {
  await testClient.setAutomine(false);
  try {
    return await action();
  } finally {
    await testClient.setAutomine(true);
    await testClient.mine({ blocks: 1 });
  }
}
