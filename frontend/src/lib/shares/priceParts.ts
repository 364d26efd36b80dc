import { type Ancestors, totalUnits, whoGetsWhat } from "@colophon/sdk";
import type { Address } from "viem";
import type { Share } from "./currentShares.ts";
import type { PricePart } from "./PricePart.ts";

const all = 1_000_000_000n;

export type PricePartsParameters = {
  work: bigint;
  /** Who holds the work's units. */
  shares: readonly Share[];
  /** The works that a part of what it receives goes up to. */
  ancestors: Pick<Ancestors, "derivations" | "beyond">;
  /** For a sublicence: who sells it, and what the work gets of its price, in parts per billion. */
  sublicence?: { licensor: Address; share: number } | undefined;
};

/**
 * How a price is divided once everything is settled, the largest part first: of a sublicence, the licensor keeps what
 * does not go to the work; of what any work receives, the works it is made from get their shares, and its holders the
 * rest by their units. Nothing is rounded.
 */
export function priceParts({ work, shares, ancestors, sublicence }: PricePartsParameters): PricePart[] {
  const { derivations, beyond } = ancestors;
  // An amount that stays whole at every step, so that the SDK's rule for amounts gives exact fractions.
  const steps = new Set(derivations.map((edge) => edge.work)).size + (sublicence ? 1 : 0);
  const amount = all ** BigInt(steps);
  const whole = { amount, work, derivations };
  const parts = whoGetsWhat(sublicence ? { ...whole, parentRevenueShare: sublicence.share } : whole);
  return parts
    .flatMap((part): PricePart[] => {
      if (part.to === "licensor" && sublicence) {
        const to = { kind: "licensor", account: sublicence.licensor } as const;
        return [{ to, numerator: part.amount, denominator: amount }];
      }
      if (part.work !== work) {
        const to = { kind: "work", work: part.work, depth: part.depth, beyond: beyond.includes(part.work) } as const;
        return [{ to, numerator: part.amount, denominator: amount }];
      }
      return shares.map(({ account, units }) => ({
        to: { kind: "holder", account },
        numerator: part.amount * BigInt(units),
        denominator: amount * BigInt(totalUnits),
      }));
    })
    .sort((a, b) => sign(b.numerator * a.denominator - a.numerator * b.denominator));
}

function sign(value: bigint): -1 | 0 | 1 {
  return value === 0n ? 0 : value < 0n ? -1 : 1;
}
