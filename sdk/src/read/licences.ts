import { type Address, getAbiItem, type Hex } from "viem";
import { licencesAbi, offersAbi } from "../abi/generated.ts";
import { formatId, isSameAddress, splitLicenceId } from "../model/ids.ts";
import { type EarlyEnd, earlyEndOf, type LicenceState, licenceStateOf } from "../model/states.ts";
import type { ChainLink } from "../terms/whoGetsWhat.ts";
import { complianceAt, type LicenceCompliance } from "./compliance.ts";
import {
  type BlockRef,
  type EventRef,
  type Finding,
  isMissingToken,
  missingLogs,
  type ReadContext,
  readAtHead,
} from "./finding.ts";
import { type EventLog, getLogsInRanges, mapLimit, withPlaces } from "./logs.ts";
import { publishedOffersAt } from "./offers.ts";
import { type TermsRecord, termsAt } from "./terms.ts";

export type LicenceRecord = {
  id: bigint;
  work: bigint;
  serial: number;
  /** The licence that it is a sublicence of; undefined if the work's controller granted it. */
  parent: bigint | undefined;
  /** The licences above it, the direct parent first; empty if the work's controller granted it. */
  above: bigint[];
  holder: Address;
  terms: TermsRecord;
  /** Seconds since 1970: licensed from `start` up to but not including `end`; 2^40 - 1 for no end. */
  start: number;
  /** For one that ended early, when it did: that can be before its start. */
  end: number;
  /** The same, or when the first licence above it ends, if that is earlier. */
  endsAt: number;
  /** What it was sold with. */
  seats: number;
  /** How it ended before its term did; undefined if it did not. */
  ended: EarlyEnd | undefined;
  /** At the block that was read, of the licence and of all above it: a sublicence ends with any of them. */
  state: LicenceState;
  /** The licence that decides the state: this one, or the one above it that is not running. */
  decisive: bigint;
  sale: {
    offer: Hex;
    buyer: Address;
    /** An ERC-20 token, or the zero address for ETH. */
    currency: Address;
    /** For all seats together. */
    price: bigint;
    /** Of the work at that time, counted from 1 for the registration. */
    version: number;
    /** SHA-256 of the facts of the deal that its offer named; zero for none. */
    schedule: Hex;
    at: EventRef;
  };
};

const soldEvent = getAbiItem({ abi: offersAbi, name: "LicenceSold" });

const renewedEvent = getAbiItem({ abi: offersAbi, name: "LicenceRenewed" });

type Sale = EventLog<typeof soldEvent> & { currency: Address; price: bigint; schedule: Hex };

/** The sales of licences by a block, with what each cost by its offer. */
export async function salesAt(
  context: ReadContext,
  ids: readonly bigint[],
  block: BlockRef,
): Promise<Map<bigint, Sale>> {
  if (ids.length === 0) return new Map();
  const { address, block: fromBlock } = context.deployment.contracts.offers;
  const logs = await getLogsInRanges(context.client, {
    address,
    event: soldEvent,
    args: { licence: ids },
    fromBlock,
    toBlock: block.number,
  });
  const offers = await publishedOffersAt(
    context,
    logs.map(({ args }) => args.offer),
    block,
  );
  return new Map(
    logs.map((log) => {
      const offer = offers.get(log.args.offer);
      if (offer === undefined) throw missingLogs(`offer ${log.args.offer}`);
      const { currency, price, schedule } = offer;
      const sale = { ...log, currency, price: price * BigInt(log.args.seats), schedule };
      return [log.args.licence, sale];
    }),
  );
}

/** What the contract remembers of a licence at a block, or undefined if there is no such licence. */
async function rememberedAt({ client, deployment }: ReadContext, id: bigint, block: BlockRef) {
  const { address } = deployment.contracts.licences;
  try {
    const blockNumber = BigInt(block.number);
    const read = { address, abi: licencesAbi, blockNumber } as const;
    const licence = await client.readContract({ ...read, functionName: "licenceOf", args: [id] });
    return { ...licence, ended: earlyEndOf(licence.ended) };
  } catch (error) {
    if (isMissingToken(error)) return undefined;
    throw error;
  }
}

type RememberedLicence = NonNullable<Awaited<ReturnType<typeof rememberedAt>>>;

/** The licences above one, at most 8, and where all of them together stand: as the contract decides, from below. */
async function chainAt(context: ReadContext, id: bigint, licence: RememberedLicence, block: BlockRef) {
  const above: bigint[] = [];
  let decisive = id;
  let state = licenceStateOf({ ...licence, time: block.time });
  for (let parent = licence.parent; parent !== 0n; ) {
    const link = await rememberedAt(context, parent, block);
    if (link === undefined) break;
    above.push(parent);
    if (state === "running") {
      state = licenceStateOf({ ...link, time: block.time });
      if (state !== "running") decisive = parent;
    }
    parent = link.parent;
  }
  return { above, decisive, state };
}

/** A licence at a block whose sale is known, or undefined if there is no such licence. */
export async function licenceAt(
  context: ReadContext,
  id: bigint,
  sales: Promise<Map<bigint, Sale>>,
  block: BlockRef,
): Promise<LicenceRecord | undefined> {
  const licence = await rememberedAt(context, id, block);
  if (licence === undefined) return undefined;
  const sale = (await sales).get(id);
  const [terms, [placed], chain] = await Promise.all([
    termsAt(context, licence.terms, block),
    withPlaces(context.client, sale === undefined ? [] : [sale]),
    chainAt(context, id, licence, block),
  ]);
  const { holder, parent, start, end, endsAt, ended } = licence;
  if (placed === undefined) throw missingLogs(`licence ${formatId(id, "licence")}`);
  const { currency, price, schedule, args, at } = placed;
  return {
    id,
    ...splitLicenceId(id),
    parent: parent === 0n ? undefined : parent,
    holder,
    terms,
    start,
    end,
    endsAt,
    seats: args.seats,
    ended,
    ...chain,
    sale: { offer: args.offer, buyer: args.buyer, currency, price, version: args.version, schedule, at },
  };
}

/** How a licence was made to last longer. */
export type LicenceRenewal = {
  offer: Hex;
  payer: Address;
  periods: number;
  /** The new end, in seconds since 1970, or 2^40 - 1. */
  end: number;
  at: EventRef;
};

export type LicenceDetails = LicenceRecord & {
  /** Who may grant, give notice and terminate now: the work's controller, or the holder of the parent. */
  licensor: Address;
  /** How many seats were passed on by sublicences. */
  seatsPassedOn: number;
  /** Who is paid for it before the work is, from the nearest up, and what each passes on. */
  chain: ChainLink[];
  /** The first renewal first. */
  renewals: LicenceRenewal[];
  /** Reports, arrears and notices of breach. */
  compliance: LicenceCompliance;
};

async function renewalsAt({ client, deployment }: ReadContext, id: bigint, block: BlockRef): Promise<LicenceRenewal[]> {
  const { address, block: fromBlock } = deployment.contracts.offers;
  const logs = await getLogsInRanges(client, {
    address,
    event: renewedEvent,
    args: { licence: id },
    fromBlock,
    toBlock: block.number,
  });
  const renewals = await withPlaces(client, logs);
  return renewals.map(({ args: { offer, payer, periods, end }, at }) => ({ offer, payer, periods, end, at }));
}

/**
 * A licence by its number, with its terms, its deed and its sale, the licences above it, its renewals, and what was
 * reported, noticed and is owed under it.
 */
export function readLicence(context: ReadContext, id: bigint): Promise<Finding<LicenceDetails>> {
  return readAtHead(context, async (block) => {
    const licence = await licenceAt(context, id, salesAt(context, [id], block), block);
    if (licence === undefined) return undefined;
    const { client, deployment } = context;
    const read = {
      address: deployment.contracts.licences.address,
      abi: licencesAbi,
      blockNumber: BigInt(block.number),
    } as const;
    const [licensor, seatsPassedOn, [licensors, shares], renewals, compliance] = await Promise.all([
      client.readContract({ ...read, functionName: "licensorOf", args: [licence.work, licence.parent ?? 0n] }),
      client.readContract({ ...read, functionName: "seatsPassedOn", args: [id] }),
      client.readContract({ ...read, functionName: "chainOf", args: [id] }),
      renewalsAt(context, id, block),
      complianceAt(context, licence, block),
    ]);
    const chain = licensors.map((above, i): ChainLink => ({ licensor: above, share: shares[i] ?? 0 }));
    return { ...licence, licensor, seatsPassedOn, chain, renewals, compliance };
  });
}

const transferEvent = getAbiItem({ abi: licencesAbi, name: "Transfer" });

/** The licences that an account holds at a block, the latest first. */
export async function licencesOfAt(context: ReadContext, account: Address, block: BlockRef): Promise<LicenceRecord[]> {
  const { address, block: fromBlock } = context.deployment.contracts.licences;
  const logs = await getLogsInRanges(context.client, {
    address,
    event: transferEvent,
    args: { to: account },
    fromBlock,
    toBlock: block.number,
  });
  const ids = [...new Set(logs.reverse().map(({ args }) => args.tokenId))];
  const sales = salesAt(context, ids, block);
  const licences = await mapLimit(ids, 8, (id) => licenceAt(context, id, sales, block));
  return licences.filter((licence) => isSameAddress(licence?.holder, account)) as LicenceRecord[];
}

/** The licences that an account holds, the latest first; an empty list if there are none. */
export function readLicencesOf(context: ReadContext, account: Address): Promise<Finding<LicenceRecord[]>> {
  return readAtHead(context, (block) => licencesOfAt(context, account, block));
}
