import type { Address, Hex } from "viem";
import { tillMemo } from "../model/constants.ts";
import type { PaymentKind } from "./statement.ts";

/** A sale, renewal or report, which emits its event before its money moves. */
export type Deal = {
  kind: "sale" | "renewal" | "report";
  transaction: Hex;
  logIndex: number;
  licence: bigint;
  payer: Address;
  currency: Address;
  /** What it asked: zero if nothing was to be paid. */
  price: bigint;
};

/** A log of `Paid`, or of `ProceedsCredited`. */
export type DealMoney = {
  event: "paid" | "credited";
  transaction: Hex;
  logIndex: number;
  /** The work that was paid into; undefined for proceeds. */
  work: bigint | undefined;
  /** Undefined for proceeds: their log does not name one. */
  payer: Address | undefined;
  currency: Address;
  memo: Hex;
};

export type Classified = { kind: PaymentKind; licence: bigint | undefined; payer: Address | undefined };

/**
 * What each payment was for. Anyone may pay with any memo, so a memo alone proves nothing: a payment belongs to a deal
 * only if it follows that deal's log in the same transaction, with its licence, payer and currency, and takes the
 * place of no other. The rest are plain payments, whatever they say.
 *
 * @param deals Those of all transactions of `money`, in any order.
 * @param money In the order of the log within each transaction.
 * @param tillOf A work's till, to know its sweeps; undefined if it was not looked up.
 */
export function classifyPayments(
  deals: readonly Deal[],
  money: readonly DealMoney[],
  tillOf: (work: bigint) => Address | undefined,
): Classified[] {
  const key = (transaction: Hex, licence: bigint) => `${transaction} ${licence}`;
  type Open = Deal & { paid: boolean; credited: boolean };
  const open = new Map<string, Open[]>();
  for (const deal of deals) {
    if (deal.price === 0n) continue;
    const at = key(deal.transaction, deal.licence);
    open.set(at, [...(open.get(at) ?? []), { ...deal, paid: false, credited: false }]);
  }
  for (const list of open.values()) list.sort((a, b) => a.logIndex - b.logIndex);

  return money.map(({ event, transaction, logIndex, work, payer, currency, memo }): Classified => {
    const licence = BigInt(memo);
    const same = (a: Address | undefined, b: Address) => a === undefined || a.toLowerCase() === b.toLowerCase();
    const deal = open
      .get(key(transaction, licence))
      ?.findLast((candidate) => candidate.logIndex < logIndex && same(currency, candidate.currency));
    if (deal !== undefined && !deal.credited && same(payer, deal.payer) && (event === "credited" || !deal.paid)) {
      if (event === "paid") deal.paid = true;
      else deal.credited = true;
      return { kind: deal.kind, licence, payer: deal.payer };
    }
    const till = work === undefined || memo !== tillMemo ? undefined : tillOf(work);
    const isTill = till !== undefined && payer !== undefined && same(payer, till);
    return { kind: isTill ? "till" : "payment", licence: undefined, payer };
  });
}
