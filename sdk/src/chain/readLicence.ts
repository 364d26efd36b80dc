import { type Address, getAbiItem, type Hex } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import { formatId } from "../ids/formatId.ts";
import { splitLicenceId } from "../ids/splitLicenceId.ts";
import type { BlockRef, EventRef } from "./BlockRef.ts";
import { eventRefs } from "./eventRefs.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { type EventLog, getLogsInRanges } from "./getLogsInRanges.ts";
import { isMissingToken } from "./isMissingToken.ts";
import { type LicenceState, licenceStateOf } from "./licenceStateOf.ts";
import { MissingLogsError } from "./MissingLogsError.ts";
import type { ReadContext } from "./ReadContext.ts";
import { publishedOffersAt } from "./readOffer.ts";
import { type TermsRecord, termsAt } from "./readTerms.ts";

export type LicenceRecord = {
  id: bigint;
  work: bigint;
  serial: number;
  /** The licence that it is a sublicence of; undefined if the work's controller granted it. */
  parent: bigint | undefined;
  holder: Address;
  terms: TermsRecord;
  /** Seconds since 1970: licensed from `start` up to but not including `end`; 2^40 - 1 for no end. */
  start: number;
  /** For a terminated licence, when it was terminated. */
  end: number;
  seats: number;
  /** Whether it was ended for a breach. */
  terminated: boolean;
  /** Of the licence itself, at the block that was read. */
  state: LicenceState;
  sale: {
    offer: Hex;
    buyer: Address;
    /** An ERC-20 token, or the zero address for ETH. */
    currency: Address;
    /** For all seats together. */
    price: bigint;
    at: EventRef;
  };
};

const event = getAbiItem({ abi: licencesAbi, name: "LicenceSold" });

export type Sale = EventLog<typeof event> & { currency: Address; price: bigint };

/** The sales of licences by a block, with what each cost by its offer. */
export async function salesAt(
  context: ReadContext,
  ids: readonly bigint[],
  block: BlockRef,
): Promise<Map<bigint, Sale>> {
  if (ids.length === 0) return new Map();
  const { address, block: fromBlock } = context.deployment.contracts.licences;
  const logs = await getLogsInRanges(context.client, {
    address,
    event,
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
      if (offer === undefined) throw new MissingLogsError(`offer ${log.args.offer}`);
      const sale = { ...log, currency: offer.currency, price: offer.price * BigInt(log.args.seats) };
      return [log.args.licence, sale];
    }),
  );
}

/** A licence at a block whose sale is known, or undefined if there is no such licence. */
export async function licenceAt(
  context: ReadContext,
  id: bigint,
  sales: Promise<Map<bigint, Sale>>,
  block: BlockRef,
): Promise<LicenceRecord | undefined> {
  const { client, deployment } = context;
  const licence = await client
    .readContract({
      address: deployment.contracts.licences.address,
      abi: licencesAbi,
      functionName: "licenceOf",
      args: [id],
      blockNumber: BigInt(block.number),
    })
    .catch((error: unknown) => {
      if (isMissingToken(error)) return undefined;
      throw error;
    });
  if (licence === undefined) return undefined;
  const sale = (await sales).get(id);
  if (sale === undefined) throw new MissingLogsError(`licence ${formatId(id, "licence")}`);
  const [terms, [at]] = await Promise.all([termsAt(context, licence.terms, block), eventRefs(client, [sale])]);
  const { holder, parent, start, end, seats, terminated } = licence;
  const { currency, price, args } = sale;
  return {
    id,
    ...splitLicenceId(id),
    parent: parent === 0n ? undefined : parent,
    holder,
    terms,
    start,
    end,
    seats,
    terminated,
    state: licenceStateOf({ start, end, terminated, time: block.time }),
    sale: { offer: args.offer, buyer: args.buyer, currency, price, at: at as EventRef },
  };
}

/** A licence by its number, with its terms, its deed and its sale. */
export function readLicence(context: ReadContext, id: bigint): Promise<Finding<LicenceRecord>> {
  return find(context, (block) => licenceAt(context, id, salesAt(context, [id], block), block));
}
