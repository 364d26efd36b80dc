import { type Hex, sha256 } from "viem";
import type { BundleStamp } from "./Bundle.ts";

/** What a second anchor must be about: the SHA-256 of the 32 bytes that were stamped, a batch's root or a commitment. */
export function witnessDigest({ commitment, batch }: Pick<BundleStamp, "commitment" | "batch">): Hex {
  return sha256(batch?.root ?? commitment);
}
