import { type Address, getAbiItem } from "viem";
import { complianceAbi, offersAbi, worksAbi } from "../abi/generated.ts";
import { formatId, isSameAddress, splitLicenceId } from "../model/ids.ts";
import { hasDuties } from "../model/terms.ts";
import { complianceAt, type LicenceCompliance } from "../read/compliance.ts";
import { readMetadata } from "../read/content.ts";
import { readCurrency } from "../read/currency.ts";
import { readEarnings } from "../read/earnings.ts";
import { type BlockRef, type Finding, type ReadContext, readAtHead } from "../read/finding.ts";
import { type LicenceRecord, licenceAt, licencesOfAt, salesAt } from "../read/licences.ts";
import { getLogsInRanges, mapLimit, withPlaces } from "../read/logs.ts";
import { type OfferRecord, offersAt } from "../read/offers.ts";
import { readProceeds } from "../read/payments.ts";
import { endingOf, tasksOfLicence } from "./licenceTasks.ts";
import type { Happening, NamedWork, Side, Sum, Task } from "./task.ts";

/** What waits for an account, and what happened to what is its own. */
export type Tasks = {
  account: Address;
  tasks: Task[];
  /** The latest first. */
  happened: Happening[];
  /** What could not be looked at, in sentences: tasks may be missing. */
  gaps: string[];
};

/** Of the licences that an account granted, the duties of so many are looked at, the latest first. */
const mostGranted = 100;

const soldEvent = getAbiItem({ abi: offersAbi, name: "LicenceSold" });
const renewedEvent = getAbiItem({ abi: offersAbi, name: "LicenceRenewed" });
const reportedEvent = getAbiItem({ abi: complianceAbi, name: "UsageReported" });
const transferEvent = getAbiItem({ abi: worksAbi, name: "Transfer" });

/** Names and currencies, each looked up once. */
function lookUp({ client, deployment, store }: ReadContext, block: BlockRef) {
  const works = new Map<bigint, Promise<NamedWork>>();
  const currencies = new Map<Address, Promise<Sum["known"]>>();
  const nameOf = async (id: bigint): Promise<NamedWork> => {
    const { address } = deployment.contracts.works;
    const blockNumber = BigInt(block.number);
    const read = { address, abi: worksAbi, functionName: "workOf", args: [id], blockNumber } as const;
    const { metadataDigest } = await client.readContract(read);
    const metadata = await readMetadata(store, metadataDigest);
    return { id, name: metadata.status === "found" ? metadata.value.name : undefined };
  };
  return {
    work(id: bigint): Promise<NamedWork> {
      const named = works.get(id) ?? nameOf(id);
      works.set(id, named);
      return named;
    },
    async sum(amount: bigint, currency: Address): Promise<Sum> {
      const known = currencies.get(currency) ?? readCurrency(client, currency);
      currencies.set(currency, known);
      return { amount, currency, known: await known };
    },
  };
}

type LookUp = ReturnType<typeof lookUp>;

/** The works that an account controls or controlled: it may have made offers for each. */
async function everControlledAt({ client, deployment }: ReadContext, account: Address, block: BlockRef) {
  const { address, block: fromBlock } = deployment.contracts.works;
  const range = { address, args: { to: account }, fromBlock, toBlock: block.number };
  const logs = await getLogsInRanges(client, { ...range, event: transferEvent });
  return [...new Set(logs.map(({ args }) => args.tokenId))];
}

/** What a licence asks of whoever holds it, or of whoever granted it. */
async function dutiesOf(licence: LicenceRecord, compliance: LicenceCompliance, side: Side, names: LookUp) {
  const { conditions } = compliance;
  const known = conditions && (await names.sum(0n, conditions.currency)).known;
  return tasksOfLicence({ licence, compliance, side, work: await names.work(licence.work), known });
}

/** What the licences that an account holds ask of it. */
async function heldTasks(context: ReadContext, held: readonly LicenceRecord[], block: BlockRef, names: LookUp) {
  const gaps: string[] = [];
  const tasks = await mapLimit(held, 4, async (licence): Promise<Task[]> => {
    const found: Task[] = [];
    if (hasDuties(licence.terms.onchain)) {
      const compliance = await complianceAt(context, licence, block);
      if (compliance.rules === "colophon" && compliance.conditions === undefined)
        gaps.push(`What licence ${formatId(licence.id, "licence")} asks of you is not known: its text is not at hand.`);
      if (compliance.rules === "other")
        gaps.push(
          `Another contract keeps the duties of licence ${formatId(licence.id, "licence")}: what they are is not known here.`,
        );
      found.push(...(await dutiesOf(licence, compliance, "holder", names)));
    }
    const ending = endingOf(licence, await names.work(licence.work));
    if (ending) found.push(ending);
    return found;
  });
  return { tasks: tasks.flat(), gaps };
}

/** What became of the offers that an account made: what it sold, what was reported, and what does not sell any more. */
async function grantedTasks(context: ReadContext, offers: readonly OfferRecord[], block: BlockRef, names: LookUp) {
  if (offers.length === 0) return { tasks: [], happened: [], gaps: [] };
  const { client, deployment } = context;
  const byId = new Map(offers.map((record) => [record.id, record]));
  const range = {
    address: deployment.contracts.offers.address,
    args: { offer: [...byId.keys()] },
    fromBlock: deployment.contracts.offers.block,
    toBlock: block.number,
  };
  const [sold, renewed] = await Promise.all([
    getLogsInRanges(client, { ...range, event: soldEvent }).then((logs) => withPlaces(client, logs)),
    getLogsInRanges(client, { ...range, event: renewedEvent }).then((logs) => withPlaces(client, logs)),
  ]);
  const withDuties = sold
    .filter(({ args }) => hasDuties((byId.get(args.offer) as OfferRecord).terms.onchain))
    .map(({ args }) => args.licence)
    .reverse();
  const watched = withDuties.slice(0, mostGranted);
  const gaps =
    withDuties.length > watched.length
      ? [
          `Only the latest ${mostGranted} of the ${withDuties.length} licences that you granted with duties were looked at.`,
        ]
      : [];
  const [duties, reports] = await Promise.all([
    grantedDuties(context, watched, block, names),
    reportsOf(context, watched, block, names),
  ]);
  const sales = await Promise.all(
    sold.map(async ({ args, at }): Promise<Happening> => {
      const { offer } = byId.get(args.offer) as OfferRecord;
      const { work } = splitLicenceId(args.licence);
      const sum = await names.sum(offer.price * BigInt(args.seats), offer.currency);
      const of = { licence: args.licence, work: await names.work(work), at };
      return { kind: "sale", ...of, buyer: args.buyer, seats: args.seats, sum };
    }),
  );
  const renewals = await Promise.all(
    renewed.map(async ({ args, at }): Promise<Happening> => {
      const work = await names.work(splitLicenceId(args.licence).work);
      return { kind: "renewal", licence: args.licence, work, payer: args.payer, end: args.end, at };
    }),
  );
  const happened = [...sales, ...renewals, ...reports];
  return { tasks: duties, happened, gaps };
}

/** The duties that whoever holds a licence has not kept. */
async function grantedDuties(context: ReadContext, ids: readonly bigint[], block: BlockRef, names: LookUp) {
  const sales = salesAt(context, ids, block);
  const tasks = await mapLimit(ids, 4, async (id): Promise<Task[]> => {
    const licence = await licenceAt(context, id, sales, block);
    if (!licence || (licence.state !== "running" && licence.state !== "expired")) return [];
    return dutiesOf(licence, await complianceAt(context, licence, block), "licensor", names);
  });
  return tasks.flat();
}

async function reportsOf({ client, deployment }: ReadContext, ids: readonly bigint[], block: BlockRef, names: LookUp) {
  if (ids.length === 0) return [];
  const { address, block: fromBlock } = deployment.contracts.compliance;
  const range = { address, args: { licence: ids }, fromBlock, toBlock: block.number };
  const logs = await withPlaces(client, await getLogsInRanges(client, { ...range, event: reportedEvent }));
  return Promise.all(
    logs.map(async ({ args, at }): Promise<Happening> => {
      const work = await names.work(splitLicenceId(args.licence).work);
      return { kind: "reported", licence: args.licence, work, period: args.period, reporter: args.reporter, at };
    }),
  );
}

/** Offers that were not closed and that nobody can buy any more: each would have to be made anew. */
async function deadOffers(offers: readonly OfferRecord[], names: LookUp): Promise<Task[]> {
  const alive = new Set(offers.filter(({ state }) => state === "open").map(({ offer }) => offer.work));
  const dead = offers.filter(
    // An offer that ran its course is no loss while another of its work sells; one that lapsed surprises.
    ({ state, offer }) => state === "lapsed" || ((state === "ended" || state === "sold out") && !alive.has(offer.work)),
  );
  return Promise.all(
    dead.map(async ({ id, offer, state }): Promise<Task> => {
      return { kind: "offer", offer: id, work: await names.work(offer.work), state };
    }),
  );
}

/** What can be taken out: income by shares, and proceeds of sublicences. */
async function moneyTask(context: ReadContext, account: Address, names: LookUp) {
  const [earnings, proceeds] = await Promise.all([readEarnings(context, account), readProceeds(context, account)]);
  const gaps: string[] = [];
  const waiting = new Map<Address, bigint>();
  const add = (currency: Address, amount: bigint) => {
    if (amount > 0n) waiting.set(currency, (waiting.get(currency) ?? 0n) + amount);
  };
  if (earnings.status === "found") {
    gaps.push(...earnings.value.gaps);
    for (const { currency, claimable, notYetTaken } of earnings.value.works.flatMap(({ currencies }) => currencies))
      add(currency, claimable + notYetTaken);
  } else if (earnings.status === "unknown") gaps.push(earnings.problem.sentence);
  if (proceeds.status === "found") for (const { currency, waiting: amount } of proceeds.value) add(currency, amount);
  else if (proceeds.status === "unknown") gaps.push(proceeds.problem.sentence);
  const sums = await Promise.all([...waiting].map(([currency, amount]) => names.sum(amount, currency)));
  const tasks: Task[] = sums.length > 0 ? [{ kind: "money", sums }] : [];
  return { tasks, gaps };
}

/**
 * Everything that waits for an account at the latest block: reports, notices, debts, licences that end, money, and offers
 * that do not sell any more; and what happened to what it licensed. What only a browser knows is not in it.
 *
 * @param account Whose tasks: as holder of licences, as licensor, and as holder of shares.
 */
export function readTasks(context: ReadContext, account: Address): Promise<Finding<Tasks>> {
  return readAtHead(context, async (block) => {
    const names = lookUp(context, block);
    const [held, controlled, money] = await Promise.all([
      licencesOfAt(context, account, block),
      everControlledAt(context, account, block),
      moneyTask(context, account, names),
    ]);
    const works = [...new Set([...controlled, ...held.map(({ work }) => work)])];
    const offers = (await mapLimit(works, 4, (work) => offersAt(context, work, block)))
      .flat()
      .filter(({ offer }) => isSameAddress(offer.licensor, account));
    const [owed, granted, dead] = await Promise.all([
      heldTasks(context, held, block, names),
      grantedTasks(context, offers, block, names),
      deadOffers(offers, names),
    ]);
    return {
      account,
      tasks: [...owed.tasks, ...granted.tasks, ...money.tasks, ...dead],
      happened: granted.happened.toSorted((a, b) => b.at.time - a.at.time || b.at.block - a.at.block),
      gaps: [...new Set([...owed.gaps, ...granted.gaps, ...money.gaps])],
    };
  });
}
