import type { Client, PublicClient } from "viem";
import {
  call,
  estimateContractGas,
  estimateFeesPerGas,
  getBalance,
  getBlock,
  getBlockNumber,
  getChainId,
  getCode,
  getLogs,
  getTransaction,
  getTransactionCount,
  getTransactionReceipt,
  readContract,
  simulateContract,
} from "viem/actions";

const actions = {
  call,
  estimateContractGas,
  estimateFeesPerGas,
  getBalance,
  getBlock,
  getBlockNumber,
  getChainId,
  getCode,
  getLogs,
  getTransaction,
  getTransactionCount,
  getTransactionReceipt,
  readContract,
  simulateContract,
};

/** What this site asks of a chain. Viem's PublicClient can do more, and is larger than all of our own code. */
export type ChainClient = Pick<PublicClient, "chain" | keyof typeof actions>;

type Action = (client: Client, parameters: unknown) => unknown;

const made = new WeakMap<Client, ChainClient>();

/** The one for a client of wagmi's, always the same. */
export function createChainClient(client: Client): ChainClient {
  const known = made.get(client);
  if (known) return known;
  const bind = (action: unknown) => (parameters?: unknown) => (action as Action)(client, parameters);
  const bound = Object.entries(actions).map(([name, action]) => [name, bind(action)]);
  const chainClient = { chain: client.chain, ...Object.fromEntries(bound) } as ChainClient;
  made.set(client, chainClient);
  return chainClient;
}
