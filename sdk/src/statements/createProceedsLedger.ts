import type { Address } from "viem";
import type { Ledger } from "./Ledger.ts";
import { lineAt } from "./lineAt.ts";

type Account = { currency: Address; credited: bigint; withdrawn: bigint };

/** What an account keeps of the prices of sublicences that it sells. */
export function createProceedsLedger(holder: Address): Ledger {
  const accounts = new Map<string, Account>();
  const me = holder.toLowerCase();
  const accountOf = (currency: Address): Account => {
    const key = currency.toLowerCase();
    const found = accounts.get(key) ?? { currency, credited: 0n, withdrawn: 0n };
    accounts.set(key, found);
    return found;
  };
  return {
    apply(event) {
      if (event.type !== "credited" && event.type !== "withdrawn") return [];
      if (event.account.toLowerCase() !== me) return [];
      const { currency, amount } = event;
      const account = accountOf(currency);
      if (event.type === "credited") {
        account.credited += amount;
        const { licence, payer } = event;
        const waiting = account.credited - account.withdrawn;
        const fields = { work: licence >> 32n, licence, counterparty: payer, amount, gross: amount, net: amount };
        return [lineAt(event, "proceeds", "proceeds", { currency, waiting, ...fields })];
      }
      account.withdrawn += amount;
      const waiting = account.credited - account.withdrawn;
      const fields = { currency, counterparty: event.to, amount, paid: amount, waiting };
      return [lineAt(event, "proceeds", "proceeds-withdrawal", fields)];
    },
    balances: () =>
      [...accounts.values()].map(({ currency, credited, withdrawn }) => ({
        ledger: "proceeds",
        work: undefined,
        currency,
        account: holder,
        units: undefined,
        received: undefined,
        entitled: credited,
        paid: withdrawn,
        waiting: credited - withdrawn,
        unsettled: undefined,
      })),
  };
}
