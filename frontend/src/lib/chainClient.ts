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
import { type Ask, looks } from "./firstLook.ts";
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

/** For how long the first look at a chain counts as "now", in milliseconds: until the programs that read have come. */
const moment = 2_500;

/**
 * The same client, which takes what the first look was told, each answer once, while that is fresh and did not fail, and
 * before anything else is asked: a receipt, or any other answer, may tell of a later block.
 */
export function withFirstLook<Asked extends Client>(client: Asked): Asked {
  const request: Ask = (question, options) => {
    const ask = () => (client.request as Ask)(question, options);
    const { asked = Number.NEGATIVE_INFINITY, answers = {} } = looks.get(client) ?? {};
    const key = JSON.stringify(question);
    const known = performance.now() - asked < moment ? answers[key] : undefined;
    if (known) delete answers[key];
    else looks.set(client, { asked, answers: {} });
    return known ? known.catch(ask) : ask();
  };
  return { ...client, request };
}

const made = new WeakMap<Client, ChainClient>();

/** The one for a client of wagmi's, always the same. */
export function createChainClient(client: Client): ChainClient {
  const known = made.get(client);
  if (known) return known;
  const reader = withFirstLook(client);
  const ask = (action: unknown) => (parameters?: unknown) => (action as Action)(reader, parameters);
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
