import type { Hex } from "viem";
import { type Claim, claimsAt } from "./claimsAt.ts";
import { evidenceOf, type VersionEvidence } from "./evidenceOf.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import type { ReadContext } from "./ReadContext.ts";
import { workAt } from "./readWork.ts";

/** Another work with one of the same files. */
export type Rival = { digest: Hex; claim: Claim };

export type Standing = {
  /** Since when the claimant provably had the registered version. */
  own: VersionEvidence;
  /** Other works with a file of this one and earlier evidence: a buyer must see them. */
  earlier: Rival[];
  later: Rival[];
  /** How many files were made findable; the others could not be compared. */
  compared: number;
};

/** How a work stands against other claims to the same files. */
export function readStanding(context: ReadContext, id: bigint): Promise<Finding<Standing>> {
  return find(context, async (block) => {
    const work = await workAt(context, id, block);
    const registration = work?.versions[0];
    if (work === undefined || registration === undefined) return undefined;
    const digests = [...new Set(work.disclosures.map(({ digest }) => digest))];
    const [own, claims] = await Promise.all([
      evidenceOf(context, work, registration, block),
      claimsAt(context, digests, block),
    ]);
    const standing: Standing = { own, earlier: [], later: [], compared: digests.length };
    for (const [digest, ranked] of claims) {
      const rank = ranked.find((claim) => claim.work.id === id)?.rank ?? 0;
      for (const claim of ranked) {
        if (claim.work.id === id) continue;
        (claim.rank < rank ? standing.earlier : standing.later).push({ digest, claim });
      }
    }
    return standing;
  });
}
