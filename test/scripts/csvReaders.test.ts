/**
 * The tables of a statement as two readers have them that are none of ours: the csv module of Python, and COPY of
 * PostgreSQL. No spreadsheet is opened here: tested is that the file of each convention, read by that convention, gives the
 * same numbers to the last digit. What Excel or LibreOffice guess without being told is theirs.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CsvStyleId, csvStyles } from "@colophon/sdk";
import { type DocumentTable, type StatementDocument, tableCsv, tablesOf } from "@colophon/sdk/books";
import { PGlite } from "@electric-sql/pglite";
import { zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const amounts = [0n, 1n, -1n, 10n ** 18n, -(10n ** 18n) / 3n, 123_456_789_012_345_678_901_234n, 2n ** 112n - 1n];
const titles = ["Ebb", "Tide; and ebb", "Tide, and “ebb”", 'a "quoted" one', "two\nlines", "=1+1", "Überfahrt 1,5"];

const statement: StatementDocument = {
  head: {
    ...{ kind: "royalties", title: "Statement", number: "S-00000-00000", zone: "UTC", money: "EUR", subject: {} },
    ...{ chainId: 31337, contracts: {}, block: { number: 1, hash: zeroHash, time: 0 }, limits: [] },
    period: { from: undefined, until: undefined },
    sections: [
      {
        ...{ id: "lines", title: "Lines", intro: "" },
        columns: [
          { id: "title", title: "Title", kind: "text" },
          { id: "currency", title: "Currency", kind: "currency" },
          { id: "net", title: "Net", kind: "amount" },
          { id: "value", title: "Value", kind: "money" },
        ],
      },
    ],
  },
  rows: (async function* () {
    for (const [i, net] of amounts.entries()) {
      yield { section: "lines", row: { title: titles[i], currency: zeroAddress, net, value: `${i}.0${i}` } };
    }
  })(),
};

/** Rows as lists of texts, by Python, which knows nothing of ours. */
const python = `
import csv, json, sys
with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    print(json.dumps(list(csv.reader(file, delimiter=sys.argv[2]))))
`;

type Grid = string[][];

/** A number of a convention, as that convention reads it; others stay undefined. */
function numberIn(text: string, decimal: string): string | undefined {
  const pattern = decimal === "," ? /^-?\d+(?:,\d+)?$/ : /^-?\d+(?:\.\d+)?$/;
  return pattern.test(text) ? text.replace(",", ".") : undefined;
}

let table: DocumentTable;
let database: PGlite;
const folder = mkdtempSync(join(tmpdir(), "colophon-csv-"));

beforeAll(async () => {
  database = await PGlite.create();
  for await (const each of tablesOf(statement, async () => ({ symbol: "ETH", decimals: 18 }))) {
    if (each.id === "lines") table = each;
  }
}, 60_000);

afterAll(() => database.close());

function byPython(csv: string, separator: string): Grid {
  const path = join(folder, "table.csv");
  writeFileSync(path, csv);
  const { status, stdout, stderr } = spawnSync("python3", ["-c", python, path, separator], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Grid;
}

async function byPostgres(csv: string, separator: string, width: number): Promise<Grid> {
  const columns = Array.from({ length: width }, (_, i) => `c${i}`);
  await database.exec(
    `DROP TABLE IF EXISTS t; CREATE TABLE t (n serial, ${columns.map((c) => `${c} text`).join(", ")})`,
  );
  // The mark of the byte order is for spreadsheets; PostgreSQL takes a file without it.
  const blob = new Blob([csv.replace(/^\ufeff/, "")]);
  await database.query(
    `COPY t (${columns.join(", ")}) FROM '/dev/blob' WITH (FORMAT csv, DELIMITER '${separator}', NULL 'never')`,
    [],
    { blob },
  );
  const { rows } = await database.query<Record<string, string>>(`SELECT ${columns.join(", ")} FROM t ORDER BY n`);
  return rows.map((row) => columns.map((column) => row[column] ?? ""));
}

describe.each(Object.keys(csvStyles) as CsvStyleId[])("a table in the convention “%s”", (id) => {
  const { separator, decimal } = csvStyles[id];

  it("is the same to two readers, cell by cell", async () => {
    const csv = tableCsv(table, csvStyles[id]);
    const rows = byPython(csv, separator);
    expect(rows[0]).toEqual(table.heads);
    expect(rows).toHaveLength(1 + amounts.length);
    expect(await byPostgres(csv, separator, table.heads.length)).toEqual(rows);
    const title = table.heads.indexOf("Title");
    expect(rows.slice(1).map((row) => row[title])).toEqual(titles.map((text) => (text === "=1+1" ? "'=1+1" : text)));
  });

  it("has every number that the table has, to the last digit, read by its own convention", async () => {
    const csv = tableCsv(table, csvStyles[id]);
    const expected = table.rows.map((cells) =>
      cells.flatMap((cell) => (cell?.type === "number" ? [cell.decimal] : [])),
    );
    expect(expected.flat().length).toBeGreaterThanOrEqual(2 * amounts.length);
    for (const grid of [byPython(csv, separator), await byPostgres(csv, separator, table.heads.length)]) {
      const numbers = grid.slice(1).map((row, i) =>
        row.flatMap((text, column) => {
          if (table.rows[i]?.[column]?.type !== "number") return [];
          return [numberIn(text, decimal) ?? `no number: ${text}`];
        }),
      );
      expect(numbers).toEqual(expected);
    }
  });

  it("is not read as other numbers by the other convention: a decimal is refused there, and never shifted", () => {
    const rows = byPython(tableCsv(table, csvStyles[id]), separator);
    const other = decimal === "," ? "." : ",";
    const decimals = rows.slice(1).flatMap((row) => row.filter((text) => /^-?\d+[.,]\d+$/.test(text)));
    expect(decimals.length).toBeGreaterThan(0);
    for (const text of decimals) expect(numberIn(text, other)).toBeUndefined();
  });
});
