import { type Address, getAbiItem, type Hex } from "viem";
import { licencesAbi, termsAbi } from "../abi/generated.ts";
import { forever } from "../model/constants.ts";
import { TermsError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import type { Offer } from "../model/offer.ts";
import { type OfferState, offerStateOf } from "../model/states.ts";
import { derivativeRules, exclusivities, type OnchainTerms } from "../model/terms.ts";
import { checkDeed, type DeedCheck, deedOf } from "../terms/deed.ts";
import { seatMeanings, type Terms } from "../terms/terms.ts";
import { territoriesOfBitmap } from "../terms/territories.ts";
import { usesOfBitmap } from "../terms/uses.ts";
import { readContent } from "./content.ts";
import {
  type BlockRef,
  type ContentFinding,
  type EventRef,
  type Finding,
  missingLogs,
  type ReadContext,
  readAtHead,
} from "./finding.ts";
import { type EventLog, getLogsInRanges, mapLimit, withPlaces } from "./logs.ts";

export type TermsRecord = {
  /** The name of the terms: 24 bytes. */
  id: Hex;
  /** What the contracts know, and the deed's digest. */
  onchain: OnchainTerms;
  /** The deed, compared with what the contracts know: look at `matches` before trusting its words. */
  deed: ContentFinding<DeedCheck>;
};

const definedEvent = getAbiItem({ abi: termsAbi, name: "TermsDefined" });

/** What the contracts leave open in a deed. */
const openChoices = [true, false].flatMap((attribution) =>
  [false, true].flatMap((changes) => seatMeanings.map(({ id: seats }) => ({ attribution, changes, seats }))),
);

/**
 * The terms whose deed this is, if this version of the package wrote it. What is on chain leaves only credit, changes
 * and the meaning of a seat open, so all twenty deeds can be written and compared: nobody's store is needed.
 */
function rewriteTerms(onchain: OnchainTerms): Terms | undefined {
  const { uses, unknown } = usesOfBitmap(onchain.uses);
  const { territories, unknown: elsewhere } = territoriesOfBitmap(onchain.territories);
  const exclusivity = exclusivities[onchain.exclusivity];
  const derivatives = derivativeRules[onchain.derivatives];
  if (unknown.length > 0 || elsewhere.length > 0 || !exclusivity || !derivatives) return undefined;
  const { transferable, sublicensing, upstreamShare, revenueShare, currency, perUnit, minimum } = onchain;
  for (const variant of openChoices) {
    const terms: Terms = {
      uses,
      territories,
      duration: onchain.duration === forever ? "forever" : onchain.duration,
      exclusivity,
      transferable,
      sublicensing,
      derivatives,
      upstreamShare,
      cure: onchain.cure === 0 ? "irrevocable" : onchain.cure,
      revenueShare,
      period: onchain.period === 0 ? "none" : onchain.period,
      currency: currency.toLowerCase() as Address,
      perUnit,
      minimum,
      cap: onchain.cap === 0n ? "none" : onchain.cap,
      ...variant,
    };
    try {
      if (deedOf(terms).digest === onchain.deed) return terms;
    } catch (error) {
      if (!(error instanceof TermsError)) throw error;
    }
  }
  return undefined;
}

/** What was defined under each of these names by a block; names without a log are missing. */
async function onchainTermsAt(
  { client, deployment }: ReadContext,
  ids: readonly Hex[],
  block: BlockRef,
): Promise<Map<Hex, OnchainTerms>> {
  if (ids.length === 0) return new Map();
  const { address, block: fromBlock } = deployment.contracts.terms;
  const args = { id: [...new Set(ids)] };
  const logs = await getLogsInRanges(client, { address, event: definedEvent, args, fromBlock, toBlock: block.number });
  return new Map(logs.map(({ args: { id, terms } }) => [id, terms]));
}

/** Terms by their name, which must have been defined by the block. */
export async function termsAt(context: ReadContext, id: Hex, block: BlockRef): Promise<TermsRecord> {
  const onchain = (await onchainTermsAt(context, [id], block)).get(id);
  if (onchain === undefined) throw missingLogs(`the terms ${id}`);
  const terms = rewriteTerms(onchain);
  if (terms) return { id, onchain, deed: { status: "found", value: checkDeed(deedOf(terms).bytes, onchain) } };
  const deed = await readContent(
    context.store,
    onchain.deed,
    (bytes) => checkDeed(bytes, onchain),
    documents.deed.maxBytes,
  );
  return { id, onchain, deed };
}

/** Terms by their name, with their deed. */
export function readTerms(context: ReadContext, id: Hex): Promise<Finding<TermsRecord>> {
  const { client, deployment } = context;
  return readAtHead(context, async (block) => {
    const { address } = deployment.contracts.licences;
    const defined = await client.readContract({
      address,
      abi: licencesAbi,
      functionName: "isDefined",
      args: [id],
      blockNumber: BigInt(block.number),
    });
    return defined ? termsAt(context, id, block) : undefined;
  });
}

export type OfferRecord = {
  id: Hex;
  offer: Offer;
  /** At the block that was read. */
  state: OfferState;
  /** Seats and periods sold. */
  sold: number;
  terms: TermsRecord;
  /** Who may grant now: the controller of the work, or for a sublicence the holder of the parent. */
  controller: Address;
  published: EventRef;
};

const publishedEvent = getAbiItem({ abi: licencesAbi, name: "OfferPublished" });

const closedEvent = getAbiItem({ abi: licencesAbi, name: "OfferClosed" });

/** The states of the contract. */
const closedState = 2;

async function recordsOf(
  context: ReadContext,
  logs: readonly EventLog<typeof publishedEvent>[],
  block: BlockRef,
): Promise<OfferRecord[]> {
  const { client, deployment } = context;
  const read = {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    blockNumber: BigInt(block.number),
  } as const;
  const terms = new Map<Hex, Promise<TermsRecord>>();
  const controllers = new Map<bigint, Promise<Address>>();
  const once = <Key, Value>(map: Map<Key, Promise<Value>>, key: Key, make: () => Promise<Value>) => {
    const promise = map.get(key) ?? make();
    map.set(key, promise);
    return promise;
  };
  return mapLimit(await withPlaces(client, logs), 4, async ({ args: { offer: id, details }, at }) => {
    const { work, parent } = details;
    const [[state, sold], controller, record] = await Promise.all([
      client.readContract({ ...read, functionName: "offerOf", args: [id] }),
      // A licence's number is never a work's.
      once(controllers, parent === 0n ? work : parent, () =>
        client.readContract({ ...read, functionName: "licensorOf", args: [work, parent] }),
      ),
      once(terms, details.terms, () => termsAt(context, details.terms, block)),
    ]);
    const closed = state === closedState;
    return {
      id,
      offer: details,
      state: offerStateOf({ offer: details, closed, sold, controller, time: block.time }),
      sold,
      terms: record,
      controller,
      published: at,
    };
  });
}

/** The offers with these ids as they were published by a block; those that were never published are missing. */
export async function publishedOffersAt(
  { client, deployment }: ReadContext,
  ids: readonly Hex[],
  block: BlockRef,
): Promise<Map<Hex, Offer>> {
  if (ids.length === 0) return new Map();
  const { address, block: fromBlock } = deployment.contracts.licences;
  const args = { offer: [...new Set(ids)] };
  const logs = await getLogsInRanges(client, {
    address,
    event: publishedEvent,
    args,
    fromBlock,
    toBlock: block.number,
  });
  return new Map(logs.map((log) => [log.args.offer, log.args.details]));
}

/** How many ids one query asks for. */
const idsPerQuery = 200;

/** Which of many offers were ever published, whatever became of them. */
export function readPublished(context: ReadContext, ids: readonly Hex[]): Promise<Finding<Set<Hex>>> {
  return readAtHead(context, async (block) => {
    const known = new Set<Hex>();
    for (let from = 0; from < ids.length; from += idsPerQuery) {
      const published = await publishedOffersAt(context, ids.slice(from, from + idsPerQuery), block);
      for (const id of published.keys()) known.add(id);
    }
    return known;
  });
}

/** An offer at a block, or undefined if it was never published. */
export async function offerAt(context: ReadContext, id: Hex, block: BlockRef): Promise<OfferRecord | undefined> {
  const { client, deployment } = context;
  const { address, block: fromBlock } = deployment.contracts.licences;
  const [[state], logs] = await Promise.all([
    client.readContract({
      address,
      abi: licencesAbi,
      functionName: "offerOf",
      args: [id],
      blockNumber: BigInt(block.number),
    }),
    getLogsInRanges(client, { address, event: publishedEvent, args: { offer: id }, fromBlock, toBlock: block.number }),
  ]);
  if (state !== 0 && logs.length === 0) {
    // A quote that was cancelled before anyone published it left only the log of that, and is not an offer.
    const range = { address, args: { offer: id }, fromBlock, toBlock: block.number };
    const closings = await getLogsInRanges(client, { ...range, event: closedEvent });
    if (closings.length === 0) throw missingLogs(`offer ${id}`);
  }
  return (await recordsOf(context, logs.slice(0, 1), block))[0];
}

/** The offers of a work at a block, its sublicences included, the latest first. */
export async function offersAt(context: ReadContext, work: bigint, block: BlockRef): Promise<OfferRecord[]> {
  const { address, block: fromBlock } = context.deployment.contracts.licences;
  const logs = await getLogsInRanges(context.client, {
    address,
    event: publishedEvent,
    args: { work },
    fromBlock,
    toBlock: block.number,
  });
  return recordsOf(context, logs.reverse(), block);
}

/** An offer by its id, with its terms and its state now. */
export function readOffer(context: ReadContext, id: Hex): Promise<Finding<OfferRecord>> {
  return readAtHead(context, (block) => offerAt(context, id, block));
}

/** All offers that were ever published for a work, the latest first; an empty list if there are none. */
export function readOffers(context: ReadContext, work: bigint): Promise<Finding<OfferRecord[]>> {
  return readAtHead(context, (block) => offersAt(context, work, block));
}
