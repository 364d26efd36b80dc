import type { Address } from "viem";

/** One part of a price: whom it goes to, and how much of it, as a fraction without rounding. */
export type PricePart = {
  to:
    | { kind: "holder"; account: Address }
    | { kind: "licensor"; account: Address }
    | {
        /** The holders of a work further up. */
        kind: "work";
        work: bigint;
        /** How many steps up from the work that is paid. */
        depth: number;
        /** Whether works that are still further up get a part of this, which was not followed. */
        beyond: boolean;
      };
  numerator: bigint;
  denominator: bigint;
};
