import type { Client, PublicClient } from "viem";
import {
  call,
  getBalance,
  getBlock,
  getBlockNumber,
  getChainId,
  getCode,
  getGasPrice,
  getLogs,
  getTransaction,
  getTransactionCount,
  getTransactionReceipt,
  readContract,
} from "viem/actions";
import { shareReads } from "./sharedReads.ts";

const actions = {
  call,
  getBalance,
  getBlock,
  getBlockNumber,
  getChainId,
  getCode,
  getGasPrice,
  getLogs,
  getTransaction,
  getTransactionCount,
  getTransactionReceipt,
  readContract,
};
const laterActions = ["estimateContractGas", "estimateFeesPerGas", "simulateBlocks", "simulateContract"] as const;

/** What this site asks of a chain. Viem's PublicClient can do more, and is larger than all of our own code. */
export type ChainClient = Pick<PublicClient, "chain" | keyof typeof actions | (typeof laterActions)[number]>;

type Action = (client: Client, parameters: unknown) => Promise<unknown>;

const made = new WeakMap<Client, ChainClient>();

/** The one for a client of wagmi's, always the same. */
export function createChainClient(client: Client): ChainClient {
  const known = made.get(client);
  if (known) return known;
  const ask = (action: unknown) => (parameters?: unknown) => (action as Action)(client, parameters);
  const now = shareReads({
    ...Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, ask(action)])),
    getBlock: ask(getBlock),
    getLogs: ask(getLogs),
    getTransactionReceipt: ask(getTransactionReceipt),
    readContract: ask(readContract),
  });
  const later = laterActions.map((name) => [
    name,
    async (parameters?: unknown) => {
      const { transactionActions } = await import("./transactionActions.ts");
      return (transactionActions[name] as Action)(client, parameters);
    },
  ]);
  const chainClient = { chain: client.chain, ...now, ...Object.fromEntries(later) } as ChainClient;
  made.set(client, chainClient);
  return chainClient;
}
