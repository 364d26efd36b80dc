import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import type { ReadContext } from "./ReadContext.ts";
import type { LicenceRecord } from "./readLicence.ts";
import { grantedAt } from "./readSublicences.ts";

export type ReadGrantsParameters = {
  work: bigint;
  /** The licence whose sublicences are meant; 0 for what the work's controller granted, also when missing. */
  parent?: bigint;
};

/**
 * The licences that are in force in one book, the latest first: what a new sole or exclusive one would stand against.
 * Those that are over are left out.
 */
export function readGrants(
  context: ReadContext,
  { work, parent = 0n }: ReadGrantsParameters,
): Promise<Finding<LicenceRecord[]>> {
  return find(context, async (block) => {
    const granted = await grantedAt(context, { work, parent }, block);
    return granted.filter(({ state }) => state === "running");
  });
}
