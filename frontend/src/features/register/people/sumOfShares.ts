import { percentOf, totalUnits } from "@colophon/sdk";
import { shareOf } from "./shareOf.ts";

export type SumOfShares = {
  /** Of everything that can be read. */
  units: number;
  /** What is left to give away; negative if too much was given. */
  rest: number;
  /** Whether each share can be read. */
  readable: boolean;
  /** Whether the shares are exactly 100 %. */
  complete: boolean;
  /** What a person should know about it. */
  sentence: string;
};

/** What the shares add up to, in whole units. */
export function sumOfShares(people: readonly { share: string }[]): SumOfShares {
  const shares = people.map(({ share }) => shareOf(share));
  const units = shares.reduce((sum, share) => sum + (share.kind === "units" ? share.units : 0), 0);
  const rest = totalUnits - units;
  const readable = shares.every(({ kind }) => kind !== "error");
  return { units, rest, readable, complete: readable && rest === 0, sentence: sentence(rest, readable) };
}

function sentence(rest: number, readable: boolean): string {
  if (!readable) return "One of the shares cannot be read.";
  if (rest === 0) return "The shares add up to 100 %.";
  return rest > 0 ? `${percentOf(rest)} % is left to give.` : `This is ${percentOf(-rest)} % too much.`;
}
