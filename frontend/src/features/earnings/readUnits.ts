import { ColophonError, percentOf, unitsFromPercent } from "@colophon/sdk";

export type ReadUnits = { ok: true; units: number } | { ok: false; error: string };

/** Reads the percentage that somebody wants to pass on; never more than they have, never rounded. */
export function readUnits(text: string, held: number): ReadUnits {
  if (text.trim() === "") return { ok: false, error: "Type a percentage, such as 5 or 12.5." };
  try {
    const units = unitsFromPercent(text);
    if (units === 0) return { ok: false, error: "Type a percentage above 0." };
    if (units > held) return { ok: false, error: `You hold ${percentOf(held)} %. Type that or less.` };
    return { ok: true, units };
  } catch (error) {
    if (error instanceof ColophonError) return { ok: false, error: error.shortMessage };
    throw error;
  }
}
