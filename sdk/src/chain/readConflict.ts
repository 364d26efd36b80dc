import type { Hex } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import type { OnchainTerms } from "../terms/Terms.ts";
import { termsConflict } from "../terms/termsConflict.ts";
import { termsIdOf } from "../terms/termsIdOf.ts";
import type { BlockRef } from "./BlockRef.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import type { ReadContext } from "./ReadContext.ts";
import type { LicenceRecord } from "./readLicence.ts";
import { type OfferRecord, offersAt } from "./readOffer.ts";
import { grantedAt } from "./readSublicences.ts";

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
  return find(context, async (block) => {
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
