import type { Address, Hex } from "viem";
import { tillMemo } from "./constants.ts";
import { isSameAddress, licenceInMemo } from "./ids.ts";

/** What licensees are asked to pay for. */
export type ChargeKind = "sale" | "renewal" | "report";

/** What a payment into a work was for; "payment" if no sale, renewal or report in its transaction explains it. */
export type PaymentKind = ChargeKind | "till" | "payment";

/** A sale, renewal or report, which emits its event before its money moves. */
export type Charge = {
  kind: ChargeKind;
  licence: bigint;
  payer: Address;
  currency: Address;
  /** What it asked: zero if nothing was to be paid. */
  price: bigint;
};

/** Money that came into a work. */
export type PaymentLog = { logIndex: number; work: bigint; payer: Address; currency: Address; memo: Hex };

/** Money that a licensor was credited for a sublicence: its log names neither a work nor a payer. */
export type CreditLog = { logIndex: number; currency: Address; memo: Hex };

/**
 * What each payment of one transaction was for, told log by log in their order. Anyone may pay with any memo, so a memo
 * alone proves nothing: money belongs to a charge only if it follows that charge's log in the same transaction, with its
 * licence, its work, payer and currency, and takes the place of no other. The rest are plain payments, whatever they
 * say. A log may be handed in again: that changes nothing.
 */
export function createPaymentMatcher<Asked extends Charge = Charge>() {
  const charges: { charge: Asked; logIndex: number; paid?: number; credited?: number }[] = [];

  /** The last charge of this licence and currency, unless it was met before; its place is taken with this log. */
  function take(event: "paid" | "credited", { logIndex, currency, memo }: CreditLog, payer?: Address) {
    const licence = BigInt(memo);
    const found = charges.findLast(
      ({ charge, logIndex: asked }) =>
        asked < logIndex && charge.licence === licence && isSameAddress(charge.currency, currency),
    );
    if (found === undefined || (payer !== undefined && !isSameAddress(payer, found.charge.payer))) return undefined;
    const before = (taken: number | undefined) => taken !== undefined && taken < logIndex;
    if (before(found.credited) || (event === "paid" && before(found.paid))) return undefined;
    found[event] = logIndex;
    return found.charge;
  }

  return {
    /** A sale, renewal or report was told by a log. One that asks nothing explains no payment. */
    ask(logIndex: number, charge: Asked): void {
      while ((charges.at(-1)?.logIndex ?? -1) >= logIndex) charges.pop();
      if (charge.price !== 0n) charges.push({ charge, logIndex });
    },
    /** What money that came into a work was for; undefined if no charge explains it. */
    paid: (log: PaymentLog): Asked | undefined =>
      licenceInMemo(log.memo, log.work) === undefined ? undefined : take("paid", log, log.payer),
    /** What money that a licensor was credited was for. */
    credited: (log: CreditLog): Asked | undefined => take("credited", log),
  };
}

/** Whether a payment is what arrived at a work's till: anyone can write a till's memo, so only the till is believed. */
export function isSweep({ memo, payer }: Pick<PaymentLog, "memo" | "payer">, till: Address | undefined): boolean {
  return memo === tillMemo && isSameAddress(payer, till);
}

type InTransaction = { transaction: Hex };

/** A log of `Paid`, or of `ProceedsCredited`. */
export type Money = InTransaction & (({ event: "paid" } & PaymentLog) | ({ event: "credited" } & CreditLog));

export type Classified = { kind: PaymentKind; licence: bigint | undefined; payer: Address | undefined };

/**
 * What each payment was for, over many transactions: see {@link createPaymentMatcher}.
 *
 * @param charges Those of all transactions of `money`, in any order.
 * @param money In the order of the log within each transaction.
 * @param tillOf A work's till, to know its sweeps; undefined if it was not looked up.
 */
export function classifyPayments(
  charges: readonly (Charge & InTransaction & { logIndex: number })[],
  money: readonly Money[],
  tillOf: (work: bigint) => Address | undefined,
): Classified[] {
  const matchers = new Map<Hex, ReturnType<typeof createPaymentMatcher>>();
  for (const charge of charges.toSorted((a, b) => a.logIndex - b.logIndex)) {
    const matcher = matchers.get(charge.transaction) ?? createPaymentMatcher();
    matchers.set(charge.transaction, matcher);
    matcher.ask(charge.logIndex, charge);
  }
  return money.map((log): Classified => {
    const matcher = matchers.get(log.transaction);
    const charge = log.event === "paid" ? matcher?.paid(log) : matcher?.credited(log);
    if (charge) return { kind: charge.kind, licence: charge.licence, payer: charge.payer };
    if (log.event === "credited") return { kind: "payment", licence: undefined, payer: undefined };
    return { kind: isSweep(log, tillOf(log.work)) ? "till" : "payment", licence: undefined, payer: log.payer };
  });
}
