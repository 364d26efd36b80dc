import { type Address, getAbiItem, type Hex } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import type { Offer } from "../terms/Offer.ts";
import type { BlockRef, EventRef } from "./BlockRef.ts";
import { eventRefs } from "./eventRefs.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { type EventLog, getLogsInRanges } from "./getLogsInRanges.ts";
import { MissingLogsError } from "./MissingLogsError.ts";
import { mapLimit } from "./mapLimit.ts";
import { type OfferState, offerStateOf } from "./offerStateOf.ts";
import type { ReadContext } from "./ReadContext.ts";
import { type TermsRecord, termsAt } from "./readTerms.ts";

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

const event = getAbiItem({ abi: licencesAbi, name: "OfferPublished" });
const closedEvent = getAbiItem({ abi: licencesAbi, name: "OfferClosed" });

/** The states of the contract. */
const closedState = 2;

async function recordsOf(
  context: ReadContext,
  logs: readonly EventLog<typeof event>[],
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
  const once = <key, value>(map: Map<key, Promise<value>>, key: key, make: () => Promise<value>) => {
    const promise = map.get(key) ?? make();
    map.set(key, promise);
    return promise;
  };
  const refs = await eventRefs(client, logs);
  return mapLimit(logs, 4, async ({ args: { offer: id, details } }, i) => {
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
      published: refs[i] as EventRef,
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
  const logs = await getLogsInRanges(client, { address, event, args, fromBlock, toBlock: block.number });
  return new Map(logs.map((log) => [log.args.offer, log.args.details]));
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
    getLogsInRanges(client, { address, event, args: { offer: id }, fromBlock, toBlock: block.number }),
  ]);
  if (state !== 0 && logs.length === 0) {
    // A quote that was cancelled before anyone published it left only the log of that, and is not an offer.
    const range = { address, args: { offer: id }, fromBlock, toBlock: block.number };
    const closings = await getLogsInRanges(client, { ...range, event: closedEvent });
    if (closings.length === 0) throw new MissingLogsError(`offer ${id}`);
  }
  return (await recordsOf(context, logs.slice(0, 1), block))[0];
}

/** The offers of a work at a block, its sublicences included, the latest first. */
export async function offersAt(context: ReadContext, work: bigint, block: BlockRef): Promise<OfferRecord[]> {
  const { address, block: fromBlock } = context.deployment.contracts.licences;
  const logs = await getLogsInRanges(context.client, {
    address,
    event,
    args: { work },
    fromBlock,
    toBlock: block.number,
  });
  return recordsOf(context, logs.reverse(), block);
}

/** An offer by its id, with its terms and its state now. */
export function readOffer(context: ReadContext, id: Hex): Promise<Finding<OfferRecord>> {
  return find(context, (block) => offerAt(context, id, block));
}
