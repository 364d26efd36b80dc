import { percentOf, totalUnits } from "@colophon/sdk";
import { shareOf } from "./shareOf.ts";

/**
 * Gives what is left to those whose share is still empty, in equal parts, or to the first line if nobody's is. Units
 * that can't be divided go to the first of them, one each, so that the sum is exact.
 */
export function divideRest<Line extends { share: string }>(people: readonly Line[]): Line[] {
  const shares = people.map(({ share }) => shareOf(share));
  const given = shares.reduce((sum, share) => sum + (share.kind === "units" ? share.units : 0), 0);
  const rest = totalUnits - given;
  if (rest <= 0 || shares.some(({ kind }) => kind === "error")) return [...people];
  const blank = shares.flatMap(({ kind }, index) => (kind === "blank" ? [index] : []));
  const takers = blank.length > 0 ? blank : [0];
  const part = Math.floor(rest / takers.length);
  const odd = rest % takers.length;
  return people.map((line, index) => {
    const turn = takers.indexOf(index);
    if (turn === -1) return line;
    const share = shares[index];
    const own = share?.kind === "units" ? share.units : 0;
    return { ...line, share: percentOf(own + part + (turn < odd ? 1 : 0)) };
  });
}
