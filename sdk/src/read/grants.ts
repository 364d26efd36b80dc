import { getAbiItem, type Hex } from "viem";
import { licencesAbi, offersAbi } from "../abi/generated.ts";
import { type OnchainTerms, termsConflict, termsIdOf } from "../model/terms.ts";
import { type BlockRef, type Finding, type ReadContext, readAtHead } from "./finding.ts";
import { type LicenceRecord, licenceAt, salesAt } from "./licences.ts";
import { getLogsInRanges, mapLimit } from "./logs.ts";
import { type OfferRecord, offersAt } from "./offers.ts";

const offerEvent = getAbiItem({ abi: offersAbi, name: "OfferPublished" });

const soldEvent = getAbiItem({ abi: offersAbi, name: "LicenceSold" });

/** The licences of a work that were granted by its controller (parent 0) or under a licence, by a block. */
export async function grantedAt(
  context: ReadContext,
  { work, parent }: { work: bigint; parent: bigint },
  block: BlockRef,
): Promise<LicenceRecord[]> {
  const { client, deployment } = context;
  const { address, block: fromBlock } = deployment.contracts.offers;
  const range = { address, fromBlock, toBlock: block.number };
  const offers = await getLogsInRanges(client, { ...range, event: offerEvent, args: { work } });
  const ids = offers.filter(({ args }) => args.details.parent === parent).map(({ args }) => args.offer);
  if (ids.length === 0) return [];
  const sold = await getLogsInRanges(client, { ...range, event: soldEvent, args: { offer: ids } });
  const licences = sold.reverse().map(({ args }) => args.licence);
  const sales = salesAt(context, licences, block);
  const records = await mapLimit(licences, 8, (id) => licenceAt(context, id, sales, block));
  return records.filter((record) => record !== undefined);
}

/** The sublicences that were granted directly under a licence, the latest first; an empty list if there are none. */
export function readSublicences(context: ReadContext, licence: bigint): Promise<Finding<LicenceRecord[]>> {
  return readAtHead(context, (block) => grantedAt(context, { work: licence >> 32n, parent: licence }, block));
}

export type ReadGrantsParameters = {
  work: bigint;
  /** The licence whose sublicences are meant; 0 for what the work's controller granted, also when missing. */
  parent?: bigint;
};

/**
 * The licences that are in force in one book, the latest first: what a new sole or exclusive one would stand against.
 * Those that are over are left out.
 */
export function readGrants(
  context: ReadContext,
  { work, parent = 0n }: ReadGrantsParameters,
): Promise<Finding<LicenceRecord[]>> {
  return readAtHead(context, async (block) => {
    const granted = await grantedAt(context, { work, parent }, block);
    return granted.filter(({ state }) => state === "running");
  });
}

export type Conflicts = {
  /**
   * What the contract itself names, if the terms are defined: it goes by the latest end of all licences under the same
   * terms, which may be later than that of any licence below if the last of several was terminated.
   */
  enforced: { terms: Hex; until: number } | undefined;
  /** Licences in force that the contract would refuse to sell over, until they end. */
  licences: LicenceRecord[];
  /** Open offers whose next buyer would stand in the way, or be refused: whoever buys first has the right. */
  offers: OfferRecord[];
  /** Until when selling is refused, in seconds since 1970, or 2^40 - 1; undefined if no licence is in the way. */
  until: number | undefined;
};

export type ReadConflictParameters = {
  work: bigint;
  /** The licence under which a sublicence would be offered; 0 for the work's controller, also when missing. */
  parent?: bigint;
  /** The terms that are to be offered; they need not be defined yet. */
  terms: OnchainTerms;
  /** When their licences would start, in seconds since 1970; now, also when missing or over. */
  starts?: number;
};

/** What the contract would name if these terms were sold now; undefined also if they are not defined yet. */
async function enforcedAt(
  { client, deployment }: ReadContext,
  { work, parent, terms, starts }: Required<ReadConflictParameters>,
  block: BlockRef,
): Promise<Conflicts["enforced"]> {
  const read = {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    blockNumber: BigInt(block.number),
  } as const;
  const id = termsIdOf(terms);
  if (!(await client.readContract({ ...read, functionName: "isDefined", args: [id] }))) return undefined;
  const args = [work, parent, id, starts] as const;
  const [other, until] = await client.readContract({ ...read, functionName: "conflictOf", args });
  return BigInt(other) === 0n ? undefined : { terms: other, until };
}

/**
 * What would collide with selling under these terms now: licences that are sold and offers that are open. Nothing
 * collides if both lists are empty and nothing is enforced.
 */
export function readConflict(
  context: ReadContext,
  { work, parent = 0n, terms, starts = 0 }: ReadConflictParameters,
): Promise<Finding<Conflicts>> {
  return readAtHead(context, async (block) => {
    const [granted, offered, enforced] = await Promise.all([
      grantedAt(context, { work, parent }, block),
      offersAt(context, work, block),
      enforcedAt(context, { work, parent, terms, starts }, block),
    ]);
    const from = Math.max(starts, block.time);
    const licences = granted.filter(({ end, terms: other }) => from < end && termsConflict(other.onchain, terms));
    const offers = offered.filter(
      ({ offer, state, terms: other }) =>
        offer.parent === parent &&
        (state === "open" || state === "not open yet") &&
        termsConflict(other.onchain, terms),
    );
    const ends = [...licences.map(({ end }) => end), ...(enforced ? [enforced.until] : [])];
    return { enforced, licences, offers, until: ends.length === 0 ? undefined : Math.max(...ends) };
  });
}

/** All licences of one book under the same terms, as the contract counts them. */
export type LiveGrants = {
  /** The name of the terms. */
  terms: Hex;
  /** When the last of them ends at the latest, in seconds since 1970, or 2^40 - 1. */
  until: number;
  /** How many there were since none was live, less those that ended early. */
  count: number;
};

export type Book = {
  /** Those that exclude others. */
  alone: LiveGrants[];
  /** Those that exclude nobody. */
  open: LiveGrants[];
};

/** So many terms are asked for at a time. */
const page = 100;

/** What the contract itself remembers of a book: what it compares with before it sells, by terms. */
export function readBook(
  { client, deployment }: ReadContext,
  { work, parent = 0n }: ReadGrantsParameters,
): Promise<Finding<Book>> {
  return readAtHead({ client, deployment }, async (block) => {
    const list = async (alone: boolean): Promise<LiveGrants[]> => {
      const found: LiveGrants[] = [];
      for (let after: Hex = `0x${"00".repeat(24)}`; ; ) {
        const next = await client.readContract({
          address: deployment.contracts.licences.address,
          abi: licencesAbi,
          functionName: "bookOf",
          args: [work, parent, alone, after, BigInt(page)],
          blockNumber: BigInt(block.number),
        });
        found.push(...next);
        const last = next.at(-1);
        if (last === undefined || next.length < page) return found.filter(({ until }) => until > block.time);
        after = last.terms;
      }
    };
    const [alone, open] = await Promise.all([list(true), list(false)]);
    return { alone, open };
  });
}
