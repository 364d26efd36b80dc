import type { Address, Hex } from "viem";
import { tillMemo } from "./constants.ts";
import { isSameAddress, licenceInMemo } from "./ids.ts";

/** What licensees are asked to pay for; a debt is what is owed for what they reported. */
export type ChargeKind = "sale" | "renewal" | "debt";

/** What a payment into a work was for; "payment" if no sale, renewal or debt in its transaction explains it. */
export type PaymentKind = ChargeKind | "till" | "payment";

/** A sale, a renewal or the payment of a debt, which emits its event before its money moves. */
export type Charge = {
  kind: ChargeKind;
  licence: bigint;
  payer: Address;
  currency: Address;
  /** What it asked: zero if nothing was to be paid. */
  price: bigint;
};

/** Money that came into a work. */
export type PaymentLog = {
  logIndex: number;
  work: bigint;
  payer: Address;
  currency: Address;
  amount: bigint;
  memo: Hex;
};

/** Money that a licensor was credited for a sublicence: its log names neither a work nor a payer. */
export type CreditLog = { logIndex: number; currency: Address; amount: bigint; memo: Hex };

/**
 * What each payment of one transaction was for, told log by log in their order. Of a sublicence's price every licensor
 * above is credited a part, from the nearest up, and what is left goes into the work: so money belongs to a charge if it
 * follows that charge's log in the same transaction, with its licence and currency, until the work was paid by the
 * charge's payer or the price is used up. Anyone may pay with any memo, so a memo alone proves nothing: the rest are
 * plain payments, whatever they say. A log may be handed in again: that changes nothing.
 */
export function createPaymentMatcher<Asked extends Charge = Charge>() {
  const charges: { charge: Asked; logIndex: number; taken: Map<number, { amount: bigint; last: boolean }> }[] = [];

  /** The last charge of this licence and currency, unless it was met before; what is taken of it is noted. */
  function take({ logIndex, currency, memo, amount }: CreditLog, payer?: Address): Asked | undefined {
    const licence = BigInt(memo);
    const found = charges.findLast(
      ({ charge, logIndex: asked }) =>
        asked < logIndex && charge.licence === licence && isSameAddress(charge.currency, currency),
    );
    if (found === undefined || (payer !== undefined && !isSameAddress(payer, found.charge.payer))) return undefined;
    const before = [...found.taken].filter(([index]) => index < logIndex).map(([, part]) => part);
    const used = before.reduce((sum, part) => sum + part.amount, 0n);
    // A strange token may bring more than was asked: the first money of a charge is its own in any case.
    const fits = before.length === 0 || used + amount <= found.charge.price;
    if (!fits || before.some(({ last }) => last)) return undefined;
    found.taken.set(logIndex, { amount, last: payer !== undefined });
    return found.charge;
  }

  return {
    /** A sale, renewal or debt was told by a log. One that asks nothing explains no payment. */
    ask(logIndex: number, charge: Asked): void {
      while ((charges.at(-1)?.logIndex ?? -1) >= logIndex) charges.pop();
      if (charge.price !== 0n) charges.push({ charge, logIndex, taken: new Map() });
    },
    /** What money that came into a work was for; undefined if no charge explains it. */
    paid: (log: PaymentLog): Asked | undefined =>
      licenceInMemo(log.memo, log.work) === undefined ? undefined : take(log, log.payer),
    /** What money that a licensor was credited was for. */
    credited: (log: CreditLog): Asked | undefined => take(log),
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
