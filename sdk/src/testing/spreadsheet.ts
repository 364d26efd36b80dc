import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** LibreOffice, where the machine has it. */
export const spreadsheet = ["/usr/bin/soffice", "/usr/local/bin/soffice", "/opt/libreoffice/program/soffice"].find(
  (path) => existsSync(path),
);

/** What a spreadsheet took a cell for: a text, a number, or a day such as "2027-01-16". */
export type SpreadsheetCell = string | number | { day: string } | undefined;

/** The locales that files are opened in, by their numbers in LibreOffice's filter for CSV. */
const languages = { english: 1033, german: 1031 };

/**
 * Opens files as somebody would who double-clicks them: every cell is looked at for numbers and days, as Excel does it.
 * @param files by their names, which all end in .csv or all in .xlsx
 * @param csv of CSV files: what stands between their cells, and whose conventions the person has
 * @returns the rows of each file's first sheet
 */
export async function openInSpreadsheet(
  files: Record<string, string | Uint8Array>,
  csv?: { separator: string; language: keyof typeof languages },
): Promise<Record<string, SpreadsheetCell[][]>> {
  if (spreadsheet === undefined) throw new Error("This machine has no LibreOffice.");
  const folder = await mkdtemp(join(tmpdir(), "colophon-sheet-"));
  try {
    const given = Object.entries(files);
    for (const [name, content] of given) await writeFile(join(folder, name), content);
    const filter = csv && `${csv.separator.charCodeAt(0)},34,76,1,,${languages[csv.language]},false,true`;
    await promisify(execFile)(spreadsheet, [
      ...["--headless", `-env:UserInstallation=file://${folder}/profile`, "--convert-to", "fods", "--outdir", folder],
      ...(filter ? [`--infilter=Text - txt - csv (StarCalc):${filter}`] : []),
      ...given.map(([name]) => join(folder, name)),
    ]);
    const opened = given.map(async ([name]): Promise<[string, SpreadsheetCell[][]]> => {
      return [name, rowsOf(await readFile(join(folder, name.replace(/\.\w+$/, ".fods")), "utf8"))];
    });
    return Object.fromEntries(await Promise.all(opened));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rowsOf(flat: string): SpreadsheetCell[][] {
  const table = /<table:table [\s\S]*?<\/table:table>/.exec(flat)?.[0] ?? "";
  return [...table.matchAll(/<table:table-row[^>]*>([\s\S]*?)<\/table:table-row>/g)].map(([, row = ""]) =>
    [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-cell>)/g)].flatMap(
      ([, attributes = "", content = ""]) => {
        const of = (attribute: string) => new RegExp(`${attribute}="([^"]*)"`).exec(attributes)?.[1];
        const repeated = Number(of("table:number-columns-repeated") ?? 1);
        const cell = cellOf(of("office:value-type"), of, content);
        // The rest of a row is one empty cell, repeated to the end of the sheet.
        return cell === undefined && repeated > 500 ? [] : Array<SpreadsheetCell>(repeated).fill(cell);
      },
    ),
  );
}

function cellOf(type: string | undefined, of: (attribute: string) => string | undefined, content: string) {
  if (type === undefined) return undefined;
  if (type === "float" || type === "currency" || type === "percentage") return Number(of("office:value"));
  if (type === "date") return { day: of("office:date-value") ?? "" };
  const lines = [...content.matchAll(/<text:p[^>]*?(?:\/>|>([\s\S]*?)<\/text:p>)/g)].map(([, line = ""]) => line);
  return lines.map(plainText).join("\n");
}

const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** Blanks in a row are counted by an element of their own. */
function plainText(xml: string): string {
  return xml
    .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count) => " ".repeat(Number(count ?? 1)))
    .replace(/<[^>]+>/g, "")
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? "");
}
