import type { Hex } from "viem";
import type { Opening } from "./Opening.ts";

/** What stands on the chain for an opening: its commitment, or the root of the batch that it was stamped in. */
export function stampedOf(opening: Pick<Opening, "commitment" | "batch">): Hex {
  return opening.batch?.root ?? opening.commitment;
}
