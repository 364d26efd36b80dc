import { expect, test } from "vitest";
import { parseSearchKey } from "../../indexer/query/search.ts";
import { foldedWordsOf, gramsOf } from "../../indexer/search/words.ts";

test.each([
  ["Straße, STRASSE & Strasse", ["strasse"]],
  ["Łódź Ærø İstanbul", ["lodz", "aero", "istanbul"]],
  ["ﬁne ﬀ １２", ["fine", "ff", "12"]],
  ["Пёс и ёлка", ["пес", "и", "елка"]],
  ["東京の夜", ["東京", "京の", "の夜"]],
  ["夜", ["夜"]],
  ["한국어 노래", ["한국어", "노래"]],
  ["\u202eevil\u0000 'x' | y:*", ["evil", "x", "y"]],
  ["🙂 — …", []],
  ["a".repeat(5000), ["a".repeat(40)]],
])("words of “%.30s”", (text, words) => {
  expect(foldedWordsOf(text, 100)).toEqual(words);
});

test("no more words are taken than asked for", () => {
  expect(foldedWordsOf(Array.from({ length: 5000 }, (_, i) => `w${i}`).join(" "), 1000)).toHaveLength(1000);
});

test("grams of a name are those of its words", () => {
  expect(gramsOf("Blue")).toEqual(["  b", " bl", "blu", "lue", "ue "]);
  expect(gramsOf("Blue, BLUE")).toEqual(gramsOf("blue"));
  expect(gramsOf("…")).toEqual([]);
});

test.each([
  [`0x${"0".repeat(63)}1`, { kind: "work", id: `0x${"0".repeat(55)}1` }],
  ["1984", { kind: "work", id: `0x${(1984).toString(16).padStart(56, "0")}` }],
  ["ab".repeat(32), { kind: "bytes", bytes: `0x${"ab".repeat(32)}`, digits: false }],
  [
    `https://x.example/licences/0x${"ab".repeat(32)}#top`,
    { kind: "bytes", bytes: `0x${"ab".repeat(32)}`, digits: false },
  ],
  [`0x${"AB".repeat(20)}`, { kind: "address", address: `0x${"ab".repeat(20)}` }],
  [`0x${"1".repeat(65)}`, { kind: "words" }],
  ["9".repeat(79), { kind: "words" }],
  ["0", { kind: "words" }],
  ["blue moon", { kind: "words" }],
  ["ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi", { kind: "words" }],
])("“%s” is understood", (typed, key) => {
  expect(parseSearchKey(typed)).toEqual(key);
});
