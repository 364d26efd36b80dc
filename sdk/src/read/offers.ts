import { type Address, getAbiItem, type Hex } from "viem";
import { licencesAbi, offersAbi } from "../abi/generated.ts";
import type { Offer } from "../model/offer.ts";
import { type OfferState, offerStateOf } from "../model/states.ts";
import { type BlockRef, type EventRef, type Finding, missingLogs, type ReadContext, readAtHead } from "./finding.ts";
import { type EventLog, getLogsInRanges, mapLimit, withPlaces } from "./logs.ts";
import { type TermsRecord, termsAt } from "./terms.ts";

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

const publishedEvent = getAbiItem({ abi: offersAbi, name: "OfferPublished" });

const closedEvent = getAbiItem({ abi: offersAbi, name: "OfferClosed" });

/** The states of the contract. */
const closedState = 2;

async function recordsOf(
  context: ReadContext,
  logs: readonly EventLog<typeof publishedEvent>[],
  block: BlockRef,
): Promise<OfferRecord[]> {
  const { client, deployment } = context;
  const { offers, licences } = deployment.contracts;
  const blockNumber = BigInt(block.number);
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
      client.readContract({
        address: offers.address,
        abi: offersAbi,
        functionName: "offerOf",
        args: [id],
        blockNumber,
      }),
      // A licence's number is never a work's.
      once(controllers, parent === 0n ? work : parent, () =>
        client.readContract({
          address: licences.address,
          abi: licencesAbi,
          functionName: "licensorOf",
          args: [work, parent],
          blockNumber,
        }),
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
  const { address, block: fromBlock } = deployment.contracts.offers;
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
  const { address, block: fromBlock } = deployment.contracts.offers;
  const [[state], logs] = await Promise.all([
    client.readContract({
      address,
      abi: offersAbi,
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
  const { address, block: fromBlock } = context.deployment.contracts.offers;
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
