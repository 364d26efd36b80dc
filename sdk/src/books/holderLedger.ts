import type { Address } from "viem";
import { allShares, totalUnits } from "../model/constants.ts";
import { formatId, isSameAddress } from "../model/ids.ts";
import { type Ledger, lineAt } from "./ledgers.ts";
import {
  type LineKind,
  type StatementBalance,
  StatementError,
  type StatementEvent,
  type StatementLine,
} from "./statement.ts";

type Account = {
  currency: Address;
  received: bigint;
  /** Units got from others times income, exactly: it is divided only when a figure is shown. */
  earned: bigint;
  claimed: bigint;
};

type Share = {
  work: bigint;
  /** Units given at registration, which earn from the beginning. */
  given: bigint;
  taken: boolean;
  /** Units received less units sent. */
  traded: bigint;
  /** Units that may be anybody's, because the list of holders is not at hand. */
  unlisted: bigint;
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
 * money that came in, of units at that moment x amount x what the work keeps, divided once and rounded down. Units given
 * at registration count from then on, whether they are taken or not: the money is the holder's from the payment on, and
 * taking only lets them withdraw it. What is entitled without untaken units is the contract's figure, to the last unit.
 */
export function createHolderLedger(holder: Address, { work: only }: { work?: bigint | undefined } = {}): Ledger {
  const shares = new Map<bigint, Share>();

  const shareOf = (work: bigint): Share => {
    const begun = { work, given: 0n, taken: false, traded: 0n, unlisted: 0n, kept: all, touched: false };
    const found = shares.get(work) ?? { ...begun, accounts: new Map() };
    shares.set(work, found);
    return found;
  };
  const accountOf = (share: Share, currency: Address): Account => {
    const key = currency.toLowerCase();
    const found = share.accounts.get(key) ?? { currency, received: 0n, earned: 0n, claimed: 0n };
    share.accounts.set(key, found);
    return found;
  };
  const held = ({ given, traded }: Share) => given + traded;
  const untakenUnits = ({ given, taken }: Share) => (taken ? 0n : given);
  const earnedBy = (given: bigint, { earned, received }: Account) => given * received + earned;
  const partOf = ({ kept }: Share, earned: bigint) => (earned * kept) / (units * all);

  /** Where the account stands: all that is its own, of that what can be withdrawn, and before what is owed upstream. */
  function standing(share: Share, account: Account) {
    const earned = earnedBy(share.given, account);
    const entitled = partOf(share, earned);
    const taken = partOf(share, earnedBy(share.given - untakenUnits(share), account));
    return { gross: earned / units, entitled, taken };
  }

  function balanceOf(share: Share, account: Account) {
    const { entitled, taken } = standing(share, account);
    return { untaken: entitled - taken, waiting: taken - account.claimed };
  }

  /** The line of what changed in an account of a work since it stood as before. */
  function lineSince(
    before: ReturnType<typeof standing>,
    event: StatementEvent,
    share: Share,
    account: Account,
    kind: LineKind,
    fields: Partial<StatementLine>,
  ): StatementLine {
    const after = standing(share, account);
    const [gross, net] = [after.gross - before.gross, after.entitled - before.entitled];
    return lineAt(event, "units", kind, {
      ...{ work: share.work, currency: account.currency, units: held(share) },
      ...{ gross, upstream: gross - net, net, taken: after.taken - before.taken },
      ...balanceOf(share, account),
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
    const before = standing(share, account);
    account.received += amount;
    account.earned += share.traded * amount;
    return held(share) === 0n ? [] : [lineSince(before, event, share, account, kind, { amount, ...fields })];
  }

  function take(event: StatementEvent & { type: "taken" }): StatementLine[] {
    const share = shareOf(event.work);
    if (share.given !== event.units) {
      throw new StatementError(
        `${event.holder} took ${event.units} units of work ${formatId(event.work, "work")} and was given ${share.given}. Put an event “given” with these units at the work's registration.`,
      );
    }
    const moved = lineAt(event, "units", "units-taken", {
      ...{ work: share.work, units: held(share), unitsMoved: event.units },
    });
    const accounts = [...share.accounts.values()].filter(({ received }) => received > 0n);
    const before = accounts.map((account) => ({ account, stood: standing(share, account) }));
    share.taken = true;
    const income = before.map(({ account, stood }) =>
      lineSince(stood, event, share, account, "units-taken", { amount: account.received }),
    );
    return [moved, ...income];
  }

  function apply(event: StatementEvent): StatementLine[] {
    switch (event.type) {
      case "derived":
        shareOf(event.work).kept -= BigInt(event.share);
        return [];
      case "unlisted":
        shareOf(event.work).unlisted = event.units;
        return [];
      case "paid": {
        const { work, currency, payer, amount, kind, licence } = event;
        return receive(event, work, currency, amount, kind, { counterparty: payer, licence });
      }
      case "settled": {
        const { work, parent, currency, amount } = event;
        return receive(event, parent, currency, amount, "derivative", { otherWork: work });
      }
      case "given": {
        if (!isSameAddress(event.holder, holder)) return [];
        const share = shareOf(event.work);
        share.given = event.units;
        share.touched = true;
        const fields = { work: share.work, units: held(share), unitsMoved: event.units };
        return [lineAt(event, "units", "units-given", fields)];
      }
      case "taken":
        return isSameAddress(event.holder, holder) ? take(event) : [];
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
        const fields = {
          counterparty: to,
          units: held(share),
          amount,
          withdrawn: amount,
          ...balanceOf(share, account),
        };
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
            const { received, claimed: withdrawn, currency } = account;
            return {
              ...{ ledger: "units", work: share.work, currency, account: holder },
              ...{ units: held(share), unitsUntaken: untakenUnits(share), received },
              ...{ entitled: standing(share, account).entitled, withdrawn, ...balanceOf(share, account) },
              ...{ paid: 0n, unsettled: undefined },
            };
          }),
        ),
    unknown: () =>
      [...shares.values()]
        .filter(({ unlisted }) => unlisted > 0n)
        .flatMap((share) =>
          [...share.accounts.values()].map(({ currency, received }) => ({
            ...{ work: share.work, currency, units: share.unlisted, received },
            atMost: partOf(share, share.unlisted * received),
          })),
        ),
  };
}
