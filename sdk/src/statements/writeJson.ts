import { cellValue } from "./cellValue.ts";
import type { DocumentHead, DocumentRow, Section, StatementDocument } from "./Document.ts";
import { inChunks } from "./inChunks.ts";
import { rememberCurrencies } from "./rememberCurrencies.ts";
import { StatementError } from "./StatementError.ts";
import type { CurrencyOf } from "./WriterOptions.ts";

/** The beginning of the document, open for its sections. */
function opened({ kind, title, subject, chainId, contracts, block, period, limits }: DocumentHead): string {
  const { from = null, until = null } = period;
  const head = { format: "colophon-statement/1", kind, title, subject, chainId, contracts, block };
  return `${JSON.stringify({ ...head, period: { from, until }, limits }, null, 2).slice(0, -2)},\n  "sections": {`;
}

function rowOf({ columns }: Section, { row }: DocumentRow): string {
  const cells: Record<string, unknown> = {};
  for (const { id, kind } of columns) cells[id] = cellValue(kind, row[id]);
  return JSON.stringify(cells);
}

async function* pieces({ head, rows }: StatementDocument, currencyOf: CurrencyOf): AsyncGenerator<string, void> {
  yield opened(head);
  const currencies = rememberCurrencies(currencyOf);
  let next = 0;
  let current: Section | undefined;
  let first = true;
  const open = (section: Section) => `${next > 1 ? "," : ""}\n    ${JSON.stringify(section.id)}: [`;
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
    const section = head.sections[next++] as Section;
    yield close() + open(section);
    current = section;
    first = true;
  }
  const known = [...currencies.known].map(([address, words]) => [address, words ?? null]);
  yield `${close()}\n  },\n  "currencies": ${JSON.stringify(Object.fromEntries(known))}\n}\n`;
}

/** The document as JSON, `colophon-statement/1` (see docs/formats.md), piece by piece. */
export function writeJson(document: StatementDocument, currencyOf: CurrencyOf): AsyncGenerator<string, void> {
  return inChunks(pieces(document, currencyOf));
}
