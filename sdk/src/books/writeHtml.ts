import { formatUnits, zeroAddress } from "viem";
import { escapedHtml as escaped } from "../model/html.ts";
import { isoTime } from "../model/time.ts";
import { percentOf, percentOfShare } from "../model/units.ts";
import { isoTimeIn } from "../model/zones.ts";
import type { DocumentColumn, DocumentHead, DocumentRow, DocumentSection, StatementDocument } from "./document.ts";
import { StatementError } from "./statement.ts";
import { type CurrencyOf, cellValue, inChunks, rememberCurrencies } from "./write.ts";

type Words = { symbol: string; decimals: number } | undefined;

/** Long hexadecimal numbers may break, so that no table is wider than its page. */
const breakable = (html: string) => html.replace(/0x[0-9a-fA-F]{20,}/g, (hex) => hex.replace(/.{14}/g, "$&<wbr>"));

const style = `
:root { font: 15px/1.45 system-ui, sans-serif; color: #1c1a17; background: #fff; }
body { max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font: 600 1.7rem/1.2 Georgia, serif; } h2 { font: 600 1.15rem/1.3 Georgia, serif; margin: 2rem 0 .3rem; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; } dt { color: #6b645a; } dd { margin: 0; }
p { max-width: 48rem; margin: .3rem 0 .7rem; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .82rem; }
th, td { padding: .3rem .5rem; border-bottom: 1px solid #ddd6cb; text-align: left; vertical-align: top; }
th { border-bottom: 2px solid #1c1a17; } td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.c { font-family: ui-monospace, monospace; font-size: .74rem; overflow-wrap: anywhere; min-width: 7.5rem; }
td.t { white-space: nowrap; } .differs { background: #fbe3de; font-weight: 600; } .none { color: #6b645a; }
dd, li { overflow-wrap: anywhere; }
@media print { @page { size: A4 landscape; margin: 12mm; } body { margin: 0; max-width: none; font-size: 9pt; }
table { font-size: 6.5pt; } th, td { padding: 1mm; } td.c { font-size: 5pt; min-width: 11mm; } td.t { white-space: normal; }
td.n { white-space: normal; } thead { display: table-header-group; }
tr { break-inside: avoid; } .scroll { overflow: visible; } }
`;

const mono = new Set(["address", "currency", "work", "licence", "hash"]);
const right = new Set(["amount", "units", "share", "count", "money"]);

function cellOf(
  { id, kind, words: meanings }: DocumentColumn,
  row: DocumentRow["row"],
  words: Words,
  zone: string,
): string {
  const value = row[id];
  const type = right.has(kind) ? "n" : mono.has(kind) ? "c" : kind === "time" ? "t" : "";
  const open = `<td${type ? ` class="${type}"` : ""}>`;
  if (value === undefined) return `${open}</td>`;
  if (kind === "amount" && typeof value === "bigint") {
    if (row.currency === undefined) return `${open}</td>`;
    const text = words ? `${formatUnits(value, words.decimals)} ${words.symbol}` : `${value} base units`;
    return `${open}${escaped(text)}</td>`;
  }
  if (kind === "units" && typeof value === "bigint") {
    return `${open}${value < 0n ? "-" : ""}${percentOf(Math.abs(Number(value)))} %</td>`;
  }
  if (kind === "share") return `${open}${percentOfShare(Number(value))} %</td>`;
  if (kind === "time") return `${open}${isoTimeIn(Number(value), zone).replace("T", " ").replace("Z", " UTC")}</td>`;
  // The address of each currency is at the end of the page.
  if (kind === "currency" && words !== undefined) return `${open}${escaped(words.symbol)}</td>`;
  if (Array.isArray(value)) return `${open}${value.map((entry) => escaped(String(entry))).join("<br>")}</td>`;
  const plain = cellValue(kind, value);
  if (typeof plain === "boolean") return `${open}${plain ? "yes" : "no"}</td>`;
  const text = escaped(meanings?.[String(plain)] ?? String(plain));
  return `${open}${kind === "text" ? breakable(text) : text}</td>`;
}

function opened(head: DocumentHead): string {
  const { title, number, subject, chainId, contracts, block, period, zone, money } = head;
  const fact = (name: string, value: string) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`;
  const until = period.until === undefined ? "up to this block" : `until before ${isoTime(period.until)}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title>
<style>${style}</style></head><body><h1>${escaped(title)}</h1><dl>
${fact("statement no.", number)}
${Object.entries(subject)
  .map(([name, value]) => fact(name, value))
  .join("")}
${fact("period", `${period.from === undefined ? "from the beginning" : `from ${isoTime(period.from)}`} ${until}`)}
${fact("holds for", `chain ${chainId}, block ${block.number}, ${isoTime(block.time)}, ${block.hash}`)}
${fact("time zone", zone)}${money === undefined ? "" : fact("values in", money)}
${Object.entries(contracts)
  .map(([name, address]) => fact(`contract ${name}`, address))
  .join("")}</dl>`;
}

function openTable({ title, intro, columns }: DocumentSection): string {
  const heads = columns.map((column) => `<th scope="col">${escaped(column.title)}</th>`).join("");
  const notes = columns.filter(({ note }) => note !== undefined);
  const list = notes.map(({ title: name, note }) => `<dt>${escaped(name)}</dt><dd>${escaped(note as string)}</dd>`);
  const legend = notes.length > 0 ? `<dl>${list.join("")}</dl>` : "";
  return `<h2>${escaped(title)}</h2><p>${escaped(intro)}</p>${legend}<div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>\n`;
}

/** Which token is meant by each name: anybody can make another with the same name. */
function currencyList(known: ReadonlyMap<string, Words>): string {
  if (known.size === 0) return "";
  const items = [...known].map(([address, words]) => {
    const name = words === undefined ? "says nothing of itself: in its base units" : escaped(words.symbol);
    const what = address === zeroAddress ? "the chain's own coin" : `token ${breakable(escaped(address))}`;
    return `<dt>${name}</dt><dd>${what}</dd>`;
  });
  return `<h2>Currencies</h2><dl>${items.join("")}</dl>`;
}

async function* pieces({ head, rows }: StatementDocument, currencyOf: CurrencyOf): AsyncGenerator<string, void> {
  yield opened(head);
  const currencies = rememberCurrencies(currencyOf);
  let next = 0;
  let current: DocumentSection | undefined;
  let empty = true;
  const close = () => {
    if (current === undefined) return "";
    const nothing = `<tr><td class="none" colspan="${current.columns.length}">Nothing.</td></tr>`;
    return `${empty ? nothing : ""}</tbody></table></div>`;
  };
  for await (const { section: id, row } of rows) {
    while (current?.id !== id) {
      const section = head.sections[next++];
      if (section === undefined) throw new StatementError(`A row of “${id}” came after its section.`);
      yield close() + openTable(section);
      current = section;
      empty = true;
    }
    empty = false;
    const { currency } = row;
    const words = typeof currency === "string" ? await currencies.get(currency) : undefined;
    const bad = row.result === "differs" ? ' class="differs"' : "";
    yield `<tr${bad}>${current.columns.map((column) => cellOf(column, row, words, head.zone)).join("")}</tr>\n`;
  }
  while (next < head.sections.length) {
    const section = head.sections[next++] as DocumentSection;
    yield close() + openTable(section);
    current = section;
    empty = true;
  }
  yield close() + currencyList(currencies.known);
  const limits = head.limits.map((limit) => `<li>${escaped(limit)}</li>`).join("");
  yield `<h2>What this does not say</h2><ul>${limits}</ul></body></html>\n`;
}

/** The document as one self-contained page to read and to print: no script, nothing loaded, everything escaped. */
export function writeHtml(document: StatementDocument, currencyOf: CurrencyOf): AsyncGenerator<string, void> {
  return inChunks(pieces(document, currencyOf));
}
