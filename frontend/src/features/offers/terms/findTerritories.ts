import { type TerritoryCode, territories } from "@colophon/sdk";
import { territoryName } from "../../../lib/terms/territoryName.ts";

export type FoundTerritory = { code: TerritoryCode };

/** Without accents and case, so that "turkiye" finds Türkiye. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The territories that words stand for, by code or name in the reader's language or in English, in order of name. */
export function findTerritories(words: string, languages: readonly string[] = navigator.languages): FoundTerritory[] {
  const wanted = plain(words.trim());
  const named = territories.map(({ code, name }) => ({ code, name, local: territoryName(code, languages) }));
  named.sort((a, b) => a.local.localeCompare(b.local, [...languages, "en"]));
  if (wanted === "") return named.map(({ code }) => ({ code }));
  const rank = ({ code, name, local }: (typeof named)[number]) => {
    const names = [plain(local), plain(name)];
    if (code.toLowerCase() === wanted) return 0;
    if (names.some((each) => each.startsWith(wanted))) return 1;
    return names.some((each) => each.includes(wanted)) ? 2 : 3;
  };
  return named
    .map((each) => ({ code: each.code, rank: rank(each) }))
    .filter((each) => each.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ code }) => ({ code }));
}
