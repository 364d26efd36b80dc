import type { Address, Hex } from "viem";

/** Where on the chain something happened, as far as a statement says it. Time in seconds since 1970. */
export type EventPosition = { block: number; time: number; transaction: Hex; logIndex: number };

/** What a payment into a work was for; "payment" if no sale, renewal or report in its transaction explains it. */
export type PaymentKind = "sale" | "renewal" | "report" | "till" | "payment";

/**
 * What statements are computed from: the events of Works and Royalties, decoded, in the order of the log. Amounts are in
 * the smallest unit of their currency; a currency is an ERC-20 token, or the zero address for ETH.
 */
export type StatementEvent = { at: EventPosition } & (
  | {
      /** A work is made from an earlier one, and owes it `share` parts per billion of everything it receives. */
      type: "derived";
      work: bigint;
      parent: bigint;
      share: number;
    }
  | {
      /** Money came into a work. */
      type: "paid";
      work: bigint;
      currency: Address;
      payer: Address;
      amount: bigint;
      kind: PaymentKind;
      licence: bigint | undefined;
    }
  | {
      /** What a work owes an earlier one moved up. */
      type: "settled";
      work: bigint;
      parent: bigint;
      currency: Address;
      amount: bigint;
    }
  | { type: "claimed"; work: bigint; currency: Address; holder: Address; to: Address; amount: bigint }
  | {
      /** A holder took the units that were theirs from the beginning. */
      type: "taken";
      work: bigint;
      holder: Address;
      units: bigint;
    }
  | {
      /** Units changed hands. */
      type: "moved";
      work: bigint;
      from: Address;
      to: Address;
      units: bigint;
    }
  | {
      /** The part of a sublicence's price that stays with its licensor. */
      type: "credited";
      account: Address;
      currency: Address;
      amount: bigint;
      payer: Address | undefined;
      kind: PaymentKind;
      licence: bigint;
    }
  | { type: "withdrawn"; account: Address; currency: Address; to: Address; amount: bigint }
);
