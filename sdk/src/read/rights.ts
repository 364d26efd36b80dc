import type { Address } from "viem";
import { licencesAbi, worksAbi } from "../abi/generated.ts";
import { isSameAddress } from "../model/ids.ts";
import { type LicensedReason, licensedReasons } from "../model/states.ts";
import { exclusivities, termsConflict } from "../model/terms.ts";
import { type TerritoryCode, territoriesBitmapOf, territoryOf } from "../terms/territories.ts";
import {
  fieldHashOf,
  type PurposeId,
  purposeOf,
  purposesBitmapOf,
  type UseId,
  useOf,
  usesBitmapOf,
} from "../terms/uses.ts";
import { type BlockRef, type Finding, type ReadContext, readAtHead } from "./finding.ts";
import { grantedAt } from "./grants.ts";
import { type LicenceRecord, licencesOfAt } from "./licences.ts";
import { mapLimit } from "./logs.ts";

/** What somebody wants to do with a work. */
export type IntendedUse = {
  use: UseId;
  purpose: PurposeId;
  territory: TerritoryCode;
  /** The name of its field, such as "language: French"; one that no terms name when missing. */
  field?: string | undefined;
};

/** What it takes to ask about a use; throws a TermsError for a word that is unknown: it could only be answered as another one. */
function bitsOf({ use, purpose, territory, field = "all" }: IntendedUse) {
  return {
    act: useOf(use).bit,
    purpose: purposeOf(purpose).bit,
    territory: territoryOf(territory).bit,
    field: fieldHashOf(field),
  };
}

export type LicensedAnswer = {
  licensed: boolean;
  reason: LicensedReason;
  /** The licence that decided: the one asked about, or the one above it that fails. */
  decisive: bigint;
  time: number;
};

export type IsLicensedParameters = IntendedUse & {
  account: Address;
  licence: bigint;
  /** In seconds since 1970; the time of the latest block when missing. */
  time?: number;
};

/** What the contract answers at a block. */
export async function licensedAt(
  { client, deployment }: ReadContext,
  { account, licence, time, ...intended }: IsLicensedParameters,
  block: BlockRef,
): Promise<LicensedAnswer> {
  const moment = time ?? block.time;
  const [answer, decisive] = await client.readContract({
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "isLicensed",
    args: [account, licence, { ...bitsOf(intended), time: moment }],
    blockNumber: BigInt(block.number),
  });
  const reason = licensedReasons[answer] ?? "no such licence";
  return { licensed: reason === "licensed", reason, decisive, time: moment };
}

/**
 * Whether an account may put a work to a use, for a purpose, in a territory and a field, at a time under a licence, or
 * the first reason why not, as the contract says.
 *
 * @throws {TermsError} for a use, a purpose, a territory or a field that is none: it could only be answered as another.
 */
export async function isLicensed(
  context: ReadContext,
  parameters: IsLicensedParameters,
): Promise<Finding<LicensedAnswer>> {
  bitsOf(parameters);
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

export type ReadPermissionParameters = IntendedUse & {
  account: Address;
  work: bigint;
  /** The first second of the use; the time of the latest block when missing. */
  from?: number;
  /** The last second of the use; the first when missing. */
  until?: number;
};

/** The exclusive licence granted in one book, of the work or of a licence, that covers a use between two moments. */
async function exclusiveAt(
  context: ReadContext,
  { work, use, purpose, territory, field = "all" }: ReadPermissionParameters,
  { parent, from, until }: { parent: bigint; from: number; until: number },
  block: BlockRef,
): Promise<LicenceRecord | undefined> {
  const asked = {
    uses: usesBitmapOf([use]),
    purposes: purposesBitmapOf([purpose]),
    territories: territoriesBitmapOf([territory]),
  };
  const hash = fieldHashOf(field);
  const granted = await grantedAt(context, { work, parent }, block);
  return granted.find(({ start, endsAt, terms: { onchain } }) => {
    if (exclusivities[onchain.exclusivity] !== "exclusive" || start > until || from >= endsAt) return false;
    // A use in a field that no terms name is in nobody's.
    if (BigInt(onchain.field) !== 0n && BigInt(onchain.field) !== BigInt(hash)) return false;
    return termsConflict(onchain, { ...asked, field: hash, exclusivity: onchain.exclusivity });
  });
}

/**
 * Whether an account may put a work to a use, for a purpose, in a territory and a field, from one moment until another:
 * as its controller, or under one licence that covers both moments. What the licence says besides, its deed says.
 *
 * @throws {TermsError} for a use, a purpose, a territory or a field that is none: it could only be answered as another.
 */
export async function readPermission(
  context: ReadContext,
  parameters: ReadPermissionParameters,
): Promise<Finding<Permission>> {
  bitsOf(parameters);
  return readAtHead(context, (block) => permissionAt(context, parameters, block));
}

/**
 * The same at a block; undefined if there is no such work.
 *
 * @param licences All licences of the account, where they are known already.
 */
export async function permissionAt(
  context: ReadContext,
  parameters: ReadPermissionParameters,
  block: BlockRef,
  licences?: readonly LicenceRecord[],
): Promise<Permission | undefined> {
  const { account, work, use, purpose, territory, field } = parameters;
  const intended = { use, purpose, territory, field };
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
  const all = licences ?? (await licencesOfAt(context, account, block));
  const held = all.filter((licence) => licence.work === work);
  const answers = await mapLimit(held, 4, async (licence) => {
    const ask = (time: number) => licensedAt(context, { account, licence: licence.id, ...intended, time }, block);
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
}
