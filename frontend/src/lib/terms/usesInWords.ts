import { type UseId, uses } from "@colophon/sdk";
import { joinWords } from "./joinWords.ts";

/** Uses as part of a sentence: "editorial, print and AI training". */
export function usesInWords(ids: readonly UseId[]): string {
  const labels = uses.filter((use) => ids.includes(use.id)).map((use) => lower(use.label));
  return joinWords(labels);
}

/** The label inside a sentence; "AI" stays as it is. */
function lower(label: string): string {
  return label.startsWith("AI") ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
