import type { Address } from "viem";
import { allShares } from "../model/constants.ts";
import { isSameAddress } from "../model/ids.ts";
import { shareOf } from "../model/units.ts";
import type {
  LedgerName,
  LineKind,
  StatementBalance,
  StatementEvent,
  StatementLine,
  StatementUnknown,
} from "./statement.ts";

/** One point of view on the events. It keeps one state for each work and currency, however many events there are. */
export type Ledger = {
  /** Counts an event, and returns the lines that it makes. */
  apply: (event: StatementEvent) => StatementLine[];
  /** Where everything stands now, in the order in which it appeared. */
  balances: () => StatementBalance[];
  /** What can't be known, as everything stands now: `atMost` since the beginning. */
  unknown?: () => StatementUnknown[];
};

/** A line at the place of an event, with nothing in it but what is given. */
export function lineAt(
  { at }: StatementEvent,
  ledger: LedgerName,
  kind: LineKind,
  fields: Partial<StatementLine>,
): StatementLine {
  return {
    block: at.block,
    time: at.time,
    transaction: at.transaction,
    logIndex: at.logIndex,
    ledger,
    kind,
    work: undefined,
    currency: undefined,
    counterparty: undefined,
    otherWork: undefined,
    licence: undefined,
    units: undefined,
    unitsMoved: undefined,
    amount: undefined,
    gross: 0n,
    upstream: 0n,
    net: 0n,
    taken: 0n,
    withdrawn: 0n,
    paid: 0n,
    untaken: undefined,
    waiting: undefined,
    ...fields,
  };
}

type WorkAccount = { currency: Address; received: bigint; settled: bigint; claimed: bigint };

/** Everything one work receives, what it owes to the works it is made from, and what its holders have taken out. */
export function createWorkLedger(work: bigint): Ledger {
  const accounts = new Map<string, WorkAccount>();
  /** What each earlier work is owed, in parts per billion. */
  const edges: bigint[] = [];
  const accountOf = (currency: Address): WorkAccount => {
    const key = currency.toLowerCase();
    const found = accounts.get(key) ?? { currency, received: 0n, settled: 0n, claimed: 0n };
    accounts.set(key, found);
    return found;
  };
  const keptOf = ({ received }: WorkAccount) =>
    shareOf(
      received,
      edges.reduce((rest, share) => rest - share, BigInt(allShares)),
    );
  const owedOf = ({ received, settled }: WorkAccount) =>
    edges.reduce((sum, share) => sum + shareOf(received, share), 0n) - settled;

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
        const fields = { work, currency, counterparty: holder, amount, withdrawn: amount, waiting };
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
        ...{ units: undefined, unitsUntaken: undefined, untaken: undefined },
        received: account.received,
        entitled: keptOf(account),
        ...{ withdrawn: account.claimed, paid: 0n },
        waiting: keptOf(account) - account.claimed,
        unsettled: owedOf(account),
      })),
  };
}

/** One state for each currency, in the order in which the currencies appeared. */
function byCurrency<State extends object>(begin: () => State) {
  const states = new Map<string, { currency: Address } & State>();
  return {
    of(currency: Address): { currency: Address } & State {
      const key = currency.toLowerCase();
      const state = states.get(key) ?? { currency, ...begin() };
      states.set(key, state);
      return state;
    },
    all: () => [...states.values()],
  };
}

/** A balance that no units of a work are behind, with nothing in it but what is given. */
const balanceOf = (
  ledger: LedgerName,
  account: Address,
  currency: Address,
  amounts: Partial<Pick<StatementBalance, "entitled" | "withdrawn" | "paid" | "waiting">>,
): StatementBalance => ({
  ledger,
  work: undefined,
  currency,
  account,
  ...{ units: undefined, unitsUntaken: undefined, untaken: undefined },
  received: undefined,
  ...{ entitled: 0n, withdrawn: 0n, paid: 0n, waiting: 0n, unsettled: undefined },
  ...amounts,
});

/** What an account keeps of the prices of sublicences that it sells. */
export function createProceedsLedger(holder: Address): Ledger {
  const accounts = byCurrency(() => ({ credited: 0n, withdrawn: 0n }));
  return {
    apply(event) {
      if (event.type !== "credited" && event.type !== "withdrawn") return [];
      if (!isSameAddress(event.account, holder)) return [];
      const { currency, amount } = event;
      const account = accounts.of(currency);
      if (event.type === "credited") {
        account.credited += amount;
        const { licence, payer } = event;
        const waiting = account.credited - account.withdrawn;
        const sums = { amount, gross: amount, net: amount, taken: amount };
        const fields = { work: licence >> 32n, licence, counterparty: payer, ...sums };
        return [lineAt(event, "proceeds", "proceeds", { currency, waiting, ...fields })];
      }
      account.withdrawn += amount;
      const waiting = account.credited - account.withdrawn;
      const fields = { currency, counterparty: event.to, amount, withdrawn: amount, waiting };
      return [lineAt(event, "proceeds", "proceeds-withdrawal", fields)];
    },
    balances: () =>
      accounts
        .all()
        .map(({ currency, credited, withdrawn }) =>
          balanceOf("proceeds", holder, currency, { entitled: credited, withdrawn, waiting: credited - withdrawn }),
        ),
  };
}

/** What an account paid to others: for licences, renewals and debts, and anything else that went into works. */
export function createPaymentsLedger(payer: Address, { work: only }: { work?: bigint | undefined } = {}): Ledger {
  const sums = byCurrency(() => ({ paid: 0n }));
  return {
    apply(event) {
      // Of a sublicence's price, parts stay with the licensors above and the rest goes into the work: all was paid.
      if (event.type !== "paid" && event.type !== "credited") return [];
      if (!isSameAddress(event.payer, payer)) return [];
      const { currency, amount, kind, licence } = event;
      const work = event.type === "paid" ? event.work : event.licence >> 32n;
      if (only !== undefined && work !== only) return [];
      sums.of(currency).paid += amount;
      const counterparty = event.type === "credited" ? event.account : undefined;
      return [lineAt(event, "payments", kind, { work, currency, licence, counterparty, amount, paid: amount })];
    },
    balances: () => sums.all().map(({ currency, paid }) => balanceOf("payments", payer, currency, { paid })),
  };
}

/** What an account was paid for works and units that it sold under deeds. It is paid at once, so nothing ever waits. */
export function createSalesLedger(seller: Address, { work: only }: { work?: bigint | undefined } = {}): Ledger {
  const sums = byCurrency(() => ({ got: 0n }));
  return {
    apply(event) {
      if (event.type !== "assigned" || !isSameAddress(event.seller, seller)) return [];
      const { work, buyer, control, units, currency, price, royalty } = event;
      if (only !== undefined && work !== only) return [];
      const got = price - royalty;
      sums.of(currency).got += got;
      const moved = units === 0n ? {} : { unitsMoved: -units };
      const amounts = { amount: price, gross: got, net: got, taken: got, withdrawn: got, waiting: 0n };
      const kind = control ? "work-sold" : "units-sold";
      return [lineAt(event, "sales", kind, { work, currency, counterparty: buyer, ...moved, ...amounts })];
    },
    balances: () =>
      sums.all().map(({ currency, got }) => balanceOf("sales", seller, currency, { entitled: got, withdrawn: got })),
  };
}

/** What an account paid for works and units that it bought under deeds, a resale royalty included. */
export function createPurchasesLedger(buyer: Address, { work: only }: { work?: bigint | undefined } = {}): Ledger {
  const sums = byCurrency(() => ({ paid: 0n }));
  return {
    apply(event) {
      if (event.type !== "assigned" || !isSameAddress(event.buyer, buyer)) return [];
      const { work, seller, control, units, currency, price } = event;
      if (only !== undefined && work !== only) return [];
      sums.of(currency).paid += price;
      const moved = units === 0n ? {} : { unitsMoved: units };
      const kind = control ? "work-bought" : "units-bought";
      return [
        lineAt(event, "purchases", kind, {
          work,
          currency,
          counterparty: seller,
          ...moved,
          amount: price,
          paid: price,
        }),
      ];
    },
    balances: () => sums.all().map(({ currency, paid }) => balanceOf("purchases", buyer, currency, { paid })),
  };
}
