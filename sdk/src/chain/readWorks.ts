import { type Address, getAbiItem, type Hex, zeroHash } from "viem";
import { worksAbi } from "../abi/generated.ts";
import { type CategoryId, categories } from "../metadata/categories.ts";
import type { Metadata } from "../metadata/Metadata.ts";
import type { EventRef } from "./BlockRef.ts";
import { eventRefs } from "./eventRefs.ts";
import type { ContentFinding, Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { getLogsInRanges } from "./getLogsInRanges.ts";
import { mapLimit } from "./mapLimit.ts";
import type { ReadContext } from "./ReadContext.ts";
import { readMetadata } from "./readMetadata.ts";

export type WorkSummary = {
  id: bigint;
  claimant: Address;
  controller: Address;
  category: CategoryId;
  contentRoot: Hex;
  holdersRoot: Hex | undefined;
  revisions: number;
  metadataDigest: Hex;
  metadata: ContentFinding<Metadata>;
  registered: EventRef;
};

export type WorkList = {
  /** The latest first. */
  works: WorkSummary[];
  /** Give it back to get the next page; undefined at the end. */
  next: { block: number; logIndex: number } | undefined;
};

export type ReadWorksParameters = {
  limit?: number;
  /** The `next` of the page before. */
  before?: { block: number; logIndex: number } | undefined;
  /** Only works first claimed by this account. */
  claimant?: Address;
};

const event = getAbiItem({ abi: worksAbi, name: "WorkRegistered" });

/** Blocks that are looked through at first; doubled while too little is found. */
const firstWindow = 50_000;

/** Works by their registration, the latest first, a page at a time. */
export function readWorks(
  context: ReadContext,
  { limit = 24, before, claimant }: ReadWorksParameters = {},
): Promise<Finding<WorkList>> {
  const { client, deployment, store } = context;
  const { address, block: first } = deployment.contracts.works;
  return find(context, async (block) => {
    type Log = Awaited<ReturnType<typeof getLogsInRanges<typeof event>>>[number];
    const found: Log[] = [];
    let toBlock = Math.min(before?.block ?? block.number, block.number);
    // One more than the page shows whether another page follows.
    for (let window = firstWindow; found.length <= limit && toBlock >= first; window *= 2) {
      const fromBlock = Math.max(first, toBlock - window + 1);
      const args = claimant && { claimant };
      const logs = await getLogsInRanges(client, { address, event, ...(args && { args }), fromBlock, toBlock });
      const fresh = logs.filter(
        (log) =>
          before === undefined ||
          Number(log.blockNumber) < before.block ||
          (Number(log.blockNumber) === before.block && log.logIndex < before.logIndex),
      );
      found.push(...fresh.reverse());
      toBlock = fromBlock - 1;
    }
    const page = found.slice(0, limit);
    const refs = await eventRefs(client, page);
    const works = await mapLimit(page, 8, async ({ args }, i): Promise<WorkSummary> => {
      const state = await client.readContract({
        address,
        abi: worksAbi,
        functionName: "workOf",
        args: [args.work],
        blockNumber: BigInt(block.number),
      });
      return {
        id: args.work,
        claimant: args.claimant,
        controller: state.controller,
        category: categories[state.category]?.id ?? "other",
        contentRoot: args.contentRoot,
        holdersRoot: args.holdersRoot === zeroHash ? undefined : args.holdersRoot,
        revisions: state.revisions,
        metadataDigest: state.metadataDigest,
        metadata: await readMetadata(store, state.metadataDigest),
        registered: refs[i] as EventRef,
      };
    });
    const last = refs.at(-1);
    const more = found.length > limit && last !== undefined;
    return { works, next: more ? { block: last.block, logIndex: last.logIndex } : undefined };
  });
}
