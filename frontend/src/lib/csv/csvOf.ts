export type CsvCell = string | number | bigint | null | undefined;

/** A spreadsheet takes text that begins like this for a formula; an apostrophe in front keeps it text. */
const formula = /^[=+\-@\t\r]/;

function cellOf(value: CsvCell): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" && formula.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as a CSV file (RFC 4180) that opens well in a spreadsheet: UTF-8 with its mark, and nothing that computes. */
export function csvOf(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `\ufeff${[header, ...rows].map((row) => `${row.map(cellOf).join(",")}\r\n`).join("")}`;
}
