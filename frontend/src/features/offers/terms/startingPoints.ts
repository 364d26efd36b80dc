import { licenceImports, presets, type Terms } from "@colophon/sdk";

export type StartingPoint = {
  id: string;
  label: string;
  /** What it is for, in a sentence. */
  summary: string;
  terms: Terms;
  /** For a well-known licence: where the original stands, and in what these terms are not the original. */
  imported: { original: string; differences: readonly string[] } | undefined;
};

export type StartingGroup = { label: string; note: string | undefined; points: readonly StartingPoint[] };

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

/** What terms can start from: our own first, then well-known licences by family. */
export const startingGroups: readonly StartingGroup[] = [
  { label: "Colophon", note: undefined, points: own },
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
