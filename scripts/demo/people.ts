import type { Call } from "@colophon/sdk/calls";
import {
  type Address,
  createClient,
  http,
  type PublicClient,
  publicActions,
  type TransactionReceipt,
  walletActions,
} from "viem";
import { type HDAccount, mnemonicToAccount } from "viem/accounts";
import { anvil } from "viem/chains";

export type Person = { name: string; account: HDAccount };

/** The phrase of every local development chain: its keys are public. */
const phrase = "test test test test test test test test test test test junk";

/** Somebody with an account of every local development chain. */
export function person(name: string, addressIndex: number): Person {
  return { name, account: mnemonicToAccount(phrase, { addressIndex }) };
}

/** Who made and who licenses the demo catalogue: the people that the dApp lets a newcomer play. */
export const people = {
  ines: person("Ines Okafor", 0),
  tomas: person("Tomas Lind", 1),
  maya: person("Maya Chen", 2),
} as const;

export type DemoChain = {
  client: PublicClient;
  /** Sends a call for a person and waits until it is in a block. Throws if it would fail, without sending it. */
  send: (person: Person, call: Call) => Promise<TransactionReceipt>;
  /** A plain transfer of ether, in wei. */
  give: (person: Person, to: Address, value: bigint) => Promise<void>;
  /** Lets the chain's clock run on. */
  pass: (days: number) => Promise<void>;
};

/** The demo people's way to a local chain. Refuses every other chain, because everybody has their keys. */
export async function connectPeople(rpcUrl: string): Promise<DemoChain> {
  const client = createClient({ chain: anvil, transport: http(rpcUrl), pollingInterval: 50, cacheTime: 0 })
    .extend(publicActions)
    .extend(walletActions);
  const chainId = await client.getChainId();
  if (chainId !== anvil.id) {
    throw new Error(
      `The demo catalogue belongs on the local chain (${anvil.id}); this is chain ${chainId}. Nothing was sent.`,
    );
  }
  return {
    client: client as PublicClient,
    async send({ account }, call) {
      const { request } = await client.simulateContract({ ...call, account });
      const hash = await client.writeContract(request);
      const receipt = await client.waitForTransactionReceipt({ hash });
      if (receipt.status !== "success") throw new Error(`${call.functionName} failed in transaction ${hash}.`);
      return receipt;
    },
    async give({ account }, to, value) {
      await client.waitForTransactionReceipt({ hash: await client.sendTransaction({ account, to, value }) });
    },
    async pass(days) {
      const ask = (method: string, params: unknown[]) => client.request({ method, params } as never);
      await ask("evm_increaseTime", [days * 24 * 60 * 60]);
      await ask("evm_mine", []);
    },
  };
}
