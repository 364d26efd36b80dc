import { type Address, formatUnits, zeroAddress } from "viem";
import { type CsvCell, type CsvStyle, csvOf, csvStyles } from "../core/csv.ts";
import { parseUtcDay } from "../model/time.ts";
import { percentOfShare } from "../model/units.ts";
import { isoTimeIn } from "../model/zones.ts";
import type { DocumentColumn, DocumentHead, DocumentRow, DocumentSection, StatementDocument } from "./document.ts";
import { type CurrencyOf, cellValue, rememberCurrencies } from "./write.ts";

/** A cell of a table for people: a number keeps its decimals as text until it is written. */
type TableCell =
  | { type: "text"; text: string }
  | { type: "number"; decimal: string }
  | { type: "day"; day: string }
  | undefined;

/** One table of a document, whole, with its heads in words. */
export type DocumentTable = {
  id: string;
  title: string;
  heads: readonly string[];
  rows: readonly (readonly TableCell[])[];
};

type Words = { symbol: string; decimals: number } | undefined;

const text = (value: unknown): TableCell =>
  value === undefined || value === null || value === "" ? undefined : { type: "text", text: String(value) };

const number = (decimal: string | undefined): TableCell =>
  decimal === undefined ? undefined : { type: "number", decimal };

function headsOf(columns: readonly DocumentColumn[]): string[] {
  return columns.flatMap(({ title, kind }) => {
    if (kind === "amount") return [title, `${title} (exact)`];
    if (kind === "currency") return [title, `${title} (address)`];
    if (kind === "units" || kind === "share") return [`${title}, %`];
    return [title];
  });
}

function cellsOf(column: DocumentColumn, row: DocumentRow["row"], words: Words, zone: string): TableCell[] {
  const { id, kind, words: meanings } = column;
  const value = row[id];
  if (kind === "amount") {
    if (typeof value !== "bigint") return [undefined, undefined];
    // Only checks have figures without a currency: units of a work.
    if (row.currency === undefined) return [undefined, text(`${value} units`)];
    // With its unit behind it, the exact amount stays text: a spreadsheet keeps 15 digits of a number.
    const exact = text(`${value} ${row.currency === zeroAddress ? "wei" : "base units"}`);
    return [number(words && formatUnits(value, words.decimals)), exact];
  }
  if (kind === "currency") return [text(words?.symbol), text(value)];
  if (value === undefined) return [undefined];
  if (kind === "time") return [text(isoTimeIn(Number(value), zone))];
  if (kind === "day") return [{ type: "day", day: String(value) }];
  if (kind === "money") return [number(String(value))];
  if (kind === "units") return [number(formatUnits(BigInt(value as bigint), 6))];
  if (kind === "share") return [number(percentOfShare(Number(value)))];
  if (kind === "count") return [number(String(value))];
  if (Array.isArray(value)) return [text(value.join("; "))];
  const plain = cellValue(kind, value);
  if (typeof plain === "boolean") return [text(plain ? "yes" : "no")];
  return [text(meanings?.[String(plain)] ?? plain)];
}

/** What the document is, as a table of its own. */
function aboutTable(head: DocumentHead): DocumentTable {
  const { title, number: said, subject, chainId, block, period, zone, money, limits, contracts } = head;
  const moment = (seconds: number) => isoTimeIn(seconds, zone);
  const facts: [string, string][] = [
    ["Document", title],
    ["Statement no.", said],
    ...Object.entries(subject),
    ["From", period.from === undefined ? "the beginning" : moment(period.from)],
    ["Until before", period.until === undefined ? "the block below" : moment(period.until)],
    ["Holds for", `chain ${chainId}, block ${block.number}, ${block.hash}`],
    ["Time of the block", moment(block.time)],
    ["Time zone", zone],
    ...(money === undefined ? [] : [["Values in", money] as [string, string]]),
    ...Object.entries(contracts).map(([name, address]): [string, string] => [`Contract ${name}`, address]),
    ...limits.map((limit): [string, string] => ["What it does not say", limit]),
  ];
  return { id: "about", title: "About", heads: ["", ""], rows: facts.map((cells) => cells.map(text)) };
}

/** Every table of a document, one after another and each whole: what it is first. */
export async function* tablesOf(
  { head, rows }: StatementDocument,
  currencyOf: CurrencyOf,
): AsyncGenerator<DocumentTable, void> {
  yield aboutTable(head);
  const currencies = rememberCurrencies(currencyOf);
  const kept = new Map<string, TableCell[][]>(head.sections.map(({ id }) => [id, []]));
  const known = new Map<string, DocumentSection>(head.sections.map((section) => [section.id, section]));
  for await (const { section: id, row } of rows) {
    const words = typeof row.currency === "string" ? await currencies.get(row.currency as Address) : undefined;
    const columns = known.get(id)?.columns ?? [];
    kept.get(id)?.push(columns.flatMap((column) => cellsOf(column, row, words, head.zone)));
  }
  for (const { id, title, columns } of head.sections) {
    yield { id, title, heads: headsOf(columns), rows: kept.get(id) ?? [] };
  }
}

const csvCell = (cell: TableCell): CsvCell => {
  if (cell === undefined) return "";
  if (cell.type === "number") return { decimal: cell.decimal };
  return cell.type === "day" ? cell.day : cell.text;
};

/** A table as a CSV file of its own, in the convention of its reader's spreadsheet. */
export function tableCsv({ heads, rows }: DocumentTable, style: CsvStyle = csvStyles.comma): string {
  return csvOf(
    heads,
    rows.map((cells) => cells.map(csvCell)),
    style,
  );
}

/** Excel's own limits: a sheet's name has 31 characters and none of these. */
const sheetName = (title: string) => title.replace(/[\\/?*[\]:]/g, " ").slice(0, 31);

/**
 * All tables as one Excel file, a sheet each. Numbers are numbers and days are days there, in whatever convention the
 * reader's program has; exact amounts stand beside them as text.
 */
export async function writeXlsx(document: StatementDocument, currencyOf: CurrencyOf): Promise<Blob> {
  const { default: writeXlsxFile } = await import("write-excel-file/universal");
  const sheets = [];
  for await (const { title, heads, rows } of tablesOf(document, currencyOf)) {
    const bold = heads.map((value) => ({ value, type: String, fontWeight: "bold" as const }));
    const data = rows.map((cells) =>
      cells.map((cell) => {
        if (cell === undefined) return null;
        if (cell.type === "number") return { value: Number(cell.decimal), type: Number };
        if (cell.type === "text") return { value: cell.text, type: String };
        return { value: new Date((parseUtcDay(cell.day) ?? 0) * 1000), type: Date, format: "yyyy-mm-dd" };
      }),
    );
    const columns = heads.map((head) => ({ width: Math.max(12, Math.min(40, head.length + 4)) }));
    sheets.push({ sheet: sheetName(title), data: [bold, ...data], columns, stickyRowsCount: 1 });
  }
  return writeXlsxFile(sheets as never).toBlob();
}
