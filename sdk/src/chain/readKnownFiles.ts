import type { Hex } from "viem";
import { type Claim, claimsAt } from "./claimsAt.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import type { ReadContext } from "./ReadContext.ts";

/** A file that somebody made findable, with the claims to it. */
export type KnownFile = { digest: Hex; claims: Claim[] };

/** Which of many files were made findable, in few requests; "not found" if none was. */
export function readKnownFiles(context: ReadContext, digests: readonly Hex[]): Promise<Finding<KnownFile[]>> {
  return find(context, async (block) => {
    const claims = await claimsAt(context, digests, block);
    return claims.size === 0 ? undefined : [...claims].map(([digest, list]) => ({ digest, claims: list }));
  });
}
