import { expect, it } from "vitest";
import { novelOf, randomFrom } from "../testing/novel.ts";
import { drawBiases, hexOfMark, markOfLicence, traceKeyOf } from "./code.ts";
import { type Markable, openVariants } from "./copies.ts";
import { boundOfScore, chanceOfScore, gainOf, positionsNeeded } from "./odds.ts";
import { marksOf, oddsInWords, programMarksOf, readingOfHex, traceInWords, traceLeak } from "./trace.ts";
import { findVariants, parsePairs, parseRowPairs, parseVariants, TraceError, variantsDocumentOf } from "./variants.ts";

const secret = "AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ";
const bytesOf = (text: string) => new TextEncoder().encode(text);
const textIn = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

const novel = novelOf(260, randomFrom(7));
const variants = findVariants({ bytes: novel.bytes, kind: "text", colluders: 2, pairs: novel.pairs });
const book: Markable = openVariants(novel.bytes, variants);
const marks = marksOf(variants, secret);
const licences = Array.from({ length: 1_000 }, (_, i) => 5_000n + BigInt(i));
const copyFor = (licence: bigint) => textIn(book.copyOf(marks.markOf(licence)));
const traced = (text: string, among = licences) => traceLeak({ reading: book.read(text), marks, licences: among });
const namedIn = (text: string) => traced(text).named.map(({ licence }) => licence);

/** A sentence of one copy, then one of the other, as `pick` says. */
function merge(one: string, other: string, pick: (sentence: number) => boolean): string {
  const [first, second] = [one.split(". "), other.split(". ")];
  return first.map((sentence, i) => (pick(i) ? sentence : second[i])).join(". ");
}

it("reads in each copy exactly the mark that was put into it, and the registered file is one of the copies", () => {
  expect(book.readable()).toBe(variants.positions.length);
  const mark = marks.markOf(5_012n);
  expect(book.read(copyFor(5_012n))).toEqual([...mark]);
  expect(textIn(book.copyOf(new Uint8Array(mark.length)))).toBe(novel.text);
  const copy = book.copyOf(mark);
  expect(book.markIn(copy)).toEqual(mark);
  copy[copy.length - 1] = 0x21;
  expect(book.markIn(copy)).toBeUndefined();
});

it("names the one of 1,000 licences whose copy leaked whole, and nobody else", () => {
  expect(namedIn(copyFor(5_012n))).toEqual([5_012n]);
});

const handled: [string, (copy: string) => string][] = [
  ["more spaces", (copy) => copy.replaceAll(" ", "   ")],
  ["each word on a line", (copy) => copy.replace(/\s+/g, "\r\n")],
  ["other line ends", (copy) => copy.replaceAll("\n", "\r\n")],
  ["characters taken apart", (copy) => copy.normalize("NFD")],
  ["capital letters", (copy) => copy.toUpperCase()],
  ["no punctuation", (copy) => copy.replace(/[.,;]/g, "")],
  ["a third of it", (copy) => copy.slice(copy.length / 3, (copy.length * 2) / 3)],
  ["its sentences in another order", (copy) => copy.split(". ").reverse().join(". ")],
  [
    "words of its own in every tenth place",
    (copy) =>
      copy
        .split(" ")
        .map((word, i) => (i % 10 === 4 ? `${word} indeed` : word))
        .join(" "),
  ],
];

it.each(handled)("finds the copy in a leak that has %s", (_, change) => {
  expect(namedIn(change(copyFor(5_700n)))).toEqual([5_700n]);
});

const merges: [string, (sentence: number) => boolean][] = [
  ["in turns", (sentence) => sentence % 2 === 0],
  ["half and half", (sentence) => sentence < 130],
  [
    "at random",
    (
      (dice) => () =>
        dice() < 0.5
    )(randomFrom(3)),
  ],
];

it.each(merges)("names at least one of two whose copies were put together %s, and nobody else", (_, pick) => {
  const named = namedIn(merge(copyFor(5_001n), copyFor(5_900n), pick));
  expect(named.length).toBeGreaterThan(0);
  for (const licence of named) expect([5_001n, 5_900n]).toContain(licence);
});

it("names nobody in the registered file, in another text, and in one whose variants were all made alike", () => {
  expect(namedIn(novel.text)).toEqual([]);
  expect(namedIn(novelOf(260, randomFrom(8)).text)).toEqual([]);
  const [, alike] = novel.pairs
    .map(([one, other]) => [one, other])
    .reduce<[number, string]>(
      ([done, text], [one = "", other = ""]) => [done + 1, text.replaceAll(new RegExp(`\\b${other}\\b`, "g"), one)],
      [0, copyFor(5_012n)],
    );
  expect(namedIn(alike)).toEqual([]);
});

it("names nobody from a page of it, and says among whose copies it is", () => {
  const copy = copyFor(5_012n);
  const trace = traced(copy.slice(0, copy.length / 25));
  expect(trace).toMatchObject({ enough: false, named: [] });
  expect(trace.seen).toBeGreaterThan(4);
  expect(trace.fitting).toContain(5_012n);
  expect(trace.fitting.length).toBeLessThan(200);
  const words = traceInWords(trace, (licence) => `licence ${licence}`).join(" ");
  expect(words).toContain("Too little of the mark can be read");
  expect(words).toContain("licence 5012");
});

it("computes the chance of a score exactly: as every outcome counted, and never above Chernoff's bound", () => {
  const dice = randomFrom(11);
  for (const biases of [[0.5], [54 / 256, 202 / 256], [29 / 256, 0.5, 227 / 256], [18 / 256, 84 / 256]]) {
    const chances = Array.from({ length: 13 }, () => biases[Math.floor(dice() * biases.length)] ?? 0.5);
    const outcomes = Array.from({ length: 2 ** 13 }, (_, bits) => {
      let [probability, score] = [1, 0];
      for (const [i, chance] of chances.entries()) {
        const agrees = ((bits >> i) & 1) === 1;
        probability *= agrees ? chance : 1 - chance;
        score += agrees ? gainOf(chance).agrees : gainOf(chance).differs;
      }
      return { probability, score };
    });
    for (const score of [0.5, 2.3, 4.1, 7.7, outcomes.at(-1)?.score ?? 0]) {
      const counted = outcomes.reduce((sum, each) => sum + (each.score >= score - 1e-6 ? each.probability : 0), 0);
      const exact = chanceOfScore(chances)(score);
      expect(exact).toBeCloseTo(counted, 12);
      expect(exact).toBeLessThanOrEqual(boundOfScore(chances, score) * (1 + 1e-9));
    }
  }
});

it("needs more positions for more licences and colluders, and no more than it takes for one copy", () => {
  const needed = [1, 2, 3, 4].map((colluders) => positionsNeeded({ licences: 1_000, colluders, bound: 1e-6 }));
  expect(needed[0]).toBe(30);
  expect(needed).toEqual([...needed].sort((one, other) => one - other));
  expect(positionsNeeded({ licences: 10, colluders: 2, bound: 1e-6 })).toBeLessThan(needed[1] ?? 0);
  expect(() => positionsNeeded({ licences: 10, colluders: 9, bound: 1e-6 })).toThrow("1 to 8");
});

it("makes the mark of a licence as it always did: what was delivered must be found years later", () => {
  const key = traceKeyOf(secret, `0x${"11".repeat(32)}`);
  const biases = drawBiases(key, 128, 4);
  expect(Buffer.from(key).toString("hex")).toBe("8cdde20ec0bac01547a1cbad9447b23c231612e871d64187cf340f9020b3d0e9");
  expect([...biases.slice(0, 8)]).toEqual([54, 202, 202, 202, 54, 202, 54, 202]);
  expect(hexOfMark(markOfLicence(key, 7n, biases))).toBe("fd9205a1de0679e4a39a9ab99cd15442");
});

it("draws each variant as often as its bias says", () => {
  const key = traceKeyOf(secret, `0x${"11".repeat(32)}`);
  const biases = drawBiases(key, 4_000, 4);
  const mark = markOfLicence(key, 7n, biases);
  for (const bias of [54, 202]) {
    const drawn = [...mark].filter((_, i) => biases[i] === bias);
    expect(drawn.length).toBeGreaterThan(1_800);
    expect(drawn.reduce((sum, symbol) => sum + symbol, 0) / drawn.length).toBeCloseTo(bias / 256, 1);
  }
});

const table = [
  "id,colour,town",
  ...Array.from({ length: 400 }, (_, i) => `${i},${["grey", "red"][i % 2]},Town ${i * 7}`),
];
const canaries = Array.from({ length: 120 }, (_, i) => `9${i}0,blue,Nowhere ${i} A\n9${i}0,blue,Nowhere ${i} B`).join(
  "\n",
);

it("marks rows by spellings and by added rows, and finds them in any order and in a union of two copies", () => {
  const bytes = bytesOf(`${table.join("\r\n")}\r\n`);
  const rows = findVariants({
    ...{ bytes, kind: "rows", colluders: 2, csv: true },
    pairs: parsePairs("grey | gray"),
    rows: parseRowPairs(canaries),
  });
  expect(rows.positions).toHaveLength(320);
  const sheet = openVariants(bytes, rows);
  expect(sheet.readable()).toBe(320);
  const own = marksOf(rows, secret);
  const copy = (licence: bigint) =>
    textIn(sheet.copyOf(own.markOf(licence)))
      .trimEnd()
      .split("\r\n");
  expect(copy(5_001n)).toHaveLength(401 + 120);
  const trace = (lines: readonly string[]) =>
    traceLeak({ reading: sheet.read(lines.join("\n")), marks: own, licences }).named.map(({ licence }) => licence);
  const dice = randomFrom(5);
  const shuffled = copy(5_001n)
    .map((line) => ({ line, key: dice() }))
    .sort((a, b) => a.key - b.key)
    .map(({ line }) => line);
  expect(trace(shuffled)).toEqual([5_001n]);
  expect(trace(shuffled.slice(0, 200))).toEqual([5_001n]);
  const union = [...new Set([...copy(5_001n), ...copy(5_002n)])];
  expect(trace(union).sort()).toEqual([5_001n, 5_002n]);
});

it("reads words that are there or not, in scripts without spaces, within words, and at both ends of a text", () => {
  const text = "grey He said that rain would come. 私は本を読むことが好きです。A grey-green sea, and grey";
  const bytes = bytesOf(text);
  const at = (part: string, from = 0) => bytesOf(text.slice(0, text.indexOf(part, from))).length;
  const positions = [
    { at: 0, length: 4, variants: ["grey", "gray"] },
    { at: at(" that"), length: 5, variants: [" that", ""] },
    { at: at("読む"), length: bytesOf("読む").length, variants: ["読む", "よむ"] },
    { at: at("green") + 2, length: 3, variants: ["een", "ay"] },
    { at: bytes.length - 4, length: 4, variants: ["grey", "gray"] },
  ];
  const file = {
    size: bytes.length,
    sha256: findVariants({ bytes, kind: "text", colluders: 1, pairs: parsePairs("grey|gray") }).file.sha256,
  };
  const opened = openVariants(
    bytes,
    parseVariants({ format: "colophon-variants/1", file, kind: "text", colluders: 1, positions }),
  );
  for (const mark of [
    [1, 1, 1, 1, 1],
    [0, 1, 0, 1, 0],
    [0, 0, 0, 0, 0],
  ]) {
    expect(opened.read(textIn(opened.copyOf(Uint8Array.from(mark))))).toEqual(mark);
  }
});

it("reads a program's mark with errors and gaps, under the same bound", () => {
  const own = programMarksOf(`0x${"22".repeat(32)}`, secret);
  const hex = hexOfMark(own.markOf(5_003n));
  expect(hex).toMatch(/^[0-9a-f]{32}$/);
  const trace = (text: string) => traceLeak({ reading: readingOfHex(text), marks: own, licences });
  expect(trace(hex).named.map(({ licence }) => licence)).toEqual([5_003n]);
  expect(trace(`${hex.slice(0, 16)}${"?".repeat(16)}`).named.map(({ licence }) => licence)).toEqual([5_003n]);
  expect(trace(`${hex.slice(0, 6)}${"?".repeat(26)}`)).toMatchObject({ enough: false, named: [], seen: 24 });
  expect(() => readingOfHex("12")).toThrow("32 hexadecimal digits");
});

it("says odds as they are, and never better", () => {
  expect(oddsInWords(1e-6)).toBe("at most 1 in 1,000,000");
  expect(oddsInWords(3.1e-9)).toBe("at most 1 in 320,000,000");
  expect(oddsInWords(0.3)).toBe("at most 1 in 3");
});

it("refuses what cannot be marked, and says why", () => {
  const bytes = bytesOf("A grey sea.");
  expect(() => parsePairs("grey")).toThrow("Line 1 of the pairs");
  expect(() => parsePairs("Grey | grey,")).toThrow("letter case, spaces or punctuation");
  expect(() => parseRowPairs("1,a\n")).toThrow("they go in pairs");
  expect(() => findVariants({ bytes, kind: "text", colluders: 2, pairs: parsePairs("red | blue") })).toThrow(
    TraceError,
  );
  const found = findVariants({ bytes, kind: "text", colluders: 2, pairs: parsePairs("grey | gray") });
  expect(parseVariants(variantsDocumentOf(found))).toEqual(found);
  expect(() => openVariants(bytesOf("A gray sea."), found)).toThrow("of another file");
  expect(() =>
    findVariants({ ...{ kind: "text", colluders: 2, pairs: [] }, bytes: Uint8Array.of(0xff, 0xfe) }),
  ).toThrow("not UTF-8");
  const twice = { ...found, positions: [...found.positions, ...found.positions] };
  expect(() => parseVariants({ format: "colophon-variants/1", ...twice })).toThrow("each behind the one before");
});
