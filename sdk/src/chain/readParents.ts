import { getAbiItem } from "viem";
import { worksAbi } from "../abi/generated.ts";
import type { BlockRef, EventRef } from "./BlockRef.ts";
import { eventRefs } from "./eventRefs.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { getLogsInRanges } from "./getLogsInRanges.ts";
import type { ReadContext } from "./ReadContext.ts";

/** That one work is made from another. */
export type Derivation = {
  work: bigint;
  /** The earlier work. */
  parent: bigint;
  /** The licence that allowed it. */
  source: bigint;
  /** What the earlier work is owed of everything the new one receives, in parts per billion. */
  share: number;
  at: EventRef;
};

const event = getAbiItem({ abi: worksAbi, name: "WorkDerived" });

/** Derivations by the new work or by the earlier one. */
export async function derivationsAt(
  { client, deployment }: ReadContext,
  args: { work: bigint | readonly bigint[] } | { parent: bigint },
  block: BlockRef,
): Promise<Derivation[]> {
  const { address, block: fromBlock } = deployment.contracts.works;
  const logs = await getLogsInRanges(client, { address, event, args, fromBlock, toBlock: block.number });
  const refs = await eventRefs(client, logs);
  return logs.map(({ args: { work, parent, source, share } }, i) => ({
    work,
    parent,
    source,
    share,
    at: refs[i] as EventRef,
  }));
}

/** The works that a work is made from, as its registration recorded them; an empty list if there are none. */
export function readParents(context: ReadContext, work: bigint): Promise<Finding<Derivation[]>> {
  return find(context, (block) => derivationsAt(context, { work }, block));
}
