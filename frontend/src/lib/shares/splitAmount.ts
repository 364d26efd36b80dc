import type { Share } from "./currentShares.ts";

/** How many decimals a part has beyond those of the currency: units are hundred-millionths. */
export const extraDecimals = 8;

/** One holder's part of an amount, exact: in hundred-millionths of the currency's smallest unit. */
export function partOf(amount: bigint, units: number): bigint {
  return amount * BigInt(units);
}

/** How an amount is divided among holders. The parts add up to the amount, with nothing rounded. */
export function splitAmount(amount: bigint, shares: readonly Share[]): { share: Share; part: bigint }[] {
  return shares.map((share) => ({ share, part: partOf(amount, share.units) }));
}
