import { describe, expect, it } from "vitest";
import { createMetadata } from "../content/metadata.ts";
import { ownNameIn, showableTitle, titleConcern } from "./titles.ts";

const zalgo = "S\u0335\u0322\u0321\u0328\u0345\u0344a\u0334\u0335\u0336\u0337\u0338lt";

describe("titleConcern", () => {
  it.each([
    "",
    "  \n",
    "\u200b\u200b",
    "\u00ad",
    "\u2060\ufeff",
    "\u3164",
    "\u115f\u1160",
    "\uffa0",
    "\u2800\u2800",
    "\u200d\u200c",
    "\ufe0f",
    "\u0301",
    "\u{e0041}",
    "\u{1d159}",
  ])("finds %j blank, and refuses it", (text) => {
    expect(titleConcern(text)).toMatchObject({ kind: "blank", refused: true });
    expect(showableTitle(text)).toBeUndefined();
  });

  it.each(["Salt\u200b Almanac", "Sa\u00adlt", "Salt\u2060", "S\u200dalt", "Salt\u200e", "Salt\u3164", "نمک\u200b"])(
    "finds what is hidden in %j",
    (text) => {
      expect(titleConcern(text)).toMatchObject({ kind: "hidden", refused: true });
    },
  );

  it("refuses accents that pile up, and cuts them in lists", () => {
    expect(titleConcern(zalgo)).toMatchObject({ kind: "stacked", refused: true });
    expect(titleConcern(showableTitle(zalgo) ?? "")).toBeUndefined();
  });

  it.each([
    ["Соlорhоn Осеаn", /Latin and Cyrillic in one word/],
    ["Cоlophon", /Latin and Cyrillic/],
    ["Τhe Salt", /Latin and Greek/],
    ["The Осе Almanac", /word in Cyrillic beside words in Latin/],
    ["𝕮𝖔𝖑𝖔𝖕𝖍𝖔𝖓", /dressed as Latin/],
    ["Ｃｏｌｏｐｈｏｎ", /dressed as Latin/],
  ])("marks %j and refuses it not: it may be a matter of style", (text, words) => {
    expect(titleConcern(text)).toMatchObject({ kind: "mixed", refused: false, mark: expect.stringMatching(words) });
  });

  it.each([
    "The Salt Almanac",
    "4′33″",
    "…",
    "Война и мир",
    "Война и мир (War and Peace)",
    "Ὀδύσσεια",
    "海辺のカフカ",
    "ノルウェイの森 Norwegian Wood",
    "کتاب‌های ایران",
    "חָלוֹם",
    "क्‍ष",
    "Việt Nam Đất Nước",
    "Ångström & Œuvre",
    "👩‍👩‍👧‍👦 Family",
    "❤️",
    "1️⃣ First",
    "αβ-decay",
    "한국의 시",
    "ஸ்ரீ",
    "Ünïcödé",
    "ﬁrst light",
    "№ 5",
    "x² + y²",
  ])("has nothing against %j", (text) => {
    expect(titleConcern(text)).toBeUndefined();
    expect(showableTitle(text)).toBe(text);
  });
});

describe("createMetadata", () => {
  const fields = { name: "Salt", description: "", category: "literary", credits: [] } as const;

  it.each(["\u200b\u200b", "Salt\u200b", zalgo])("refuses the title and the name %j", (text) => {
    expect(() => createMetadata({ ...fields, name: text })).toThrow(/title|name/);
    expect(() => createMetadata({ ...fields, credits: [{ name: text, role: "author" }] })).toThrow(/credits\.0\.name/);
  });

  it("takes a title of two alphabets, which readers see marked", () => {
    expect(createMetadata({ ...fields, name: "KoЯn" }).metadata.name).toBe("KoЯn");
  });
});

describe("ownNameIn", () => {
  const claimant = `0x${"a1".repeat(20)}`;
  const other = `0x${"b2".repeat(20)}`;

  it("takes only what a claimant calls their own account, whatever else they credit", () => {
    const ines = { name: "Ines Okafor", account: claimant };
    expect(ownNameIn({ claimant, credits: [{ name: "Tomas Lind", account: other }, { name: "A friend" }, ines] })).toBe(
      "Ines Okafor",
    );
    expect(ownNameIn({ claimant, credits: [{ name: "Somebody famous", account: other }] })).toBeUndefined();
  });

  it("passes on no name that is not what it looks like", () => {
    for (const name of ["\u200b\u200b", "Соlорhоn", "a\u202eb"]) {
      expect(ownNameIn({ claimant, credits: [{ name, account: claimant }] }), name).toBeUndefined();
    }
  });
});
