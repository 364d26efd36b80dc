import type { Address } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import { type TerritoryCode, territories } from "../terms/territories.ts";
import { type UseId, uses } from "../terms/uses.ts";
import type { BlockRef } from "./BlockRef.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import type { ReadContext } from "./ReadContext.ts";

const reasons = [
  "licensed",
  "no such licence",
  "not the holder",
  "use not covered",
  "territory not covered",
  "not started",
  "expired",
  "terminated",
] as const;

export type LicensedReason = (typeof reasons)[number];

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
export async function licensedAt(
  { client, deployment }: ReadContext,
  { account, licence, use, territory, time }: IsLicensedParameters,
  block: BlockRef,
): Promise<LicensedAnswer> {
  // 255 is a bit that no use and no territory of today has.
  const useBit = uses.find(({ id }) => id === use)?.bit ?? 255;
  const territoryBit = territories.find(({ code }) => code === territory)?.bit ?? 255;
  const moment = time ?? block.time;
  const [answer, decisive] = await client.readContract({
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "isLicensed",
    args: [account, licence, useBit, territoryBit, moment],
    blockNumber: BigInt(block.number),
  });
  const reason = reasons[answer] ?? "no such licence";
  return { licensed: reason === "licensed", reason, decisive, time: moment };
}

/**
 * Whether an account may put a work to a use in a territory at a time under a licence, or the first reason why not, as
 * the contract says.
 */
export function isLicensed(context: ReadContext, parameters: IsLicensedParameters): Promise<Finding<LicensedAnswer>> {
  return find(context, (block) => licensedAt(context, parameters, block));
}
