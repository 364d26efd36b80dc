import { type Address, getAbiItem, type Hex } from "viem";
import { licencesAbi, worksAbi } from "../abi/generated.ts";
import { isSameAddress } from "../model/ids.ts";
import type { OnchainTerms } from "../model/terms.ts";
import { exclusivities, termsConflict, termsIdOf } from "../model/terms.ts";
import { type TerritoryCode, territoriesBitmapOf, territoryOf } from "../terms/territories.ts";
import { type UseId, useOf, usesBitmapOf } from "../terms/uses.ts";
import { type BlockRef, type Finding, type ReadContext, readAtHead } from "./finding.ts";
import { type LicenceRecord, licenceAt, licencesOfAt, salesAt } from "./licences.ts";
import { getLogsInRanges, mapLimit } from "./logs.ts";
import { type OfferRecord, offersAt } from "./offers.ts";

const licensedReasons = [
  "licensed",
  "no such licence",
  "not the holder",
  "use not covered",
  "territory not covered",
  "not started",
  "expired",
  "terminated",
] as const;

export type LicensedReason = (typeof licensedReasons)[number];

export type LicensedAnswer = {
  licensed: boolean;
  reason: LicensedReason;
  /** The licence that decided: the one asked about, or the one above it that fails. */
  decisive: bigint;
  time: number;
};

export type IsLicensedParameters = {
  account: Address;
  licence: bigint;
  use: UseId;
  territory: TerritoryCode;
  /** In seconds since 1970; the time of the latest block when missing. */
  time?: number;
};

/** What the contract answers at a block. */
async function licensedAt(
  { client, deployment }: ReadContext,
  { account, licence, use, territory, time }: IsLicensedParameters,
  block: BlockRef,
): Promise<LicensedAnswer> {
  const moment = time ?? block.time;
  const [answer, decisive] = await client.readContract({
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "isLicensed",
    args: [account, licence, useOf(use).bit, territoryOf(territory).bit, moment],
    blockNumber: BigInt(block.number),
  });
  const reason = licensedReasons[answer] ?? "no such licence";
  return { licensed: reason === "licensed", reason, decisive, time: moment };
}

/**
 * Whether an account may put a work to a use in a territory at a time under a licence, or the first reason why not, as
 * the contract says.
 *
 * @throws {TermsError} for a use or a territory that is unknown: it could only be answered as another one.
 */
export async function isLicensed(
  context: ReadContext,
  parameters: IsLicensedParameters,
): Promise<Finding<LicensedAnswer>> {
  useOf(parameters.use);
  territoryOf(parameters.territory);
  return readAtHead(context, (block) => licensedAt(context, parameters, block));
}

export type Permission = {
  allowed: boolean;
  /**
   * Why. Controller: the account controls the work and needs no licence. Licence: one it holds covers the use.
   * Exclusive: either would do, but it gave an exclusive licence for this use, which binds it too. None: neither.
   */
  because: "controller" | "exclusive" | "licence" | "none";
  /** The licence that covers the use, or the exclusive one that stands against it. */
  licence: LicenceRecord | undefined;
  /** What the contract answered for each of its licences of the work, at the first moment that was not covered. */
  answers: { licence: LicenceRecord; answer: LicensedAnswer }[];
  /** The moments asked about, in seconds since 1970. */
  from: number;
  until: number;
};

export type ReadPermissionParameters = {
  account: Address;
  work: bigint;
  use: UseId;
  territory: TerritoryCode;
  /** The first second of the use; the time of the latest block when missing. */
  from?: number;
  /** The last second of the use; the first when missing. */
  until?: number;
};

/** The exclusive licence granted in one book, of the work or of a licence, that covers a use between two moments. */
async function exclusiveAt(
  context: ReadContext,
  { work, use, territory }: ReadPermissionParameters,
  { parent, from, until }: { parent: bigint; from: number; until: number },
  block: BlockRef,
): Promise<LicenceRecord | undefined> {
  const [useBit, territoryBit] = [usesBitmapOf([use]), territoriesBitmapOf([territory])];
  const granted = await grantedAt(context, { work, parent }, block);
  return granted.find(({ start, end, terms: { onchain } }) => {
    const covers = (onchain.uses & useBit) !== 0n && (onchain.territories & territoryBit) !== 0n;
    return exclusivities[onchain.exclusivity] === "exclusive" && covers && start <= until && from < end;
  });
}

/**
 * Whether an account may put a work to a use in a territory from one moment until another: as its controller, or under
 * one licence that covers both moments. What the licence says besides, its deed says.
 *
 * @throws {TermsError} for a use or a territory that is unknown: it could only be answered as another one.
 */
export async function readPermission(
  context: ReadContext,
  parameters: ReadPermissionParameters,
): Promise<Finding<Permission>> {
  const { account, work, use, territory } = parameters;
  useOf(use);
  territoryOf(territory);
  return readAtHead(context, async (block) => {
    const from = parameters.from ?? block.time;
    const until = Math.max(parameters.until ?? from, from);
    const [controller] = await context.client.readContract({
      address: context.deployment.contracts.works.address,
      abi: worksAbi,
      functionName: "controllerOf",
      args: [work],
      blockNumber: BigInt(block.number),
    });
    if (BigInt(controller) === 0n) return undefined;
    const held = (await licencesOfAt(context, account, block)).filter((licence) => licence.work === work);
    const answers = await mapLimit(held, 4, async (licence) => {
      const ask = (time: number) => licensedAt(context, { account, licence: licence.id, use, territory, time }, block);
      const first = await ask(from);
      return { licence, answer: first.licensed && until > from ? await ask(until) : first };
    });
    const moments = { answers, from, until };
    let exclusive: LicenceRecord | undefined;
    for (const { licence, answer } of answers) {
      if (!answer.licensed) continue;
      const given = await exclusiveAt(context, parameters, { parent: licence.id, from, until }, block);
      if (given === undefined) return { allowed: true, because: "licence", licence, ...moments };
      exclusive ??= given;
    }
    if (isSameAddress(controller, account)) {
      const given = await exclusiveAt(context, parameters, { parent: 0n, from, until }, block);
      if (given === undefined) return { allowed: true, because: "controller", licence: undefined, ...moments };
      exclusive ??= given;
    }
    return { allowed: false, because: exclusive ? "exclusive" : "none", licence: exclusive, ...moments };
  });
}

const offerEvent = getAbiItem({ abi: licencesAbi, name: "OfferPublished" });

const soldEvent = getAbiItem({ abi: licencesAbi, name: "LicenceSold" });

/** The licences of a work that were granted by its controller (parent 0) or under a licence, by a block. */
async function grantedAt(
  context: ReadContext,
  { work, parent }: { work: bigint; parent: bigint },
  block: BlockRef,
): Promise<LicenceRecord[]> {
  const { client, deployment } = context;
  const { address, block: fromBlock } = deployment.contracts.licences;
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
};

/** What the contract would name if these terms were sold now; undefined also if they are not defined yet. */
async function enforcedAt(
  { client, deployment }: ReadContext,
  { work, parent, terms }: Required<ReadConflictParameters>,
  block: BlockRef,
): Promise<Conflicts["enforced"]> {
  const read = {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    blockNumber: BigInt(block.number),
  } as const;
  const id = termsIdOf(terms);
  if (!(await client.readContract({ ...read, functionName: "isDefined", args: [id] }))) return undefined;
  const [other, until] = await client.readContract({ ...read, functionName: "conflictOf", args: [work, parent, id] });
  return BigInt(other) === 0n ? undefined : { terms: other, until };
}

/**
 * What would collide with selling under these terms now: licences that are sold and offers that are open. Nothing
 * collides if both lists are empty and nothing is enforced.
 */
export function readConflict(
  context: ReadContext,
  { work, parent = 0n, terms }: ReadConflictParameters,
): Promise<Finding<Conflicts>> {
  return readAtHead(context, async (block) => {
    const [granted, offered, enforced] = await Promise.all([
      grantedAt(context, { work, parent }, block),
      offersAt(context, work, block),
      enforcedAt(context, { work, parent, terms }, block),
    ]);
    const licences = granted.filter(({ end, terms: other }) => block.time < end && termsConflict(other.onchain, terms));
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
