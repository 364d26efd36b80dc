import { describe, expect, it } from "vitest";
import { csvLine, csvOf, csvStyles } from "./csv.ts";

describe("csvOf", () => {
  it("writes a table as RFC 4180 says, with the mark that spreadsheets look for", () => {
    expect(
      csvOf(
        ["title", "units"],
        [
          ['Tide, and "ebb"', 12n],
          ["two\nlines", 0],
          [null, undefined],
        ],
      ),
    ).toBe('\ufefftitle,units\r\n"Tide, and ""ebb""",12\r\n"two\nlines",0\r\n,\r\n');
  });

  it.each([
    ...[
      "=1+1",
      "+1",
      "-1",
      "@SUM(A1)",
      "\t=1",
      "\r=1",
      "\n=1+1",
      " =1+1",
      "\u00a0=1",
      "\u200b=1",
      "\u202e=1",
      "\u0000=1",
    ],
    ...[
      "＝1+1",
      "＋1",
      "－1",
      "＠SUM(A1)",
      " ＝1",
      "﹦1",
      "−1",
      "⁼1",
      "\ttext",
      "\ntext",
      '=HYPERLINK("http://a","b")',
    ],
  ])("leaves %j no formula", (text) => {
    for (const style of Object.values(csvStyles)) {
      const [, cell = ""] = csvLine(["a", text], style).split(style.separator, 2);
      expect(cell.replace(/^"/, "").startsWith("'")).toBe(true);
    }
  });

  it.each(["1-1", "a=b", "ok", "“=1”", "#1", "%", "Ebb & Flow", ""])("leaves the text %j as it is", (text) => {
    expect(csvLine([text])).toBe(`${text}\r\n`);
  });

  it("leaves a number what it is, even below zero", () => {
    expect(csvLine([-5, -5n, { decimal: "-0.000001" }])).toBe("-5,-5,-0.000001\r\n");
  });

  it("writes decimals, and nothing else, in the convention of the reader", () => {
    const cells = [{ decimal: "-1234.5" }, 0.25, 1_000n, "1.5 base units", "a;b", "c,d"];
    expect(csvLine(cells, csvStyles.comma)).toBe('-1234.5,0.25,1000,1.5 base units,a;b,"c,d"\r\n');
    expect(csvLine(cells, csvStyles.semicolon)).toBe('-1234,5;0,25;1000;1.5 base units;"a;b";c,d\r\n');
    expect(csvLine(cells, csvStyles["semicolon-point"])).toBe('-1234.5;0.25;1000;1.5 base units;"a;b";c,d\r\n');
  });
});
