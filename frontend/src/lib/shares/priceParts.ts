import { totalUnits } from "@colophon/sdk";
import type { Address } from "viem";
import type { Share } from "./currentShares.ts";
import type { PricePart } from "./PricePart.ts";

const all = 1_000_000_000n;

export type PricePartsParameters = {
  /** Who holds the work's units. */
  shares: readonly Share[];
  /** The works it is made from, and what each is owed, in parts per billion. */
  upstream: readonly { parent: bigint; share: number }[];
  /** For a sublicence: who sells it, and what the work gets of its price, in parts per billion. */
  sublicence?: { licensor: Address; share: number } | undefined;
};

/**
 * How a price is divided: of a sublicence, the licensor keeps what does not go to the work; of what the work receives,
 * the works it is made from get their shares, and its holders the rest by their units. Nothing is rounded.
 */
export function priceParts({ shares, upstream, sublicence }: PricePartsParameters): PricePart[] {
  const toWork = sublicence ? BigInt(sublicence.share) : all;
  const owed = upstream.reduce((sum, { share }) => sum + BigInt(share), 0n);
  const parts: PricePart[] = [];
  if (sublicence && toWork < all) {
    parts.push({ to: { kind: "licensor", account: sublicence.licensor }, numerator: all - toWork, denominator: all });
  }
  for (const { parent, share } of upstream) {
    parts.push({
      to: { kind: "work", work: parent },
      numerator: toWork * BigInt(share),
      denominator: all * all,
    });
  }
  for (const { account, units } of shares) {
    parts.push({
      to: { kind: "holder", account },
      numerator: toWork * (all - owed) * BigInt(units),
      denominator: all * all * BigInt(totalUnits),
    });
  }
  return parts.filter(({ numerator }) => numerator > 0n);
}
