import type { Address } from "viem";
import type { Ledger } from "./Ledger.ts";
import { lineAt } from "./lineAt.ts";
import type { LineKind, StatementLine } from "./Statement.ts";
import type { StatementEvent } from "./StatementEvent.ts";

type Account = { currency: Address; received: bigint; settled: bigint; claimed: bigint };

const all = 1_000_000_000n;

/** Everything one work receives, what it owes to the works it is made from, and what its holders have taken out. */
export function createWorkLedger(work: bigint): Ledger {
  const accounts = new Map<string, Account>();
  /** What each earlier work is owed, in parts per billion. */
  const edges: bigint[] = [];
  const accountOf = (currency: Address): Account => {
    const key = currency.toLowerCase();
    const found = accounts.get(key) ?? { currency, received: 0n, settled: 0n, claimed: 0n };
    accounts.set(key, found);
    return found;
  };
  const keptOf = ({ received }: Account) => (received * edges.reduce((rest, share) => rest - share, all)) / all;
  const owedOf = ({ received, settled }: Account) =>
    edges.reduce((sum, share) => sum + (received * share) / all, 0n) - settled;

  function receive(
    event: StatementEvent,
    currency: Address,
    amount: bigint,
    kind: LineKind,
    fields: Partial<StatementLine>,
  ): StatementLine[] {
    const account = accountOf(currency);
    const before = keptOf(account);
    account.received += amount;
    const net = keptOf(account) - before;
    const waiting = keptOf(account) - account.claimed;
    const sums = { amount, gross: amount, upstream: amount - net, net, waiting };
    return [lineAt(event, "work", kind, { work, currency, ...sums, ...fields })];
  }

  return {
    apply(event) {
      if (event.type === "derived" && event.work === work) {
        edges.push(BigInt(event.share));
      } else if (event.type === "paid" && event.work === work) {
        const { currency, payer, amount, kind, licence } = event;
        return receive(event, currency, amount, kind, { counterparty: payer, licence });
      } else if (event.type === "settled" && event.parent === work) {
        return receive(event, event.currency, event.amount, "derivative", { otherWork: event.work });
      } else if (event.type === "settled" && event.work === work) {
        const { currency, amount, parent } = event;
        const account = accountOf(currency);
        account.settled += amount;
        const waiting = keptOf(account) - account.claimed;
        return [lineAt(event, "work", "upstream", { work, currency, amount, otherWork: parent, waiting })];
      } else if (event.type === "claimed" && event.work === work) {
        const { currency, holder, amount } = event;
        const account = accountOf(currency);
        account.claimed += amount;
        const waiting = keptOf(account) - account.claimed;
        const fields = { work, currency, counterparty: holder, amount, paid: amount, waiting };
        return [lineAt(event, "work", "withdrawal", fields)];
      }
      return [];
    },
    balances: () =>
      [...accounts.values()].map((account) => ({
        ledger: "work",
        work,
        currency: account.currency,
        account: undefined,
        units: undefined,
        received: account.received,
        entitled: keptOf(account),
        paid: account.claimed,
        waiting: keptOf(account) - account.claimed,
        unsettled: owedOf(account),
      })),
  };
}
