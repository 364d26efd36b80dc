import { formatUnits, zeroAddress } from "viem";
import { type CsvCell, type CsvStyle, csvLine, csvMark, csvStyles } from "../core/csv.ts";
import { isoTime } from "../model/time.ts";
import { isoTimeIn } from "../model/zones.ts";
import type { DocumentColumn, DocumentHead, DocumentRow, DocumentSection, StatementDocument } from "./document.ts";
import { StatementError } from "./statement.ts";
import { type CurrencyOf, cellValue, inChunks, rememberCurrencies } from "./write.ts";

type Words = { symbol: string; decimals: number } | undefined;

/** The columns of all sections, each once, in the order in which they first appear. */
function unionOf({ sections }: DocumentHead): DocumentColumn[] {
  const columns = new Map<string, DocumentColumn>();
  for (const section of sections) {
    for (const column of section.columns) {
      const known = columns.get(column.id);
      if (known !== undefined && known.kind !== column.kind) {
        throw new StatementError(
          `The column “${column.id}” is ${known.kind} in one section and ${column.kind} in another.`,
        );
      }
      columns.set(column.id, known ?? column);
    }
  }
  return [...columns.values()];
}

function titlesOf(columns: readonly DocumentColumn[]): string[] {
  return columns.flatMap(({ id, kind }) => {
    if (kind === "amount") return [id, `${id}Exact`];
    return kind === "currency" ? [id, `${id}Symbol`, `${id}Decimals`] : [id];
  });
}

function amountCells(amount: bigint, currency: unknown, words: Words): CsvCell[] {
  // A spreadsheet keeps 15 digits of a number. With its unit behind it, the exact amount stays text.
  const exact = `${amount} ${currency === zeroAddress ? "wei" : "base units"}`;
  return [words && { decimal: formatUnits(amount, words.decimals) }, exact];
}

function cellsOf({ id, kind }: DocumentColumn, row: DocumentRow["row"], words: Words, zone: string): CsvCell[] {
  const value = row[id];
  if (kind === "amount")
    return typeof value === "bigint" && row.currency !== undefined ? amountCells(value, row.currency, words) : ["", ""];
  if (kind === "currency") {
    return value === undefined ? ["", "", ""] : [String(value), words?.symbol, words?.decimals];
  }
  if (kind === "time") return [typeof value === "number" ? isoTimeIn(value, zone) : ""];
  if (kind === "money") return [typeof value === "string" ? { decimal: value } : ""];
  if (kind === "list") return [Array.isArray(value) ? value.join("; ") : ""];
  if (typeof value === "bigint" && kind === "units") return [value];
  const plain = cellValue(kind, value);
  return [typeof plain === "boolean" ? (plain ? "yes" : "no") : typeof plain === "number" ? plain : plain?.toString()];
}

/** What the document is about and what it does not say, as rows of their own. */
function about(head: DocumentHead): string[] {
  const { title, subject, chainId, block, period, limits } = head;
  const until = period.until === undefined ? "up to the block below" : `until before ${isoTime(period.until)}`;
  return [
    title,
    `Statement no. ${head.number}`,
    ...Object.entries(subject).map(([name, value]) => `${name}: ${value}`),
    `Period: ${period.from === undefined ? "from the beginning" : `from ${isoTime(period.from)}`} ${until}`,
    `Chain ${chainId}, block ${block.number} (${block.hash}) of ${isoTime(block.time)}`,
    ...limits,
  ];
}

async function* pieces(
  { head, rows }: StatementDocument,
  currencyOf: CurrencyOf,
  style: CsvStyle,
): AsyncGenerator<string, void> {
  const line = (cells: readonly CsvCell[]) => csvLine(cells, style);
  const columns = unionOf(head);
  const titles = titlesOf(columns);
  const currencies = rememberCurrencies(currencyOf);
  const own = new Map<string, Set<string>>(
    head.sections.map((section: DocumentSection) => [section.id, new Set(section.columns.map(({ id }) => id))]),
  );
  yield csvMark + line(["section", ...titles, "note"]);
  for (const note of about(head)) yield line(["about", ...titles.map(() => ""), note]);
  for await (const { section, row } of rows) {
    const ids = own.get(section);
    if (ids === undefined) throw new StatementError(`There is no section “${section}” in this document.`);
    const { currency } = row;
    const words = typeof currency === "string" ? await currencies.get(currency) : undefined;
    const cells = columns.flatMap((column) => cellsOf(column, ids.has(column.id) ? row : {}, words, head.zone));
    yield line([section, ...cells, ""]);
  }
}

/**
 * The document as one table for a spreadsheet: UTF-8 with its mark, RFC 4180, times in ISO 8601 (UTC), every amount both
 * as a decimal number of its currency, in the convention of the reader, and exactly, as text. The first column says
 * which section a row belongs to.
 */
export function writeCsv(
  document: StatementDocument,
  currencyOf: CurrencyOf,
  style: CsvStyle = csvStyles.comma,
): AsyncGenerator<string, void> {
  return inChunks(pieces(document, currencyOf, style));
}
