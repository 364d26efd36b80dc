import type { Context, Event } from "ponder:registry";
import { block } from "ponder:schema";

/** Notes that a log was handled: every handler does it first. */
export async function record({ db }: Context, event: Event): Promise<void> {
  const { number, hash, timestamp } = event.block;
  await db
    .insert(block)
    .values({ number, hash, time: timestamp, logs: 1 })
    .onConflictDoUpdate((row) => ({ logs: row.logs + 1 }));
}
