import { describe, expect, it } from "vitest";
import { findLines } from "./fileReading.ts";

async function* inPieces(text: string, length: number) {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

describe("findLines", () => {
  const text = "one\ntwö\n\nfour";
  it.each([
    [1, 1, "one\n"],
    [2, 2, "twö\n"],
    [2, 3, "twö\n\n"],
    [3, 4, "\nfour"],
    [4, 4, "four"],
    [1, 4, text],
  ])("finds %i to %i", async (first, last, expected) => {
    for (const length of [1, 3, 100]) {
      const found = await findLines(inPieces(text, length), { first, last });
      if (!("from" in found)) throw new Error("The lines were not found.");
      const bytes = new TextEncoder().encode(text).subarray(found.from, found.to);
      expect(new TextDecoder().decode(bytes)).toBe(expected);
    }
  });

  it("says how many there are if there are fewer", async () => {
    expect(await findLines(inPieces(text, 3), { first: 4, last: 5 })).toEqual({ lines: 4 });
    expect(await findLines(inPieces("a\nb\n", 3), { first: 2, last: 3 })).toEqual({ lines: 2 });
    expect(await findLines(inPieces("", 3), { first: 1, last: 1 })).toEqual({ lines: 0 });
  });
});
