import { expect, it } from "vitest";
import { csvOf } from "./download.ts";

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

it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("leaves %j no formula", (text) => {
  expect(csvOf(["a"], [[text]])).toContain(`'${text}`);
});

it("leaves a number what it is, even below zero", () => {
  expect(csvOf(["a"], [[-5]])).toBe("\ufeffa\r\n-5\r\n");
});
