import { blake3 as reference } from "hash-wasm";
import { describe, expect, it } from "vitest";
import { hashSpans, rangeProblem, rangeRoot, rangeSpans } from "./range.ts";

const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 7 + (i >> 8)) % 251);

async function* pieces(bytes: Uint8Array, length = 700) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

describe("ranges of a file's BLAKE3 tree", () => {
  it.each([1025, 2048, 2049, 3072, 5000, 7168, 16384, 31745, 65536, 100_001])(
    "make the digest of all %i bytes, as an independent BLAKE3 gives it",
    async (size) => {
      const bytes = bytesOf(size);
      const digest = `0x${await reference(bytes)}`;
      const chunks = Math.ceil(size / 1024);
      for (let from = 0; from < chunks; from += 1 + (chunks >> 3)) {
        for (let to = from + 1; to <= chunks; to += 1 + (chunks >> 3)) {
          const range = { from: from * 1024, to: Math.min(to * 1024, size), size };
          if (rangeProblem(range)) continue;
          const spans = rangeSpans(range);
          const nodes = await hashSpans(pieces(bytes), { spans, bytes: size });
          expect(rangeRoot(range, nodes ?? [])).toBe(digest);
          const inside = spans.flatMap(({ inside }, i) => (inside ? [nodes?.[i]] : []));
          const excerpt = await hashSpans(pieces(bytes.subarray(range.from, range.to), 1500), {
            spans: spans.filter((span) => span.inside),
            bytes: range.to - range.from,
          });
          expect(excerpt).toEqual(inside);
        }
      }
    },
  );

  it("needs few nodes, however large the file is", () => {
    const size = 2 ** 40 + 5;
    expect(rangeSpans({ from: 2 ** 39 + 1024, to: 2 ** 39 + 9216, size }).length).toBeLessThan(60);
  });

  it("notices bytes too few, too many, changed, and nodes too few", async () => {
    const bytes = bytesOf(5000);
    const range = { from: 1024, to: 3072, size: 5000 };
    const spans = rangeSpans(range);
    const nodes = await hashSpans(pieces(bytes), { spans, bytes: 5000 });
    expect(await hashSpans(pieces(bytes.subarray(1)), { spans, bytes: 5000 })).toBeUndefined();
    expect(await hashSpans(pieces(bytesOf(5001)), { spans, bytes: 5000 })).toBeUndefined();
    expect(rangeRoot(range, nodes?.slice(1) ?? [])).toBeUndefined();
    bytes[2000] = (bytes[2000] as number) ^ 1;
    expect(await hashSpans(pieces(bytes), { spans, bytes: 5000 })).not.toEqual(nodes);
  });

  it.each([
    [{ from: 1, to: 1024, size: 5000 }, /multiple of 1024/],
    [{ from: 0, to: 1000, size: 5000 }, /multiple of 1024/],
    [{ from: 1024, to: 1024, size: 5000 }, /no bytes/],
    [{ from: 4096, to: 5001, size: 5000 }, /no bytes/],
    [{ from: 0, to: 5000, size: 5000 }, /whole file/],
    [{ from: 0, to: Number.NaN, size: 5000 }, /not whole/],
  ])("refuses %o", (range, problem) => {
    expect(rangeProblem(range)).toMatch(problem);
  });
});
