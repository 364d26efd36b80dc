import { ColophonError, unitsFromPercent } from "@colophon/sdk";

export type Share = { kind: "blank" } | { kind: "units"; units: number } | { kind: "error"; error: string };

/** A share as it was typed, in whole units; nothing is rounded. */
export function shareOf(text: string): Share {
  if (text.trim() === "") return { kind: "blank" };
  try {
    return { kind: "units", units: unitsFromPercent(text) };
  } catch (error) {
    if (error instanceof ColophonError) return { kind: "error", error: error.shortMessage };
    throw error;
  }
}
