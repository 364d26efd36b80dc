import type { Hex } from "viem";

export type LogEvent = {
  log: { logIndex: number };
  block: { number: bigint; hash: Hex; timestamp: bigint };
  transaction: { hash: Hex };
};

/** 2^20: no block holds as many logs. */
const logsPerBlock = 1_048_576n;

/** Where an event stands, as the columns that every row has. */
export function placeOf({ log, block, transaction }: LogEvent) {
  return {
    position: block.number * logsPerBlock + BigInt(log.logIndex),
    time: block.timestamp,
    transaction: transaction.hash,
  };
}
