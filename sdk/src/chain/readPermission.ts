import { type Address, isAddressEqual } from "viem";
import { worksAbi } from "../abi/generated.ts";
import { type TerritoryCode, territories } from "../terms/territories.ts";
import { type UseId, uses } from "../terms/uses.ts";
import type { BlockRef } from "./BlockRef.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { type LicensedAnswer, licensedAt } from "./isLicensed.ts";
import { mapLimit } from "./mapLimit.ts";
import type { ReadContext } from "./ReadContext.ts";
import type { LicenceRecord } from "./readLicence.ts";
import { licencesOfAt } from "./readLicencesOf.ts";
import { grantedAt } from "./readSublicences.ts";

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
  const useBit = 1n << BigInt(uses.find(({ id }) => id === use)?.bit ?? 255);
  const territoryBit = 1n << BigInt(territories.find(({ code }) => code === territory)?.bit ?? 255);
  const granted = await grantedAt(context, { work, parent }, block);
  return granted.find(({ start, end, terms: { onchain } }) => {
    const covers = (onchain.uses & useBit) !== 0n && (onchain.territories & territoryBit) !== 0n;
    return onchain.exclusivity === 2 && covers && start <= until && from < end;
  });
}

/**
 * Whether an account may put a work to a use in a territory from one moment until another: as its controller, or under
 * one licence that covers both moments. What the licence says besides, its deed says.
 */
export function readPermission(
  context: ReadContext,
  parameters: ReadPermissionParameters,
): Promise<Finding<Permission>> {
  const { account, work, use, territory } = parameters;
  return find(context, async (block) => {
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
    if (isAddressEqual(controller, account)) {
      const given = await exclusiveAt(context, parameters, { parent: 0n, from, until }, block);
      if (given === undefined) return { allowed: true, because: "controller", licence: undefined, ...moments };
      exclusive ??= given;
    }
    return { allowed: false, because: exclusive ? "exclusive" : "none", licence: exclusive, ...moments };
  });
}
