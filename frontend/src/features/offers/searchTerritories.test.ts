import { territories } from "@colophon/sdk/terms";
import { describe, expect, it } from "vitest";
import { territoriesInWords, territoryGroups, territoryName } from "../../lib/terms.ts";
import { searchTerritories } from "./termsChoices.ts";

const find = (words: string, languages = ["en"]) => searchTerritories(words, languages).map(({ code }) => code);

describe("findTerritories", () => {
  it("lists every territory once when nothing is typed", () => {
    expect(find("").sort()).toEqual(territories.map(({ code }) => code).sort());
  });

  it("finds by code, by the beginning and by a part of a name", () => {
    expect(find("de")[0]).toBe("DE");
    expect(find("franc")).toEqual(["FR"]);
    expect(find("guinea")).toContain("PG");
    expect(find("atlantis")).toEqual([]);
  });

  it("finds without accents, in the reader's language and in English", () => {
    expect(find("turkiye")).toEqual(["TR"]);
    expect(find("osterreich", ["de"])).toEqual(["AT"]);
    expect(find("austria", ["de"])).toContain("AT");
  });
});

describe("territoryName", () => {
  it("is the one of the licence text, whatever the browser would call it", () => {
    for (const { code, name } of territories) expect(territoryName(code)).toBe(name);
    expect(["PS", "CG", "MO", "FK"].map((code) => territoryName(code as "PS"))).toEqual([
      "Palestine",
      "Congo (Republic)",
      "Macao",
      "Falkland Islands",
    ]);
  });
});

describe("territoryGroups", () => {
  it("names territories that there are, each once", () => {
    const known = new Set<string>(territories.map(({ code }) => code));
    for (const { codes } of territoryGroups) {
      expect(codes.filter((code) => !known.has(code))).toEqual([]);
      expect(new Set(codes).size).toBe(codes.length);
    }
    expect(territoryGroups.find(({ id }) => id === "eu")?.codes).toHaveLength(27);
    expect(territoryGroups.find(({ id }) => id === "eea")?.codes).toHaveLength(30);
  });
});

describe("territoriesInWords", () => {
  it("says groups, then countries, then how many", () => {
    const eu = territoryGroups.find(({ id }) => id === "eu")?.codes ?? [];
    expect(territoriesInWords("worldwide")).toBe("worldwide");
    expect(territoriesInWords(["FR", "IT"])).toBe("France and Italy");
    expect(territoriesInWords([...eu, "NO"])).toBe("European Union and Norway");
    expect(territoriesInWords(["FR", "US", "JP", "BR", "ZA"])).toBe("5 countries and territories");
  });
});
