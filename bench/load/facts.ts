import { contractNames, type Deployment, isSameAddress } from "@colophon/sdk";
import * as generated from "@colophon/sdk/abi";
import { type IndexedLicence, routes } from "@colophon/sdk/index-api";
import type { OnchainTerms } from "@colophon/sdk/terms";
import {
  type Abi,
  type Address,
  erc20Abi,
  getContract,
  type Hex,
  type Log,
  maxUint256,
  parseEventLogs,
  zeroAddress,
} from "viem";
import type { clientOf, Person } from "./person.ts";
import type { Amounts, Book, Currency, Facts, KnownLicence, MoneyEvent, SoldLicence } from "./reconcile.ts";

type Client = ReturnType<typeof clientOf>;

const { licencesAbi, offersAbi, royaltiesAbi, termsAbi, worksAbi } = generated;

/** What people have now, in each currency. */
export async function readBalances(
  client: Client,
  address: Address,
  currencies: readonly Currency[],
): Promise<Amounts> {
  const each = currencies.map(async ({ address: currency }) => {
    const amount =
      currency === zeroAddress
        ? client.getBalance({ address })
        : client.readContract({ address: currency, abi: erc20Abi, functionName: "balanceOf", args: [address] });
    return [currency, await amount] as const;
  });
  return Object.fromEntries(await Promise.all(each));
}

/* WHAT PEOPLE WROTE DOWN */

function booksOf(people: readonly Person[], starts: readonly Amounts[], ends: readonly Amounts[]): Book[] {
  const receipts = people.flatMap(({ sent }) => sent);
  const logs = receipts.flatMap(({ receipt }) => receipt.logs);
  const { royalties } = people[0]?.site.deployment.contracts ?? {};
  const own = logs.filter(({ address }) => isSameAddress(address, royalties?.address));
  const paidOut = parseEventLogs({ abi: royaltiesAbi, logs: own, eventName: ["Claimed", "ProceedsWithdrawn"] });
  return people.map(({ address, sent }, i): Book => {
    const mine = paidOut.filter(({ args }) => isSameAddress(args.to, address)).map(({ args }) => args);
    return {
      person: address,
      ...{ start: starts[i] ?? {}, end: ends[i] ?? {} },
      paid: added(sent.map(({ paid }) => paid)),
      received: added(mine),
      gas: sent.reduce((sum, { receipt }) => sum + receipt.gasUsed * receipt.effectiveGasPrice, 0n),
    };
  });
}

function added(amounts: readonly { currency: Address; amount: bigint }[]): Amounts {
  const sums: Record<Address, bigint> = {};
  for (const { currency, amount } of amounts) sums[currency] = (sums[currency] ?? 0n) + amount;
  return sums;
}

/** The licences that people bought, and to whom they passed them on, by their receipts in the order of the chain. */
function licencesInReceipts(people: readonly Person[]): KnownLicence[] {
  const { licences } = people[0]?.site.deployment.contracts ?? {};
  const logs = people
    .flatMap(({ sent }) => sent.flatMap(({ receipt }) => receipt.logs))
    .filter(({ address }) => isSameAddress(address, licences?.address))
    .toSorted((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex);
  const holders = new Map<bigint, Address>();
  for (const { args } of parseEventLogs({ abi: licencesAbi, logs, eventName: "Transfer" })) {
    holders.set(args.tokenId, args.to);
  }
  return [...holders].map(([id, holder]) => ({ id, holder }));
}

/* WHAT THE LOGS TELL */

/** All logs of the contracts, in their order. */
async function readLogs(client: Client, { contracts }: Deployment): Promise<Log<bigint, number, false>[]> {
  const address = contractNames.map((name) => contracts[name].address);
  return client.getLogs({ address, fromBlock: 0n, toBlock: "latest" });
}

function eventsOf({ contracts }: Deployment, logs: readonly Log<bigint, number, false>[], people: readonly Person[]) {
  const of = (name: keyof typeof contracts) =>
    logs.filter((log) => isSameAddress(log.address, contracts[name].address));
  const works = parseEventLogs({ abi: worksAbi, logs: of("works") });
  const derived = works.filter((log) => log.eventName === "WorkDerived");
  // Who was given units nobody but the claimant can say: the contract knows a hash of it.
  const known = new Map(people.flatMap(({ begun }) => begun.map((work) => [work.id, work] as const)));
  const registered = works
    .filter((log) => log.eventName === "WorkRegistered")
    .map((log) => {
      const prepared = known.get(log.args.work);
      if (!prepared) throw new Error(`Work ${log.args.work} was registered, and nobody here did it.`);
      const parents = derived
        .filter(({ args }) => args.work === log.args.work)
        .map(({ args }) => ({ work: args.parent, share: args.share }));
      return { log, event: { event: "registered", work: log.args.work, holders: prepared.given, parents } as const };
    });
  const money = parseEventLogs({ abi: royaltiesAbi, logs: of("royalties") }).flatMap((log) => {
    const event = moneyEvent(log);
    return event ? [{ log, event }] : [];
  });
  const events = [...registered, ...money]
    .toSorted((a, b) => Number(a.log.blockNumber - b.log.blockNumber) || a.log.logIndex - b.log.logIndex)
    .map(({ event }): MoneyEvent => event);
  return { events, of };
}

type RoyaltiesLog = ReturnType<typeof parseEventLogs<typeof royaltiesAbi>>[number];

/** What a log of Royalties is about; undefined if it moved neither money nor units. */
function moneyEvent(log: RoyaltiesLog): MoneyEvent | undefined {
  switch (log.eventName) {
    case "UnitsTaken":
      return { event: "taken", ...log.args };
    case "Transfer": {
      const { sender: from, receiver: to, id: work, amount: units } = log.args;
      // A transfer from nobody only repeats that units were taken.
      return from === zeroAddress ? undefined : { event: "moved", work, from, to, units };
    }
    case "Paid":
      return { event: "paid", ...log.args };
    case "Settled":
      return { event: "settled", transaction: log.transactionHash as Hex, ...log.args };
    case "Claimed":
      return { event: "claimed", ...log.args };
    case "ProceedsCredited":
      return { event: "credited", ...log.args };
    case "ProceedsWithdrawn":
      return { event: "withdrawn", ...log.args };
    default:
      return undefined;
  }
}

/* WHAT CONTRACTS AND INDEX ANSWER */

/** Every licence of some works, by the contract's own counts and records. */
async function readLicences(client: Client, { contracts }: Deployment, works: readonly bigint[]) {
  const licences = getContract({ address: contracts.licences.address, abi: licencesAbi, client }).read;
  const counts = await Promise.all(works.map((work) => licences.totalLicences([work])));
  const ids = works.flatMap((work, i) =>
    Array.from({ length: Number(counts[i]) }, (_, k) => (work << 32n) + BigInt(k + 1)),
  );
  return Promise.all(ids.map(async (id) => ({ id, ...(await licences.licenceOf([id])) })));
}

/** Every licence that the index has. */
async function readIndexed(me: Person): Promise<IndexedLicence[]> {
  const all: IndexedLicence[] = [];
  for (let after: string | undefined; ; ) {
    const { items, next } = await me.ask(routes.licences, { limit: 100, ...(after !== undefined && { after }) });
    all.push(...items);
    if (next === null) return all;
    after = next;
  }
}

type GatherParameters = {
  client: Client;
  people: readonly Person[];
  currencies: readonly Currency[];
  /** What each person had at first. */
  starts: readonly Amounts[];
};

/** Everything that is compared, once nobody does anything any more. */
export async function gatherFacts({ client, people, currencies, starts }: GatherParameters): Promise<Facts> {
  const [me] = people;
  if (!me) throw new Error("There is nobody whose books could be looked at.");
  const { deployment } = me.site;
  const { contracts } = deployment;
  const logs = await readLogs(client, deployment);
  const { events, of } = eventsOf(deployment, logs, people);
  const works = events.flatMap((event) => (event.event === "registered" ? [event.work] : []));
  const royalties = getContract({ address: contracts.royalties.address, abi: royaltiesAbi, client }).read;
  const holdersOf = holdersByWork(events);

  const ends = await Promise.all(people.map(({ address }) => readBalances(client, address, currencies)));
  const contractBalances = contractNames.map(async (contract) => {
    const balances = await readBalances(client, contracts[contract].address, currencies);
    return currencies.map(({ address: currency }) => ({ contract, currency, amount: balances[currency] ?? 0n }));
  });
  const each = works.flatMap((work) => [...(holdersOf.get(work) ?? [])].map((holder) => ({ work, holder })));
  const claimable = each.flatMap(({ work, holder }) =>
    currencies.map(async ({ address: currency }) => ({
      ...{ work, holder, currency },
      amount: await royalties.claimable([work, currency, holder, maxUint256]),
    })),
  );
  const waiting = people.flatMap(({ address: account }) =>
    currencies.map(async ({ address: currency }) => ({
      ...{ account, currency, amount: await royalties.proceedsOf([account, currency]) },
    })),
  );
  const units = each.map(async ({ work, holder }) => ({
    work,
    holder,
    units: await royalties.balanceOf([holder, work]),
  }));
  const onChain = await readLicences(client, deployment, works);
  const indexed = await readIndexed(me);
  return {
    ...{ currencies, events },
    books: booksOf(people, starts, ends),
    held: (await Promise.all(contractBalances)).flat(),
    claimable: await Promise.all(claimable),
    waiting: await Promise.all(waiting),
    units: await Promise.all(units),
    ...salesOf(of, onChain),
    licences: {
      chain: onChain,
      index: indexed.map(({ id, holder }) => ({ id: BigInt(id), holder })),
      receipts: licencesInReceipts(people),
    },
  };
}

/** Everybody who ever had units of a work, or was given some. */
function holdersByWork(events: readonly MoneyEvent[]): Map<bigint, Set<Address>> {
  const holders = new Map<bigint, Set<Address>>();
  const add = (work: bigint, ...accounts: readonly Address[]) => {
    const known = holders.get(work) ?? new Set();
    holders.set(work, known);
    // As viem spells them, so that nobody is two.
    for (const account of accounts) known.add(account.toLowerCase() as Address);
  };
  for (const event of events) {
    if (event.event === "registered") add(event.work, ...event.holders.map(({ account }) => account));
    if (event.event === "moved") add(event.work, event.from, event.to);
  }
  return holders;
}

type LogsOf = ReturnType<typeof eventsOf>["of"];

/** What was sold under which offers and terms, by the logs; how long each licence lasts, by the contract. */
function salesOf(of: LogsOf, onChain: Awaited<ReturnType<typeof readLicences>>): Pick<Facts, "sold" | "offers"> {
  const logs = parseEventLogs({ abi: offersAbi as Abi & typeof offersAbi, logs: of("offers") });
  const defined = parseEventLogs({ abi: termsAbi, logs: of("terms"), eventName: "TermsDefined" });
  const terms = new Map<Hex, OnchainTerms>(defined.map(({ args }) => [args.id, args.terms]));
  const published = new Map(
    logs.flatMap((log) => (log.eventName === "OfferPublished" ? [[log.args.offer, log.args.details] as const] : [])),
  );
  const lasting = new Map(onChain.map((licence) => [licence.id, licence]));
  const sold = logs.flatMap((log): SoldLicence[] => {
    if (log.eventName !== "LicenceSold") return [];
    const { licence: id, offer, seats } = log.args;
    const details = published.get(offer);
    const known = details && terms.get(details.terms);
    if (!details || !known) throw new Error(`Licence ${id} was sold under an offer that was never published.`);
    const { start = 0, end = 0 } = lasting.get(id) ?? {};
    return [{ ...{ id, offer, seats, start, end }, work: details.work, parent: details.parent, terms: known }];
  });
  const seatsOf = new Map(sold.map(({ id, seats }) => [id, seats]));
  const counted = new Map<Hex, number>();
  for (const log of logs) {
    if (log.eventName !== "LicenceSold" && log.eventName !== "LicenceRenewed") continue;
    const { offer, licence } = log.args;
    const periods = log.eventName === "LicenceRenewed" ? log.args.periods : 1;
    counted.set(offer, (counted.get(offer) ?? 0) + periods * (seatsOf.get(licence) ?? 0));
  }
  const offers = [...published].map(([id, { supply }]) => ({ id, supply, sold: counted.get(id) ?? 0 }));
  return { sold, offers };
}
