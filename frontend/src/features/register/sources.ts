import { allShares, mostSources, percentOfShare, resaleFromPercent } from "@colophon/sdk";
import * as v from "valibot";
import { parsePercent } from "../../lib/parse.ts";

/** A licence that allows the work to be made from another, with what it asks. Kept with the form. */
export const Source = v.object({
  /** Its number, as in links. */
  licence: v.string(),
  /** The number of the earlier work. */
  work: v.string(),
  /** What the earlier work is owed of everything the new one receives, in parts per billion. */
  share: v.number(),
  /** The name of its terms, if the new work may be offered under these only. */
  shareAlike: v.undefinedable(v.string()),
});

export type Source = v.InferOutput<typeof Source>;

/** What the new work owes together, in parts per billion, and what is wrong with the choice, if anything is. */
export function checkSources(sources: readonly Source[]): { owed: number; error: string | undefined } {
  const owed = sources.reduce((sum, { share }) => sum + share, 0);
  return { owed, error: problemOf(sources, owed) };
}

function problemOf(sources: readonly Source[], owed: number): string | undefined {
  if (sources.length > mostSources) return `A work is made from at most ${mostSources} others. Take some out.`;
  if (new Set(sources.map(({ work }) => work)).size < sources.length) {
    return "Two of these licences are of the same work. Keep one of them.";
  }
  if (new Set(sources.map(({ shareAlike }) => shareAlike).filter(Boolean)).size > 1) {
    return "These licences ask for different share-alike terms, and a work can be offered under one of them only. Take one out.";
  }
  if (owed > allShares) {
    return `Together they ask for ${percentOfShare(owed)} % of what the new work receives, and there is only 100 %. Take one out.`;
  }
  return undefined;
}

/** What is wrong with the works it is made from and with the resale royalty, by field. */
export function moneyErrors(sources: readonly Source[] | undefined, resale: string): Readonly<Record<string, string>> {
  const problem =
    sources?.length === 0
      ? "Choose the licences that allow it, or take the tick away."
      : sources && checkSources(sources).error;
  const parsed = parseResale(resale);
  return { ...(problem ? { sources: problem } : {}), ...(parsed.ok ? {} : { resale: parsed.error }) };
}

type ParsedResale = { ok: true; hundredths: number } | { ok: false; error: string };

/** Reads a resale royalty in per cent: at most two decimals, because that is what is recorded. Empty for none. */
export function parseResale(text: string): ParsedResale {
  if (text.trim() === "") return { ok: true, hundredths: 0 };
  const parsed = parsePercent(text, resaleFromPercent);
  if (parsed.ok) return { ok: true, hundredths: parsed.part };
  return { ok: false, error: `${parsed.error} Leave it empty for none.` };
}
