import type { Context, Event } from "ponder:registry";
import { block } from "ponder:schema";
import { placeOf } from "./placeOf.ts";

/** Notes that a log was handled, which every handler does first, and gives its place. */
export async function record({ db }: Context, event: Event) {
  const { number, hash, timestamp } = event.block;
  await db
    .insert(block)
    .values({ number, hash, time: timestamp, logs: 1 })
    .onConflictDoUpdate((row) => ({ logs: row.logs + 1 }));
  return placeOf(event);
}
