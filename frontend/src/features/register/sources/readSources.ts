import { percentOfShare } from "@colophon/sdk";
import type { Source } from "./Source.ts";

/** As many works as royalties can follow. */
export const mostSources = 16;

const all = 1_000_000_000;

/** What the new work owes together, in parts per billion, and what is wrong with the choice, if anything is. */
export function readSources(sources: readonly Source[]): { owed: number; error: string | undefined } {
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
  if (owed > all) {
    return `Together they ask for ${percentOfShare(owed)} % of what the new work receives, and there is only 100 %. Take one out.`;
  }
  return undefined;
}
