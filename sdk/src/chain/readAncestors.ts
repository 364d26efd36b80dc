import { type Ancestors, ancestorsAt } from "./ancestorsAt.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import type { ReadContext } from "./ReadContext.ts";

export type ReadAncestorsParameters = {
  work: bigint;
  /** The most works that are followed, the work itself among them; 200 when missing. */
  limit?: number;
};

/** The works that a part of a work's income goes up to, over every level, and what each owes the next (whoGetsWhat). */
export function readAncestors(
  context: ReadContext,
  { work, limit = 200 }: ReadAncestorsParameters,
): Promise<Finding<Ancestors>> {
  return find(context, (block) => ancestorsAt(context, work, limit, block));
}
