import type { Claim, Standing } from "@colophon/sdk";
import { type Hex, isAddressEqual } from "viem";

export type EarlierClaim = {
  claim: Claim;
  /** The files that both works contain. */
  digests: Hex[];
};

/** Other people's works that contain a file of this one and whose proof is earlier, the earliest first. */
export function earlierClaims(standing: Pick<Standing, "own" | "earlier">): EarlierClaim[] {
  const byWork = new Map<bigint, EarlierClaim>();
  for (const { digest, claim } of standing.earlier) {
    // The same person may register a file again, for example in another collection.
    if (isAddressEqual(claim.claimant, standing.own.claimant)) continue;
    const known = byWork.get(claim.work.id);
    if (!known) byWork.set(claim.work.id, { claim, digests: [digest] });
    else known.digests.push(digest);
  }
  return [...byWork.values()].sort(
    (a, b) =>
      a.claim.evidence.at.block - b.claim.evidence.at.block ||
      a.claim.evidence.at.logIndex - b.claim.evidence.at.logIndex,
  );
}
