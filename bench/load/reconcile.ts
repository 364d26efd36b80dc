import { isSameAddress, totalUnits, unlimitedSupply } from "@colophon/sdk";
import type { OnchainTerms } from "@colophon/sdk/terms";
import { type Address, type Hex, isAddressEqual } from "viem";
import { naiveRoyalties } from "../../test/utils/naiveRoyalties.ts";

/*
 * Whether everything adds up, from facts alone: nothing here asks a chain, and nothing here is used to pay. What people wrote
 * down themselves, what the chain's logs tell, and what contracts and index answer are three accounts of the same thing.
 */

export type Currency = { address: Address; symbol: string };

/** Amounts in the smallest unit, by the currency's address. */
export type Amounts = Readonly<Record<Address, bigint>>;

/** What somebody wrote down: what they signed, of what went through, and what the receipts say that came to them. */
export type Book = {
  person: Address;
  start: Amounts;
  /** What they meant to pay when they signed it. */
  paid: Amounts;
  received: Amounts;
  /** What all their transactions cost, in wei. */
  gas: bigint;
  /** What the chain says that they have. */
  end: Amounts;
};

/** What moved money or units, as the logs tell it, in their order. */
export type MoneyEvent =
  | {
      event: "registered";
      work: bigint;
      /** Who was given its units. */
      holders: readonly { account: Address; units: number }[];
      /** What it owes, in parts per billion. */
      parents: readonly { work: bigint; share: number }[];
    }
  | { event: "taken"; work: bigint; holder: Address; units: bigint }
  | { event: "moved"; work: bigint; from: Address; to: Address; units: bigint }
  | { event: "paid"; work: bigint; currency: Address; amount: bigint }
  | { event: "credited"; account: Address; currency: Address; amount: bigint }
  | { event: "settled"; transaction: Hex; work: bigint; parent: bigint; currency: Address; amount: bigint }
  | { event: "claimed"; work: bigint; holder: Address; currency: Address; amount: bigint }
  | { event: "withdrawn"; account: Address; currency: Address; amount: bigint };

/** A licence as somebody knows it: who sold it says what it is, whoever tells of it says who has it. */
export type KnownLicence = { id: bigint; holder: Address };

/** A licence as it was sold, with what decides whether it is in another's way. */
export type SoldLicence = {
  id: bigint;
  work: bigint;
  /** The licence above it; 0 if there is none. */
  parent: bigint;
  offer: Hex;
  terms: OnchainTerms;
  seats: number;
  start: number;
  end: number;
};

/** All that is compared. */
export type Facts = {
  currencies: readonly Currency[];
  books: readonly Book[];
  events: readonly MoneyEvent[];
  /** What each contract has. */
  held: readonly { contract: string; currency: Address; amount: bigint }[];
  /** What the contract lets each holder claim. */
  claimable: readonly { work: bigint; currency: Address; holder: Address; amount: bigint }[];
  /** What the contract says that waits for licensors of sublicences. */
  waiting: readonly { account: Address; currency: Address; amount: bigint }[];
  /** The contract's balances of units. */
  units: readonly { work: bigint; holder: Address; units: bigint }[];
  /** Each licence that was sold, by the logs. */
  sold: readonly SoldLicence[];
  /** The same by the contract, by the index, and by the receipts of who bought and passed them on. */
  licences: Readonly<Record<"chain" | "index" | "receipts", readonly KnownLicence[]>>;
  /** What was sold under each offer: seats, and seats for each more period. */
  offers: readonly { id: Hex; supply: number; sold: number }[];
};

/** Two accounts of the same thing. */
export type Reconciliation = {
  what: string;
  /** How many single figures were compared. */
  compared: number;
  /** What each of the two says in all. */
  expected: string;
  found: string;
  /** The first of those that are not the same. */
  differences: { what: string; expected: string; found: string }[];
};

/** Whether both accounts say the same of each thing. */
export const isRight = ({ differences }: Reconciliation): boolean => differences.length === 0;

type Pair = { what: string; expected: bigint; found: bigint };

/** Compares figures one by one; in all, both sides say their sums. */
function compared(what: string, pairs: readonly Pair[]): Reconciliation {
  const sum = (side: "expected" | "found") => pairs.reduce((total, pair) => total + pair[side], 0n);
  return {
    what,
    compared: pairs.length,
    expected: String(sum("expected")),
    found: String(sum("found")),
    differences: pairs
      .filter(({ expected, found }) => expected !== found)
      .map((pair) => ({ what: pair.what, expected: String(pair.expected), found: String(pair.found) })),
  };
}

const amountOf = (amounts: Amounts, { address }: Currency) => amounts[address] ?? 0n;

const sumOf = <Item>(items: readonly Item[], of: (item: Item) => bigint) =>
  items.reduce((sum, item) => sum + of(item), 0n);

/* MONEY */

/** What everybody has is what they had, and what they got, less what they paid and what it cost to send it. */
function balances({ books }: Facts, currency: Currency): Reconciliation {
  // Gas is paid in ETH alone, the currency without a contract.
  const isEther = BigInt(currency.address) === 0n;
  return compared(
    `what each person has, in ${currency.symbol}`,
    books.map((book) => {
      const [start, received, paid] = [book.start, book.received, book.paid].map((it) => amountOf(it, currency));
      const expected = (start ?? 0n) + (received ?? 0n) - (paid ?? 0n) - (isEther ? book.gas : 0n);
      return { what: book.person, expected, found: amountOf(book.end, currency) };
    }),
  );
}

type Out = Extract<MoneyEvent, { event: "claimed" | "withdrawn" }>;

/** What everybody paid in is what was taken out, and what the contracts have. */
function paidIn({ books, events, held }: Facts, currency: Currency): Reconciliation {
  const isOut = (event: MoneyEvent): event is Out => event.event === "claimed" || event.event === "withdrawn";
  const out = events.filter(isOut).filter((event) => isSameAddress(event.currency, currency.address));
  const there = held.filter((it) => isSameAddress(it.currency, currency.address));
  return compared(`paid in by all people, and taken out or still there, in ${currency.symbol}`, [
    {
      what: "all of it",
      expected: sumOf(books, (book) => amountOf(book.paid, currency)),
      found: sumOf(out, ({ amount }) => amount) + sumOf(there, ({ amount }) => amount),
    },
  ]);
}

type Ledger = ReturnType<typeof ledgerOf>;

/** Everything that happened, told to the naive model: it cuts each payment up at once, in exact fractions. */
function ledgerOf({ events }: Facts) {
  const model = naiveRoyalties();
  const numbers = new Map<bigint, number>();
  const numberOf = (work: bigint): number => {
    const number = numbers.get(work);
    if (number === undefined) throw new Error(`Money came to work ${work}, which nobody registered.`);
    return number;
  };
  const proceeds = new Map<string, bigint>();
  const add = (account: Address, currency: Address, amount: bigint) => {
    const key = proceedsKey(account, currency);
    proceeds.set(key, (proceeds.get(key) ?? 0n) + amount);
  };
  /** What settling a work moves to each parent, of which no log was read yet. */
  const due = new Map<string, bigint>();
  const settled: Pair[] = [];

  for (const event of events) {
    switch (event.event) {
      case "registered": {
        const holders = event.holders.map(({ account, units }) => ({ account: nameOf(account), units: BigInt(units) }));
        const parents = event.parents.map(({ work, share }) => ({ work: numberOf(work), share: BigInt(share) }));
        numbers.set(event.work, model.register(holders, parents));
        break;
      }
      case "taken":
        model.take(numberOf(event.work), nameOf(event.holder));
        break;
      case "moved":
        model.transfer(numberOf(event.work), nameOf(event.from), nameOf(event.to), event.units);
        break;
      case "paid":
        model.pay(numberOf(event.work), nameOf(event.currency), event.amount);
        break;
      case "settled": {
        const [work, currency] = [numberOf(event.work), nameOf(event.currency)];
        const keyOf = (parent: number) => `${event.transaction} ${work} ${parent} ${currency}`;
        const key = keyOf(numberOf(event.parent));
        // The first log of a work in a transaction stands for all its parents.
        if (!due.has(key)) {
          for (const { work: parent } of model.parentsOf(work)) {
            due.set(keyOf(parent), model.owed(work, parent, currency));
          }
          model.settle(work, currency);
        }
        settled.push({ what: `settled by ${event.work}`, expected: due.get(key) ?? 0n, found: event.amount });
        due.delete(key);
        break;
      }
      case "claimed":
        model.claim(numberOf(event.work), nameOf(event.currency), nameOf(event.holder), event.amount);
        break;
      case "credited":
        add(event.account, event.currency, event.amount);
        break;
      case "withdrawn":
        add(event.account, event.currency, -event.amount);
        break;
    }
  }
  for (const [key, amount] of due)
    if (amount > 0n) settled.push({ what: `not settled: ${key}`, expected: amount, found: 0n });
  return { model, numbers, numberOf, proceeds, settled };
}

/** As the model names an account or a currency. */
const nameOf = (address: Address) => address.toLowerCase();

const proceedsKey = (account: Address, currency: Address) => `${nameOf(account)} ${nameOf(currency)}`;

/** What the contracts have is what they owe, to the last unit; what rounding leaves is owed to nobody yet. */
function solvency({ events, held }: Facts, currency: Currency, { model, numbers, proceeds }: Ledger): Reconciliation {
  const name = nameOf(currency.address);
  const claims = events.filter((event) => event.event === "claimed" && nameOf(event.currency) === name);
  const moved = [...numbers.values()].flatMap((work) =>
    model.parentsOf(work).map(({ work: parent }) => model.moved(work, parent, name)),
  );
  const owed =
    sumOf([...numbers.values()], (work) => model.received(work, name)) -
    sumOf(claims, (event) => ("amount" in event ? event.amount : 0n)) -
    sumOf(moved, (amount) => amount) +
    sumOf([...proceeds], ([key, amount]) => (key.endsWith(` ${name}`) ? amount : 0n));
  const there = held.filter((it) => isSameAddress(it.currency, currency.address));
  return compared(
    `what each contract has and owes, in ${currency.symbol}`,
    // Money goes into Royalties and out of it; nothing may stay anywhere else.
    there.map(({ contract, amount }) => ({
      what: contract,
      expected: contract === "royalties" ? owed : 0n,
      found: amount,
    })),
  );
}

/** What everybody can claim is what their units earned while they had them, to the last unit. */
function claims({ claimable }: Facts, currency: Currency, { model, numberOf }: Ledger): Reconciliation {
  const name = nameOf(currency.address);
  return compared(
    `what each holder can claim of each work, in ${currency.symbol}`,
    claimable
      .filter((it) => isSameAddress(it.currency, currency.address))
      .map(({ work, holder, amount }) => {
        const [number, who] = [numberOf(work), nameOf(holder)];
        const left = model.entitlementOf(number, name, who) - model.claimed(number, name, who);
        return { what: `${holder} of work ${work}`, expected: left, found: amount };
      }),
  );
}

function licensorsProceeds({ waiting }: Facts, currency: Currency, { proceeds }: Ledger): Reconciliation {
  return compared(
    `what waits for each licensor of sublicences, in ${currency.symbol}`,
    waiting
      .filter((it) => isSameAddress(it.currency, currency.address))
      .map(({ account, amount }) => ({
        what: account,
        expected: proceeds.get(proceedsKey(account, currency.address)) ?? 0n,
        found: amount,
      })),
  );
}

/* UNITS */

/** The units of each work are as many as there are, and each holder has those that the logs tell. */
function unitsOfWorks({ events, units }: Facts, { model, numberOf }: Ledger): Reconciliation[] {
  const works = events.filter((event) => event.event === "registered");
  const each = units.map(({ work, holder, units: found }) => ({
    ...{ what: `${holder} of work ${work}`, found },
    expected: model.unitsOf(numberOf(work), nameOf(holder)),
  }));
  const sums = works.map(({ work, holders }) => {
    const there = units.filter((it) => it.work === work);
    const left = holders.filter(({ account }) => !model.hasTaken(numberOf(work), nameOf(account)));
    return {
      what: `work ${work}`,
      expected: BigInt(totalUnits),
      found: sumOf(there, (it) => it.units) + sumOf(left, (it) => BigInt(it.units)),
    };
  });
  return [
    compared("units of each work, those included that nobody took yet", sums),
    compared("units of each holder", each),
  ];
}

/* LICENCES */

/** Each licence that the contract knows is known by another account of them, with the same holder, and no more. */
function sameLicences(what: string, chain: readonly KnownLicence[], other: readonly KnownLicence[]): Reconciliation {
  const [expected, found] = [chain, other].map((list) => new Map(list.map(({ id, holder }) => [id, holder])));
  const ids = new Set([...(expected?.keys() ?? []), ...(found?.keys() ?? [])]);
  const differences = [...ids].flatMap((id) => {
    const [one, same] = [expected?.get(id), found?.get(id)];
    if (one !== undefined && same !== undefined && isAddressEqual(one, same)) return [];
    return [{ what: `licence ${id}`, expected: one ?? "no such licence", found: same ?? "no such licence" }];
  });
  // One that is told twice is one too many.
  if (other.length !== found?.size) {
    differences.push({ what: "licences", expected: String(found?.size), found: `${other.length}, some of them twice` });
  }
  return {
    what,
    compared: ids.size,
    expected: `${chain.length} licences`,
    found: `${other.length} licences`,
    differences,
  };
}

/** Each licence of the contract was sold, as the logs tell, and what was sold is there. */
function salesOfLicences({ sold, licences: { chain } }: Facts): Reconciliation {
  const [there, told] = [chain, sold].map((list) => new Set<bigint>(list.map(({ id }) => id)));
  const ids = new Set([...(there ?? []), ...(told ?? [])]);
  const differences = [...ids]
    .filter((id) => there?.has(id) !== told?.has(id))
    .map((id) => ({
      what: `licence ${id}`,
      expected: there?.has(id) ? "it is there" : "no such licence",
      found: told?.has(id) ? "sold" : "never sold",
    }));
  return {
    ...{ what: "licences of the contract, and sales in the logs", compared: ids.size },
    ...{ expected: `${chain.length} licences`, found: `${sold.length} sales`, differences },
  };
}

/** Each must be at most the other. */
function within(what: string, pairs: readonly { what: string; most: number; found: number }[]): Reconciliation {
  const beyond = pairs.filter(({ most, found }) => found > most);
  return {
    what,
    compared: pairs.length,
    expected: "none beyond",
    found: beyond.length === 0 ? "none beyond" : `${beyond.length} beyond`,
    differences: beyond.map(({ what: which, most, found }) => ({
      ...{ what: which, expected: `at most ${most}`, found: String(found) },
    })),
  };
}

const supplies = ({ offers }: Facts) =>
  within(
    "what was sold under each offer with a limit",
    offers
      .filter(({ supply }) => supply !== unlimitedSupply)
      .map(({ id, supply, sold }) => ({ what: `offer ${id}`, most: supply, found: sold })),
  );

/** Sublicences have no more seats together than the licence above them. */
function seats({ sold }: Facts): Reconciliation {
  const below = Map.groupBy(
    sold.filter(({ parent }) => parent !== 0n),
    ({ parent }) => parent,
  );
  const seatsOf = (list: readonly SoldLicence[]) => list.reduce((sum, it) => sum + it.seats, 0);
  return within(
    "seats below each licence with sublicences",
    [...below].map(([parent, list]) => ({
      what: `licence ${parent}`,
      most: sold.find(({ id }) => id === parent)?.seats ?? 0,
      found: seatsOf(list),
    })),
  );
}

/** Whether two licences name the same right at the same time. */
function overlap(one: SoldLicence, other: SoldLicence): boolean {
  const [a, b] = [one.terms, other.terms];
  const sameField = BigInt(a.field) === 0n || BigInt(b.field) === 0n || BigInt(a.field) === BigInt(b.field);
  return (
    (a.uses & b.uses) !== 0n &&
    (a.purposes & b.purposes) !== 0 &&
    (a.territories & b.territories) !== 0n &&
    sameField &&
    one.start < other.end &&
    other.start < one.end
  );
}

/** No two licences that one licensor gave name the same right if one of them keeps others off. */
function exclusiveOnce({ sold }: Facts): Reconciliation {
  const given = Map.groupBy(sold, ({ work, parent }) => `${work} ${parent}`);
  const pairs = [...given.values()].flatMap((list) =>
    list
      .filter(({ terms }) => terms.exclusivity !== 0)
      .flatMap((one) => list.filter((other) => other.id !== one.id).map((other) => [one, other] as const)),
  );
  return within(
    "an exclusive or sole right beside another licence of its work",
    pairs.map(([one, other]) => ({
      what: `licences ${one.id} and ${other.id}`,
      most: 0,
      found: overlap(one, other) ? 1 : 0,
    })),
  );
}

/* ALL OF IT */

/** Everything that must be the same, compared. */
export function reconcile(facts: Facts): Reconciliation[] {
  const ledger = ledgerOf(facts);
  const { chain, index, receipts } = facts.licences;
  return [
    ...facts.currencies.flatMap((currency) => [
      balances(facts, currency),
      paidIn(facts, currency),
      solvency(facts, currency, ledger),
      claims(facts, currency, ledger),
      licensorsProceeds(facts, currency, ledger),
    ]),
    compared("what each settlement moved to an earlier work", ledger.settled),
    ...unitsOfWorks(facts, ledger),
    salesOfLicences(facts),
    sameLicences("licences of the contract, and of the index", chain, index),
    sameLicences("licences of the contract, and in the receipts of who bought them", chain, receipts),
    supplies(facts),
    seats(facts),
    exclusiveOnce(facts),
  ];
}
