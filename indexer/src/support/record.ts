import type { Context, Event } from "ponder:registry";
import { block, counter } from "ponder:schema";

/** Notes that a log was handled: its block, and how many of its kind there are. */
export async function record({ db }: Context, event: Event, name: string): Promise<void> {
  const { number, hash, timestamp } = event.block;
  await db.insert(block).values({ number, hash, time: timestamp }).onConflictDoNothing();
  await db
    .insert(counter)
    .values({ name: `log:${name}`, value: 1n })
    .onConflictDoUpdate((row) => ({ value: row.value + 1n }));
}
