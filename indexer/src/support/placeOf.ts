import type { Hex } from "viem";

type LogEvent = {
  log: { logIndex: number };
  block: { number: bigint; timestamp: bigint };
  transaction: { hash: Hex };
};

/** 2^20: no block holds as many logs. */
const logsPerBlock = 1_048_576;

/** Where an event stands, as the columns that every row has. */
export function placeOf({ log, block, transaction }: LogEvent) {
  return {
    position: Number(block.number) * logsPerBlock + log.logIndex,
    time: Number(block.timestamp),
    transaction: transaction.hash,
  };
}
