import { describe, expect, it } from "vitest";
import { parsePart, shownRange } from "./part.ts";

describe("readPart", () => {
  it("counts bytes from 0 and lines from 1", () => {
    expect(parsePart({ unit: "bytes", first: "0", last: " 4999 " }, 5000)).toEqual({ ok: true, first: 0, last: 4999 });
    expect(parsePart({ unit: "lines", first: "1", last: "9999" }, 5000)).toEqual({ ok: true, first: 1, last: 9999 });
  });

  it.each([
    [{ unit: "bytes", first: "", last: "1" }, "first", /first byte, from 0/],
    [{ unit: "bytes", first: "1,024", last: "2000" }, "first", /digits only/],
    [{ unit: "bytes", first: "0", last: "-1" }, "last", /last byte, from 0/],
    [{ unit: "bytes", first: "0", last: "5000" }, "last", /last byte of this file is 4999/],
    [{ unit: "lines", first: "0", last: "3" }, "first", /first line, from 1/],
    [{ unit: "lines", first: "4", last: "3" }, "last", /before the first/],
  ] as const)("W10 refuses %j with a sentence", (form, field, error) => {
    expect(parsePart(form, 5000)).toEqual({ ok: false, field, error: expect.stringMatching(error) });
  });
});

describe("shownRange", () => {
  it.each([
    [0, 1, 0, 1024],
    [1023, 1025, 0, 2048],
    [1024, 2048, 1024, 2048],
    [4999, 5000, 4096, 5000],
  ])("grows %i-%i to whole leaves", (from, to, first, end) => {
    expect(shownRange({ from, to }, 5000)).toEqual({ from: first, to: end, size: 5000 });
  });
});
