import { formatId, type StatementQuery } from "@colophon/sdk";

/**
 * Where the index makes the same royalty statement, from its tables: for histories that are too long for a page. It has
 * what was earned, not what the account paid to others.
 *
 * @param index Where the index answers, such as "/index".
 */
export function indexedStatementLink(index: string, query: StatementQuery, format: "csv" | "json" | "html"): string {
  const { holder, work, currency, from, until } = query;
  const asked = new URLSearchParams();
  if (holder !== undefined) asked.set("holder", holder);
  if (work !== undefined) asked.set("work", formatId(work, "work"));
  if (currency !== undefined) asked.set("currency", currency);
  if (from !== undefined) asked.set("from", String(from));
  if (until !== undefined) asked.set("to", String(until));
  asked.set("format", format);
  return `${index.replace(/\/$/, "")}/v1/statements/royalties?${asked}`;
}
