import type { Call } from "@colophon/sdk";
import { createClient, http, type PublicClient, publicActions, type TransactionReceipt, walletActions } from "viem";
import { anvil } from "viem/chains";
import type { Person } from "./people.ts";

export type DemoChain = {
  client: PublicClient;
  /** Sends a call for a person and waits until it is in a block. Throws if it would fail, without sending it. */
  send: (person: Person, call: Call) => Promise<TransactionReceipt>;
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
    client: client as unknown as PublicClient,
    async send({ account }, call) {
      const { request } = await client.simulateContract({ ...call, account });
      const hash = await client.writeContract(request);
      const receipt = await client.waitForTransactionReceipt({ hash });
      if (receipt.status !== "success") throw new Error(`${call.functionName} failed in transaction ${hash}.`);
      return receipt;
    },
  };
}
