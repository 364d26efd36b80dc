import type { Address } from "viem";
import type { Ledger } from "./Ledger.ts";
import { lineAt } from "./lineAt.ts";

/** What an account paid to others: for licences, renewals and reports, and anything else that went into works. */
export function createPaymentsLedger(payer: Address, { work: only }: { work?: bigint | undefined } = {}): Ledger {
  const sums = new Map<string, { currency: Address; paid: bigint }>();
  const me = payer.toLowerCase();
  return {
    apply(event) {
      // Of a sublicence's price, one part goes into the work and the other to the licensor: both were paid.
      if (event.type !== "paid" && event.type !== "credited") return [];
      if (event.payer?.toLowerCase() !== me) return [];
      const { currency, amount, kind, licence } = event;
      const work = event.type === "paid" ? event.work : event.licence >> 32n;
      if (only !== undefined && work !== only) return [];
      const key = currency.toLowerCase();
      const sum = sums.get(key) ?? { currency, paid: 0n };
      sums.set(key, sum);
      sum.paid += amount;
      const counterparty = event.type === "credited" ? event.account : undefined;
      return [lineAt(event, "payments", kind, { work, currency, licence, counterparty, amount, paid: amount })];
    },
    balances: () =>
      [...sums.values()].map(({ currency, paid }) => ({
        ledger: "payments",
        work: undefined,
        currency,
        account: payer,
        units: undefined,
        received: undefined,
        entitled: 0n,
        paid,
        waiting: 0n,
        unsettled: undefined,
      })),
  };
}
