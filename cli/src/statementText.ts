import { formatId, percentOf, utcTime, visibleLine } from "@colophon/sdk";
import type { CurrencyOf, DocumentColumn, StatementDocument } from "@colophon/sdk/books";
import { type Address, formatUnits } from "viem";

/** A moment as the tables of a terminal show it. */
const momentOf = (seconds: number) => utcTime(seconds)?.replace(" UTC", "") ?? "no end";

const short = (hex: string) => (hex.length > 20 ? `${hex.slice(0, 8)}…${hex.slice(-4)}` : hex);

async function cellOf(
  { id, kind, words: meanings }: DocumentColumn,
  row: Record<string, unknown>,
  currencyOf: CurrencyOf,
): Promise<string> {
  const value = row[id];
  if (value === undefined) return "";
  if (kind === "amount" && typeof value === "bigint") {
    if (row.currency === undefined) return "";
    const words = await currencyOf(row.currency as Address);
    return words ? `${formatUnits(value, words.decimals)} ${words.symbol}` : `${value} base units`;
  }
  if (kind === "currency") return (await currencyOf(value as Address))?.symbol ?? short(String(value));
  if (kind === "work" || kind === "licence") {
    return short(formatId(value as bigint, kind));
  }
  if (kind === "units") return `${(value as bigint) < 0n ? "-" : ""}${percentOf(Math.abs(Number(value)))} %`;
  if (kind === "share") return `${Number(value) / 1e7} %`;
  if (kind === "time") return momentOf(Number(value));
  if (kind === "address" || kind === "hash") return short(String(value));
  if (meanings !== undefined) return meanings[String(value)] ?? String(value);
  return visibleLine(Array.isArray(value) ? value.join(", ") : String(value));
}

/** The document for a terminal: every row as a line of what is in it. The other formats have every digit. */
export async function* writeText(
  { head, rows }: StatementDocument,
  currencyOf: CurrencyOf,
): AsyncGenerator<string, void> {
  yield `${head.title}\n`;
  for (const [name, value] of Object.entries(head.subject)) yield `  ${name.padEnd(10)}${value}\n`;
  const { from, until } = head.period;
  if (from !== undefined || until !== undefined) {
    yield `  period    ${from === undefined ? "from the beginning" : `from ${momentOf(from)}`}${until === undefined ? "" : ` until before ${momentOf(until)}`} UTC\n`;
  }
  yield `  at block  ${head.block.number} of chain ${head.chainId}, ${momentOf(head.block.time)} UTC\n`;
  let current: string | undefined;
  for await (const { section: id, row } of rows) {
    const section = head.sections.find((known) => known.id === id);
    if (section === undefined) continue;
    if (current !== id) yield `\n${section.title}\n`;
    current = id;
    const cells: string[] = [];
    for (const column of section.columns) {
      const text = await cellOf(column, row as Record<string, unknown>, currencyOf);
      if (text !== "") cells.push(`${column.title.toLowerCase()}: ${text}`);
    }
    yield `  ${cells.join("; ")}\n`;
  }
  yield `\n${head.limits.join("\n")}\n`;
}
