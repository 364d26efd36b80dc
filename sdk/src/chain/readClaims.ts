import type { Hex } from "viem";
import { type Claim, claimsAt } from "./claimsAt.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import type { ReadContext } from "./ReadContext.ts";

/**
 * Every work in which a file with this SHA-256 was made findable, ranked by the earliest evidence. "Not found" means
 * that nobody has: a work whose claimant never disclosed the file can't be found by it.
 */
export function readClaims(context: ReadContext, digest: Hex): Promise<Finding<Claim[]>> {
  return find(context, async (block) => (await claimsAt(context, [digest], block)).get(digest));
}
