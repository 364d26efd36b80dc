import type { ReadClient } from "../read/finding.ts";
import { type MinedLog, withPlaces } from "../read/logs.ts";
import type { StatementEvent } from "./statement.ts";

/** An event of a statement without its place. */
export type StatementBody = StatementEvent extends infer Event
  ? Event extends StatementEvent
    ? Omit<Event, "at">
    : never
  : never;

/** What a log tells a statement. */
export type LogBody = { log: MinedLog; body: StatementBody };

/** Less than zero as `a` comes first in the log. */
export function compareLogs(
  a: { blockNumber: bigint; logIndex: number },
  b: { blockNumber: bigint; logIndex: number },
): number {
  return Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex;
}

/** Cuts a list into parts of at most `size`: nodes refuse queries for too many values at a time. */
export function inParts<Item>(items: readonly Item[], size = 200): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** What logs tell, with their places, in the order of the log. */
export async function withBodies(client: ReadClient, entries: readonly LogBody[]): Promise<StatementEvent[]> {
  const sorted = entries.toSorted((a, b) => compareLogs(a.log, b.log));
  const placed = await withPlaces(
    client,
    sorted.map(({ log }) => log),
  );
  return sorted.map(({ body }, i) => {
    const { block: number, time, transaction, logIndex } = (placed[i] as (typeof placed)[number]).at;
    return { ...body, at: { block: number, time, transaction, logIndex } };
  });
}
