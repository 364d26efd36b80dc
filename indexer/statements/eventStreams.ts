import type { StatementEvent } from "@colophon/sdk/books";
import type { Hex } from "viem";
import { blockOf, logIndexOf } from "../position.ts";
import type { Sql, SqlValue } from "../sql.ts";

/** An event with its place in the order of everything. */
export type PlacedEvent = { position: number; event: StatementEvent };

type Body = StatementEvent extends infer Event ? (Event extends StatementEvent ? Omit<Event, "at"> : never) : never;

export type PageEventsParameters = {
  /** A statement that ends in its conditions; its columns hold position, time and transaction. */
  text: string;
  values: readonly SqlValue[];
  /** The column that orders it, such as "p.position". */
  column: string;
  /** Events after this position are not read. */
  until: number;
  /** What a row says, without its place. */
  read(row: Record<string, unknown>): Body | Promise<Body>;
};

/** Rows of the first page, and of those that follow. */
const page = { first: 50, most: 2000 };

/** The events of one table, in order, page by page: no more is kept than one page. */
export async function* pageEvents(
  sql: Sql,
  { text, values, column, until, read }: PageEventsParameters,
): AsyncGenerator<PlacedEvent, void> {
  let after = -1;
  for (let size = page.first; ; size = Math.min(page.most, size * 4)) {
    const place = values.length;
    const rows = await sql.query(
      `${text} AND ${column} > $${place + 1}::bigint AND ${column} <= $${place + 2}::bigint ORDER BY ${column} LIMIT ${size}`,
      [...values, after, until],
    );
    for (const row of rows) {
      const position = Number(row.position);
      const at = {
        block: blockOf(position),
        time: Number(row.time),
        transaction: row.transaction as Hex,
        logIndex: logIndexOf(position),
      };
      yield { position, event: { ...(await read(row)), at } as StatementEvent };
      after = position;
    }
    if (rows.length < size) return;
  }
}

type Stream = AsyncIterator<PlacedEvent>;

type Head = { placed: PlacedEvent; stream: Stream };

/** How many streams begin at a time. */
const together = 16;

/**
 * Streams of events, each in order, as one in order. What several streams hold comes once. Only one event of each stream
 * is kept at a time, in a heap.
 */
export async function* mergeStreams(streams: readonly AsyncIterable<PlacedEvent>[]): AsyncGenerator<PlacedEvent, void> {
  const heap: Head[] = [];
  const before = (one: number, other: number) =>
    (heap[one] as Head).placed.position < (heap[other] as Head).placed.position;
  function swap(one: number, other: number) {
    [heap[one], heap[other]] = [heap[other] as Head, heap[one] as Head];
  }
  function sink() {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < heap.length && before(left, least)) least = left;
      if (right < heap.length && before(right, least)) least = right;
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  }
  function rise() {
    for (let at = heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!before(at, parent)) return;
      swap(at, parent);
      at = parent;
    }
  }

  const iterators = streams.map((stream) => stream[Symbol.asyncIterator]());
  for (let from = 0; from < iterators.length; from += together) {
    const part = iterators.slice(from, from + together);
    const firsts = await Promise.all(part.map((stream) => stream.next()));
    for (const [i, first] of firsts.entries()) {
      if (first.done) continue;
      heap.push({ placed: first.value, stream: part[i] as Stream });
      rise();
    }
  }
  let last = -1;
  while (heap[0] !== undefined) {
    const { placed, stream } = heap[0];
    if (placed.position !== last) yield placed;
    last = placed.position;
    const next = await stream.next();
    if (!next.done) heap[0] = { placed: next.value, stream };
    else {
      const rest = heap.pop() as Head;
      if (heap.length > 0) heap[0] = rest;
    }
    sink();
  }
}
