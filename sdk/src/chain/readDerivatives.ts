import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import type { ReadContext } from "./ReadContext.ts";
import { type Derivation, derivationsAt } from "./readParents.ts";

/** The works that were made from a work under its licences, the latest first; an empty list if there are none. */
export function readDerivatives(context: ReadContext, work: bigint): Promise<Finding<Derivation[]>> {
  return find(context, async (block) => (await derivationsAt(context, { parent: work }, block)).reverse());
}
