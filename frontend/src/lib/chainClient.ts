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

type Action = (client: Client, parameters: unknown) => unknown;

const made = new WeakMap<Client, ChainClient>();

/** The one for a client of wagmi's, always the same. */
export function createChainClient(client: Client): ChainClient {
  const known = made.get(client);
  if (known) return known;
  const now = Object.entries(actions).map(([name, action]) => [
    name,
    (parameters?: unknown) => (action as Action)(client, parameters),
  ]);
  const later = laterActions.map((name) => [
    name,
    async (parameters?: unknown) => {
      const { transactionActions } = await import("./transactionActions.ts");
      return (transactionActions[name] as Action)(client, parameters);
    },
  ]);
  const chainClient = { chain: client.chain, ...Object.fromEntries([...now, ...later]) } as ChainClient;
  made.set(client, chainClient);
  return chainClient;
}
