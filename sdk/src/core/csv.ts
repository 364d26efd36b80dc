import { ColophonError } from "../model/errors.ts";

/** How a spreadsheet expects a table: what stands between cells, and how decimals are written. */
export type CsvStyle = { separator: "," | ";"; decimal: "." | "," };

export type CsvStyleId = "comma" | "semicolon" | "semicolon-point";

/** The conventions of spreadsheets: each opens a file well that is written in its own. */
export const csvStyles: Record<CsvStyleId, CsvStyle & { label: string }> = {
  comma: { separator: ",", decimal: ".", label: "Commas between cells, 1234.56 (English)" },
  semicolon: { separator: ";", decimal: ",", label: "Semicolons between cells, 1234,56 (German, French, Spanish …)" },
  "semicolon-point": { separator: ";", decimal: ".", label: "Semicolons between cells, 1234.56 (Swiss …)" },
};

/** What a table holds: a text is kept text, a number stays one, and a decimal is written in the reader's convention. */
export type CsvCell = string | number | bigint | { decimal: string } | null | undefined;

/** The mark of the order of bytes, which makes Excel read UTF-8. The first thing in a file. */
export const csvMark = "\ufeff";

/**
 * What a spreadsheet would take for a formula: also behind blanks, control and invisible characters that it skips, and
 * in other widths, which it reads as the plain ones.
 */
const formula = /^[\s\p{C}]*[=+\-@\u2212]|^[\t\r\n]/u;

function textOf(cell: CsvCell, style: CsvStyle): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "object") return cell.decimal.replace(".", style.decimal);
  if (typeof cell !== "string") return String(cell).replace(".", style.decimal);
  return formula.test(cell.normalize("NFKC")) ? `'${cell}` : cell;
}

/** A row after RFC 4180, in which no text can be taken for a formula: those get an apostrophe in front. */
export function csvLine(cells: readonly CsvCell[], style: CsvStyle = csvStyles.comma): string {
  const written = cells.map((cell) => {
    const text = textOf(cell, style);
    return /["\r\n]/.test(text) || text.includes(style.separator) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${written.join(style.separator)}\r\n`;
}

/** A whole table as a CSV file that opens well in a spreadsheet: UTF-8 with its mark, and nothing that computes. */
export function csvOf(header: readonly string[], rows: readonly (readonly CsvCell[])[], style?: CsvStyle): string {
  return csvMark + [header, ...rows].map((row) => csvLine(row, style)).join("");
}

/**
 * A table that somebody saved from a spreadsheet: its rows as objects by the names in the first row, in lower case and
 * without blanks around. Commas or semicolons may stand between cells, whichever the first row has; empty rows are passed
 * over.
 *
 * @param needed Names that the first row must have.
 * @throws {ColophonError} if one is missing, a row has another number of cells, or a quotation is not closed.
 */
export function parseCsv<Name extends string>(
  text: string,
  needed: readonly Name[],
): (Record<Name, string> & Record<string, string | undefined>)[] {
  const plain = text.replace(/^\ufeff/, "");
  const first = /^[^\r\n]*/.exec(plain)?.[0] ?? "";
  const separator = first.split(";").length > first.split(",").length ? ";" : ",";
  const rows: string[][] = [[]];
  let [cell, quoted] = ["", false];
  const close = () => {
    rows.at(-1)?.push(cell.trim());
    cell = "";
  };
  for (let i = 0; i < plain.length; i++) {
    const sign = plain[i] as string;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (plain[i + 1] === '"') cell += plain[i++];
      else quoted = false;
    } else if (sign === '"' && cell.trim() === "") [cell, quoted] = ["", true];
    else if (sign === separator) close();
    else if (sign === "\n") {
      close();
      rows.push([]);
    } else if (sign !== "\r") cell += sign;
  }
  if (quoted) throw new ColophonError("The table ends within a quotation. Save it again from the spreadsheet.");
  close();
  const [head = [], ...body] = rows;
  const names = head.map((name) => name.toLowerCase());
  for (const name of needed) {
    if (names.includes(name)) continue;
    throw new ColophonError(
      `The table has no column “${name}”. Its first row must name: ${needed.join(", ")}. It has: ${names.join(", ") || "nothing"}.`,
    );
  }
  const filled = body
    .map((cells, i) => ({ cells, line: i + 2 }))
    .filter(({ cells }) => cells.some((text) => text !== ""));
  return filled.map(({ cells, line }) => {
    if (cells.length !== names.length) {
      throw new ColophonError(
        `Row ${line} of the table has ${cells.length} cells, and the first row has ${names.length}.`,
      );
    }
    return Object.fromEntries(names.map((name, i) => [name, cells[i]])) as Record<Name, string>;
  });
}
