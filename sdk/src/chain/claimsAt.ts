import { getAbiItem, type Hex } from "viem";
import { worksAbi } from "../abi/generated.ts";
import type { BlockRef } from "./BlockRef.ts";
import { compareEvents } from "./compareEvents.ts";
import { evidenceOf, type VersionEvidence } from "./evidenceOf.ts";
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

/** How many digests one query asks for. */
const together = 200;

/** In which works and under which content roots each digest was disclosed. */
async function disclosuresOf({ client, deployment }: ReadContext, digests: readonly Hex[], block: BlockRef) {
  const { address, block: fromBlock } = deployment.contracts.works;
  const found = new Map<Hex, Map<bigint, Set<Hex>>>();
  for (let from = 0; from < digests.length; from += together) {
    const args = { digest: digests.slice(from, from + together) };
    const logs = await getLogsInRanges(client, { address, event, args, fromBlock, toBlock: block.number });
    for (const { args: log } of logs) {
      const works = found.get(log.digest) ?? new Map<bigint, Set<Hex>>();
      found.set(log.digest, works.set(log.work, (works.get(log.work) ?? new Set<Hex>()).add(log.contentRoot)));
    }
  }
  return found;
}

/** The claims to files at a block, by digest, each list ranked by evidence. Files that nobody disclosed are missing. */
export async function claimsAt(
  context: ReadContext,
  digests: readonly Hex[],
  block: BlockRef,
): Promise<Map<Hex, Claim[]>> {
  const disclosures = await disclosuresOf(context, [...new Set(digests)], block);
  const roots = new Map<bigint, Set<Hex>>();
  for (const works of disclosures.values()) {
    for (const [id, found] of works) roots.set(id, new Set([...(roots.get(id) ?? []), ...found]));
  }
  // The files of a folder usually belong to the same few works: each is read once.
  const candidates = await mapLimit([...roots], 4, async ([id, contentRoots]) => {
    const work = await workAt(context, id, block);
    const versions = work?.versions.filter((version) => contentRoots.has(version.contentRoot)) ?? [];
    return mapLimit(versions, 2, async (version) => ({
      ...(await evidenceOf(context, work as WorkRecord, version, block)),
      work: work as WorkRecord,
      version,
    }));
  });
  const proven = candidates.flat().sort((a, b) => compareEvents(a.evidence.at, b.evidence.at));
  const claims = new Map<Hex, Claim[]>();
  for (const [digest, works] of disclosures) {
    const earliest = new Map<bigint, (typeof proven)[number]>();
    for (const candidate of proven) {
      const { work, version } = candidate;
      if (works.get(work.id)?.has(version.contentRoot) && !earliest.has(work.id)) earliest.set(work.id, candidate);
    }
    claims.set(
      digest,
      [...earliest.values()].map((claim, i) => ({ ...claim, rank: i + 1 })),
    );
  }
  return claims;
}
