import type { Address } from "viem";

/** One part of a price: whom it goes to, and how much of it, as a fraction without rounding. */
export type PricePart = {
  to: { kind: "holder"; account: Address } | { kind: "work"; work: bigint } | { kind: "licensor"; account: Address };
  numerator: bigint;
  denominator: bigint;
};
