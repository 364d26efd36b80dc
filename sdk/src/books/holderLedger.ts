import type { Address } from "viem";
import { allShares, totalUnits } from "../model/constants.ts";
import { isSameAddress } from "../model/ids.ts";
import { type Ledger, lineAt } from "./ledgers.ts";
import type { LineKind, StatementBalance, StatementEvent, StatementLine } from "./statement.ts";

type Account = {
  currency: Address;
  received: bigint;
  /** Units times income, exactly: it is divided only when a figure is shown. */
  earned: bigint;
  claimed: bigint;
};

type Share = {
  work: bigint;
  /** Units taken by proof, which earn from the beginning. */
  taken: bigint;
  /** Units received less units sent. */
  traded: bigint;
  /** What is left to the work's holders, in parts per billion. */
  kept: bigint;
  /** Whether the holder ever had units: otherwise money that came in is nothing to them. */
  touched: boolean;
  accounts: Map<string, Account>;
};

const all = BigInt(allShares);
const units = BigInt(totalUnits);

/**
 * A holder's part of the income of works. What a holder is entitled to in one work and currency is the sum, over all
 * money that came in, of units at that moment x amount x what the work keeps, divided once and rounded down: the
 * same figure as the contract's, to the last unit. A line's net is the difference of two such figures.
 */
export function createHolderLedger(holder: Address, { work: only }: { work?: bigint | undefined } = {}): Ledger {
  const shares = new Map<bigint, Share>();

  const shareOf = (work: bigint): Share => {
    const found = shares.get(work) ?? { work, taken: 0n, traded: 0n, kept: all, touched: false, accounts: new Map() };
    shares.set(work, found);
    return found;
  };
  const accountOf = (share: Share, currency: Address): Account => {
    const key = currency.toLowerCase();
    const found = share.accounts.get(key) ?? { currency, received: 0n, earned: 0n, claimed: 0n };
    share.accounts.set(key, found);
    return found;
  };
  const held = ({ taken, traded }: Share) => taken + traded;
  const grossOf = ({ earned }: Account) => earned / units;
  const entitledOf = ({ kept }: Share, { earned }: Account) => (earned * kept) / (units * all);

  /** The line for money, or for units that bring money from before. */
  function earn(
    event: StatementEvent,
    share: Share,
    account: Account,
    earned: bigint,
    kind: LineKind,
    fields: Partial<StatementLine>,
  ): StatementLine {
    const [gross, entitled] = [grossOf(account), entitledOf(share, account)];
    account.earned += earned;
    const net = entitledOf(share, account) - entitled;
    const more = grossOf(account) - gross;
    return lineAt(event, "units", kind, {
      work: share.work,
      currency: account.currency,
      units: held(share),
      gross: more,
      upstream: more - net,
      net,
      waiting: entitledOf(share, account) - account.claimed,
      ...fields,
    });
  }

  function receive(
    event: StatementEvent,
    work: bigint,
    currency: Address,
    amount: bigint,
    kind: LineKind,
    fields: Partial<StatementLine>,
  ): StatementLine[] {
    const share = shareOf(work);
    const account = accountOf(share, currency);
    account.received += amount;
    if (held(share) === 0n) return [];
    return [earn(event, share, account, held(share) * amount, kind, { amount, ...fields })];
  }

  function apply(event: StatementEvent): StatementLine[] {
    switch (event.type) {
      case "derived":
        shareOf(event.work).kept -= BigInt(event.share);
        return [];
      case "paid": {
        const { work, currency, payer, amount, kind, licence } = event;
        return receive(event, work, currency, amount, kind, { counterparty: payer, licence });
      }
      case "settled": {
        const { work, parent, currency, amount } = event;
        return receive(event, parent, currency, amount, "derivative", { otherWork: work });
      }
      case "taken": {
        if (!isSameAddress(event.holder, holder)) return [];
        const share = shareOf(event.work);
        share.taken = event.units;
        share.touched = true;
        const fields = { work: share.work, units: held(share), unitsMoved: event.units };
        const income = [...share.accounts.values()]
          .filter(({ received }) => received > 0n)
          .map((account) =>
            earn(event, share, account, event.units * account.received, "units-taken", { amount: account.received }),
          );
        return [lineAt(event, "units", "units-taken", fields), ...income];
      }
      case "moved": {
        const { work, from, to, units: moved } = event;
        if (moved === 0n || isSameAddress(from, to)) return [];
        const sent = isSameAddress(from, holder);
        if (!sent && !isSameAddress(to, holder)) return [];
        const share = shareOf(work);
        const unitsMoved = sent ? -moved : moved;
        share.traded += unitsMoved;
        share.touched = true;
        const kind = sent ? "units-sent" : "units-received";
        const fields = { work, counterparty: sent ? to : from, units: held(share), unitsMoved };
        return [lineAt(event, "units", kind, fields)];
      }
      case "claimed": {
        const { work, currency, to, amount } = event;
        if (!isSameAddress(event.holder, holder)) return [];
        const share = shareOf(work);
        const account = accountOf(share, currency);
        account.claimed += amount;
        const waiting = entitledOf(share, account) - account.claimed;
        const fields = { counterparty: to, units: held(share), amount, paid: amount, waiting };
        return [lineAt(event, "units", "withdrawal", { work, currency, ...fields })];
      }
      default:
        return [];
    }
  }

  return {
    apply(event) {
      const work = event.type === "settled" ? event.parent : "work" in event ? event.work : undefined;
      return only !== undefined && work !== only ? [] : apply(event);
    },
    balances: () =>
      [...shares.values()]
        .filter(({ touched }) => touched)
        .flatMap((share) =>
          [...share.accounts.values()].map((account): StatementBalance => {
            const entitled = entitledOf(share, account);
            return {
              ledger: "units",
              work: share.work,
              currency: account.currency,
              account: holder,
              units: held(share),
              received: account.received,
              entitled,
              paid: account.claimed,
              waiting: entitled - account.claimed,
              unsettled: undefined,
            };
          }),
        ),
  };
}
