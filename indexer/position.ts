import type { Hex } from "viem";
import type { Sql } from "./sql.ts";

export type LogEvent = {
  log: { logIndex: number };
  block: { number: bigint; hash: Hex; timestamp: bigint };
  transaction: { hash: Hex };
};

/** 2^20: no block holds as many logs. */
const logsPerBlock = 1_048_576;

/** Where an event stands, as the columns that every row has. */
export function placeOf({ log, block, transaction }: LogEvent) {
  return {
    position: block.number * BigInt(logsPerBlock) + BigInt(log.logIndex),
    time: block.timestamp,
    transaction: transaction.hash,
  };
}

/** The block of a position: see ponder.schema.ts. */
export const blockOf = (position: unknown): number => Math.floor(Number(position) / logsPerBlock);

/** The number of a position's log within its block. */
export const logIndexOf = (position: number): number => position % logsPerBlock;

/** The last position that a block can have. */
export const lastPositionOf = (block: number): number => (block + 1) * logsPerBlock - 1;

/** How far back a reorganisation may put something new, as a difference of positions: 256 blocks. */
export const reorgMargin = 256 * logsPerBlock;

/** The first position at or after a time (seconds since 1970), by the blocks that hold events. */
export async function positionAt(sql: Sql, time: number): Promise<string> {
  const [span] = await sql.query<{ low: string | null; high: string | null }>(
    "SELECT min(number) AS low, max(number) AS high FROM block",
  );
  if (span?.low == null || span.high == null) return "0";
  let [low, high] = [Number(span.low), Number(span.high) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [row] = await sql.query<{ number: string; time: string }>(
      "SELECT number, time FROM block WHERE number >= $1 ORDER BY number LIMIT 1",
      [middle],
    );
    if (!row || Number(row.time) >= time) high = middle;
    else low = Number(row.number) + 1;
  }
  return String(BigInt(low) * BigInt(logsPerBlock));
}
