import { describe, expect, it } from "vitest";
import { checkSources, parseResale, type Source } from "./sources.ts";

const source = (changes: Partial<Source>): Source => ({
  licence: "0x1",
  work: "0x1",
  share: 50_000_000,
  shareAlike: undefined,
  ...changes,
});

describe("readSources", () => {
  it("adds up what is owed", () => {
    expect(checkSources([])).toEqual({ owed: 0, error: undefined });
    expect(checkSources([source({}), source({ work: "0x2" })])).toEqual({ owed: 100_000_000, error: undefined });
  });

  it("Y08 Y07 refuses more than all, the same work twice, 17 works, and two share-alike terms", () => {
    expect(checkSources([source({ share: 600_000_000 }), source({ work: "0x2", share: 500_000_000 })]).error).toContain(
      "110 %",
    );
    expect(checkSources([source({}), source({ licence: "0x2" })]).error).toContain("same work");
    const many = Array.from({ length: 17 }, (_, index) => source({ work: `0x${index}`, share: 0 }));
    expect(checkSources(many).error).toContain("at most 16");
    expect(checkSources(many.slice(1)).error).toBeUndefined();
    const alike = [source({ shareAlike: "0xa" }), source({ work: "0x2", shareAlike: "0xb" })];
    expect(checkSources(alike).error).toContain("share-alike");
  });
});

describe("readResale", () => {
  it("W10 reads hundredths of a per cent, and rounds nothing", () => {
    expect(parseResale("")).toEqual({ ok: true, hundredths: 0 });
    expect(parseResale("7.5 %")).toEqual({ ok: true, hundredths: 750 });
    expect(parseResale("7,5")).toEqual({ ok: true, hundredths: 750 });
    expect(parseResale("100")).toEqual({ ok: true, hundredths: 10_000 });
    for (const text of ["100.01", "1.234", "1,234", "-1", "ten"])
      expect(parseResale(text)).toMatchObject({ ok: false });
  });
});
