import type { Hex } from "viem";
import type { EventRef } from "./BlockRef.ts";
import { mapLimit } from "./mapLimit.ts";
import type { ReadClient } from "./ReadClient.ts";

type MinedLog = {
  blockNumber: bigint;
  blockHash: Hex;
  blockTimestamp?: bigint | undefined;
  transactionHash: Hex;
  logIndex: number;
};

const times = new WeakMap<ReadClient, Map<Hex, number>>();

/** Where each of the logs stands, with its block's time, which most nodes send along and others are asked for. */
export async function eventRefs(client: ReadClient, logs: readonly MinedLog[]): Promise<EventRef[]> {
  const known = times.get(client) ?? new Map<Hex, number>();
  times.set(client, known);
  for (const log of logs) if (log.blockTimestamp) known.set(log.blockHash, Number(log.blockTimestamp));
  const missing = [...new Set(logs.map((log) => log.blockHash))].filter((hash) => !known.has(hash));
  await mapLimit(missing, 8, async (blockHash) => {
    known.set(blockHash, Number((await client.getBlock({ blockHash })).timestamp));
  });
  return logs.map((log) => ({
    block: Number(log.blockNumber),
    blockHash: log.blockHash,
    time: known.get(log.blockHash) as number,
    transaction: log.transactionHash,
    logIndex: log.logIndex,
  }));
}
