import { getAbiItem, type Hex } from "viem";
import { worksAbi } from "../abi/generated.ts";
import type { BlockRef } from "./BlockRef.ts";
import { compareEvents } from "./compareEvents.ts";
import { evidenceOf, type VersionEvidence } from "./evidenceOf.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { getLogsInRanges } from "./getLogsInRanges.ts";
import { mapLimit } from "./mapLimit.ts";
import type { ReadContext } from "./ReadContext.ts";
import { type WorkRecord, type WorkVersion, workAt } from "./readWork.ts";

/** One work that says it contains a file, and since when its claimant provably had it. */
export type Claim = VersionEvidence & {
  /** 1 for the earliest evidence. */
  rank: number;
  work: WorkRecord;
  /** The version that contains the file; the earliest proven one if there are several. */
  version: WorkVersion;
};

const event = getAbiItem({ abi: worksAbi, name: "FileDisclosed" });

/** The claims to a file at a block, ranked by evidence. */
export async function claimsAt(context: ReadContext, digest: Hex, block: BlockRef): Promise<Claim[]> {
  const { address, block: fromBlock } = context.deployment.contracts.works;
  const logs = await getLogsInRanges(context.client, {
    address,
    event,
    args: { digest },
    fromBlock,
    toBlock: block.number,
  });
  const roots = new Map<bigint, Set<Hex>>();
  for (const { args } of logs) roots.set(args.work, (roots.get(args.work) ?? new Set<Hex>()).add(args.contentRoot));
  const claims = await mapLimit([...roots], 4, async ([id, contentRoots]) => {
    const work = await workAt(context, id, block);
    if (work === undefined) return [];
    const versions = work.versions.filter((version) => contentRoots.has(version.contentRoot));
    const proven = await Promise.all(
      versions.map(async (version) => ({
        ...(await evidenceOf(context, work, version, block)),
        work,
        version,
        rank: 0,
      })),
    );
    return proven.sort((a, b) => compareEvents(a.evidence.at, b.evidence.at)).slice(0, 1);
  });
  const ranked = claims.flat().sort((a, b) => compareEvents(a.evidence.at, b.evidence.at));
  return ranked.map((claim, i) => ({ ...claim, rank: i + 1 }));
}

/**
 * Every work in which a file with this SHA-256 was made findable, ranked by the earliest evidence. "Not found" means
 * that nobody has: a work whose claimant never disclosed the file can't be found by it.
 */
export function readClaims(context: ReadContext, digest: Hex): Promise<Finding<Claim[]>> {
  return find(context, async (block) => {
    const claims = await claimsAt(context, digest, block);
    return claims.length === 0 ? undefined : claims;
  });
}
