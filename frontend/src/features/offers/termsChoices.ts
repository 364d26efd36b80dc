import { day } from "@colophon/sdk";
import { licenceImports, presets, type Terms, type TerritoryCode, territories, type UseId } from "@colophon/sdk/terms";

/** The uses in groups that people look for them in. Each use is in one group. */
export const groupsOfUses: readonly { id: string; label: string; uses: readonly UseId[] }[] = [
  { id: "publishing", label: "Publishing", uses: ["print", "show-online", "download", "stream", "perform"] },
  { id: "productions", label: "Productions", uses: ["film", "record", "game"] },
  { id: "business", label: "Goods and business", uses: ["goods", "manufacture", "mark", "know-how"] },
  { id: "copies", label: "Copies", uses: ["keep", "lend", "sell-copies", "tokenise"] },
  { id: "new-works", label: "New works", uses: ["translate", "adapt"] },
  { id: "machines", label: "Software, data and machine learning", uses: ["run", "extract", "mine", "train", "prompt"] },
];

/** Durations to choose from, in seconds. A year is counted as 365 days, which the deed says. */
export const durations = [
  { seconds: 30 * day, label: "30 days" },
  { seconds: 182 * day, label: "Half a year (182 days)" },
  { seconds: 365 * day, label: "1 year (365 days)" },
  { seconds: 730 * day, label: "2 years (730 days)" },
  { seconds: 1_095 * day, label: "3 years (1,095 days)" },
  { seconds: 1_825 * day, label: "5 years (1,825 days)" },
  { seconds: 3_650 * day, label: "10 years (3,650 days)" },
] as const;

/** Reporting periods to choose from, in calendar months. */
export const reportingMonths = [
  { months: 1, label: "Month" },
  { months: 3, label: "Quarter (3 months)" },
  { months: 6, label: "Half a year (6 months)" },
  { months: 12, label: "Year (12 months)" },
] as const;

export type StartingPoint = {
  id: string;
  label: string;
  /** What it is for, in a sentence. */
  summary: string;
  terms: Terms;
  /** For a well-known licence: where the original stands, and in what these terms are not the original. */
  imported: { original: string; differences: readonly string[] } | undefined;
};

type StartingGroup = { label: string; note: string | undefined; points: readonly StartingPoint[] };

const count = (differences: readonly string[]) =>
  `The nearest to it here; it differs in ${differences.length} points, which you read when you choose it.`;

const importsOf = (family: string): StartingPoint[] =>
  licenceImports
    .filter((each) => each.family === family)
    .map(({ id, label, terms, original, differences }) => ({
      id,
      label,
      summary: count(differences),
      terms,
      imported: { original, differences },
    }));

const own: readonly StartingPoint[] = presets.map(({ id, label, summary, terms }) => ({
  id,
  label,
  summary,
  terms,
  imported: undefined,
}));

/** So many of our own come first and suit any work; those of one trade follow them. */
const ofAnyWork = presets.findIndex(({ id }) => id === "sync");

/** What terms can start from: our own first, then well-known licences by family. */
export const startingGroups: readonly StartingGroup[] = [
  { label: "Colophon", note: undefined, points: own.slice(0, ofAnyWork) },
  {
    label: "For one trade",
    note: "Film, music, books, goods, software, data and teaching.",
    points: own.slice(ofAnyWork),
  },
  {
    label: "Creative Commons",
    note: "Terms that come nearest to these licences. None of them is the original.",
    points: importsOf("Creative Commons"),
  },
  {
    label: "Can't Be Evil",
    note: "Terms that come nearest to these licences for NFTs. None of them is the original.",
    points: importsOf("Can't Be Evil"),
  },
];

/** A starting point by its id. */
export function startingPointOf(id: string | undefined): StartingPoint | undefined {
  return startingGroups.flatMap(({ points }) => points).find((point) => point.id === id);
}

type FoundTerritory = { code: TerritoryCode };

/** Without accents and case, so that "turkiye" finds Türkiye. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** What the browser calls a territory in the reader's language: only to find it by, since browsers differ. */
function localName(code: TerritoryCode, languages: readonly string[]): string | undefined {
  try {
    return new Intl.DisplayNames([...languages, "en"], { type: "region", fallback: "none" }).of(code);
  } catch {
    return undefined;
  }
}

/** The territories that words stand for, by code or name in the reader's language or in English, in order of name. */
export function searchTerritories(words: string, languages: readonly string[] = navigator.languages): FoundTerritory[] {
  const wanted = plain(words.trim());
  const named = territories.map(({ code, name }) => ({ code, name, local: localName(code, languages) ?? name }));
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
