import type { Terms, TerritoryCode } from "@colophon/sdk";
import { joinWords } from "./joinWords.ts";
import { territoryGroups } from "./territoryGroups.ts";
import { territoryName } from "./territoryName.ts";

/** Territories as part of a sentence: "worldwide", "France and Italy", "European Union and Norway", "12 countries". */
export function territoriesInWords(territories: Terms["territories"]): string {
  if (territories === "worldwide") return "worldwide";
  const group = territoryGroups
    .filter(({ codes }) => codes.length > 2 && codes.every((code) => territories.includes(code)))
    .sort((a, b) => b.codes.length - a.codes.length)[0];
  const rest = group ? territories.filter((code) => !group.codes.includes(code)) : territories;
  if (rest.length > 4) return `${territories.length} countries and territories`;
  return joinWords([...(group ? [group.label] : []), ...rest.map((code: TerritoryCode) => territoryName(code))]);
}
