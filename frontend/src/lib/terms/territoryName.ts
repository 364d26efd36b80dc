import { type TerritoryCode, territories } from "@colophon/sdk";

const english = new Map<string, string>(territories.map(({ code, name }) => [code, name]));

/** The name of a territory in the reader's language; in English, as deeds write it, where the browser has none. */
export function territoryName(code: TerritoryCode, languages: readonly string[] = navigator.languages): string {
  try {
    const named = new Intl.DisplayNames([...languages, "en"], { type: "region", fallback: "none" }).of(code);
    return named ?? english.get(code) ?? code;
  } catch {
    return english.get(code) ?? code;
  }
}
