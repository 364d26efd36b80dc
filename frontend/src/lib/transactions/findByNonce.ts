import { errorKindOf, isSameAddress, type NodeErrorName } from "@colophon/sdk";
import type { Address, Block, Transaction } from "viem";
import type { ChainClient } from "../chainClient.ts";
import type { TransactionRecord } from "./record.ts";

/** How many blocks from the time it was sent are looked through where the node has forgotten the accounts' state. */
const readThrough = 128n;

/** Seconds that the clock of a device may be ahead of the chain's. */
const clockError = 60;

/** Answers of a node that is away or busy, which say nothing about what it keeps. */
const passing = new Set<NodeErrorName | undefined>(["Unreachable", "Timeout", "TooManyRequests"]);

/**
 * The mined transaction with which an account used a nonce that it has used by now; "out of sight" if the node does not
 * keep enough to show it. Looks back from the head in growing steps, since most nodes keep the state of the last 128
 * blocks alone, and beyond those reads the blocks after the time it was sent.
 */
export async function findByNonce(
  client: ChainClient,
  { account, nonce, createdAt }: Pick<TransactionRecord, "account" | "nonce" | "createdAt">,
): Promise<Transaction | "out of sight"> {
  const head = await client.getBlockNumber({ cacheTime: 0 });
  // The earliest block known to be after its use, and the latest known to be before.
  let high = head;
  let low = -1n;
  for (let back = 1n; low < 0n && high > 0n; back *= 2n) {
    const block = head > back ? head - back : 0n;
    const used = await isUsedAt(client, { account, nonce, block });
    if (used === undefined) break;
    if (used) high = block;
    else low = block;
    if (used && block === 0n) low = 0n;
  }
  if (low < 0n && high > 0n) return readBlocks(client, { account, nonce, createdAt, end: high });
  while (low + 1n < high) {
    const middle = (low + high) / 2n;
    const used = await isUsedAt(client, { account, nonce, block: middle });
    if (used === undefined) return readBlocks(client, { account, nonce, createdAt, end: high });
    if (used) high = middle;
    else low = middle;
  }
  return (await readBlock(client, { account, nonce, block: high })) ?? "out of sight";
}

type Place = { account: Address; nonce: number; block: bigint };

/** Whether the nonce was used by the end of a block; undefined if the node does not keep what was then. */
async function isUsedAt(client: ChainClient, { account, nonce, block }: Place): Promise<boolean | undefined> {
  try {
    return (await client.getTransactionCount({ address: account, blockNumber: block })) > nonce;
  } catch (error) {
    if (passing.has(errorKindOf(error))) throw error;
    return undefined;
  }
}

async function readBlock(client: ChainClient, { account, nonce, block }: Place): Promise<Transaction | undefined> {
  const { transactions } = await client.getBlock({ blockNumber: block, includeTransactions: true });
  return transactions.find((transaction) => isSameAddress(transaction.from, account) && transaction.nonce === nonce);
}

/** Reads the blocks after it was sent, one after the other, up to the first in which its nonce is surely used. */
async function readBlocks(
  client: ChainClient,
  { account, nonce, createdAt, end }: Omit<Place, "block"> & { createdAt: number; end: bigint },
): Promise<Transaction | "out of sight"> {
  const last = await client.getBlock({ blockNumber: end });
  const first = await blockBefore(client, createdAt, last);
  for (let block = first; block <= end && block < first + readThrough; block++) {
    const found = await readBlock(client, { account, nonce, block });
    if (found) return found;
  }
  return "out of sight";
}

/** The number of the last block before a time, in milliseconds since 1970, or a little earlier. */
export async function blockBefore(
  client: ChainClient,
  time: number,
  end: Pick<Block<bigint, boolean, "latest">, "number" | "timestamp">,
): Promise<bigint> {
  const wanted = BigInt(Math.floor(time / 1_000) - clockError);
  let [low, high] = [0n, end.number];
  if (end.timestamp <= wanted) return high;
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    const { timestamp } = await client.getBlock({ blockNumber: middle });
    if (timestamp <= wanted) low = middle;
    else high = middle - 1n;
  }
  return low;
}
