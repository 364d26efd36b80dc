import type { Address } from "viem";
import { statementFormat } from "../model/formats.ts";
import { formatId } from "../model/ids.ts";
import type { Currency } from "../read/currency.ts";
import type { ColumnKind, DocumentHead, DocumentRow, DocumentSection, StatementDocument } from "./document.ts";
import { StatementError } from "./statement.ts";

/** What a currency calls itself and how many decimals it has; undefined if it does not say. Asked once for each. */
export type CurrencyOf = (currency: Address) => Promise<Pick<Currency, "symbol" | "decimals"> | undefined>;

/** The beginning of the document, open for its sections. */
function opened({
  kind,
  title,
  number,
  subject,
  chainId,
  contracts,
  block,
  period,
  zone,
  money,
  limits,
}: DocumentHead): string {
  const { from = null, until = null } = period;
  const head = {
    format: statementFormat,
    kind,
    title,
    number,
    subject,
    chainId,
    contracts,
    block,
    zone,
    money: money ?? null,
  };
  return `${JSON.stringify({ ...head, period: { from, until }, limits }, null, 2).slice(0, -2)},\n  "sections": {`;
}

function rowOf({ columns }: DocumentSection, { row }: DocumentRow): string {
  const cells: Record<string, unknown> = {};
  for (const { id, kind } of columns) cells[id] = cellValue(kind, row[id]);
  return JSON.stringify(cells);
}

async function* pieces({ head, rows }: StatementDocument, currencyOf: CurrencyOf): AsyncGenerator<string, void> {
  yield opened(head);
  const currencies = rememberCurrencies(currencyOf);
  let next = 0;
  let current: DocumentSection | undefined;
  let first = true;
  const open = (section: DocumentSection) => `${next > 1 ? "," : ""}\n    ${JSON.stringify(section.id)}: [`;
  const close = () => (current === undefined ? "" : first ? "]" : "\n    ]");
  for await (const entry of rows) {
    while (current?.id !== entry.section) {
      const section = head.sections[next++];
      if (section === undefined) throw new StatementError(`A row of “${entry.section}” came after its section.`);
      yield close() + open(section);
      current = section;
      first = true;
    }
    const { currency } = entry.row;
    if (typeof currency === "string" && !currencies.known.has(currency)) await currencies.get(currency);
    yield `${first ? "" : ","}\n      ${rowOf(current, entry)}`;
    first = false;
  }
  while (next < head.sections.length) {
    const section = head.sections[next++] as DocumentSection;
    yield close() + open(section);
    current = section;
    first = true;
  }
  const known = [...currencies.known].map(([address, words]) => [address, words ?? null]);
  yield `${close()}\n  },\n  "currencies": ${JSON.stringify(Object.fromEntries(known))}\n}\n`;
}

/** The document as JSON, `colophon-statement/3` (see docs/formats.md), piece by piece. */
export function writeJson(document: StatementDocument, currencyOf: CurrencyOf): AsyncGenerator<string, void> {
  return inChunks(pieces(document, currencyOf));
}

type CellValue = DocumentRow["row"][string];

/** A value as JSON has it: no number that a reader could round. */
export function cellValue(kind: ColumnKind, value: CellValue): string | number | boolean | readonly string[] | null {
  if (value === undefined) return null;
  if (typeof value !== "bigint") return value;
  if (kind === "work" || kind === "licence") return formatId(value, kind);
  return kind === "amount" || kind === "units" ? value.toString() : Number(value);
}

type CurrencyWords = Pick<Currency, "symbol" | "decimals">;

/** Asks for each currency once, and remembers in which order they appeared. */
export function rememberCurrencies(currencyOf: CurrencyOf) {
  const known = new Map<string, CurrencyWords | undefined>();
  return {
    known: known as ReadonlyMap<string, CurrencyWords | undefined>,
    /** Without a promise where the answer is known: a writer asks for every row. */
    get(address: string): CurrencyWords | undefined | Promise<CurrencyWords | undefined> {
      if (known.has(address)) return known.get(address);
      return currencyOf(address as `0x${string}`).then((words) => {
        known.set(address, words);
        return words;
      });
    },
  };
}

/** Joins small pieces of text into larger ones: fewer writes, and memory stays flat. */
export async function* inChunks(pieces: AsyncIterable<string>, size = 65_536): AsyncGenerator<string, void> {
  let chunk = "";
  for await (const piece of pieces) {
    chunk += piece;
    if (chunk.length < size) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}
