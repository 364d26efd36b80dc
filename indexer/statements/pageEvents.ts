import type { StatementEvent } from "@colophon/sdk";
import type { Hex } from "viem";
import type { Sql, SqlValue } from "../database/Sql.ts";
import type { PlacedEvent } from "./PlacedEvent.ts";

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
        block: Math.floor(position / 1_048_576),
        time: Number(row.time),
        transaction: row.transaction as Hex,
        logIndex: position % 1_048_576,
      };
      yield { position, event: { ...(await read(row)), at } as StatementEvent };
      after = position;
    }
    if (rows.length < size) return;
  }
}
