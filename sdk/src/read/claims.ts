import { type Address, getAbiItem, type Hex } from "viem";
import { worksAbi } from "../abi/generated.ts";
import { commitmentOf } from "../content/commitment.ts";
import type { Metadata } from "../content/metadata.ts";
import { verifyMerkleProof } from "../core/merkle.ts";
import { readMetadata } from "./content.ts";
import {
  type BlockRef,
  type ContentFinding,
  type EventRef,
  type Finding,
  type ReadContext,
  readAtHead,
} from "./finding.ts";
import { compareEvents, getLogsInRanges, mapLimit, visitLogsInRanges } from "./logs.ts";
import { stampsOf } from "./stamps.ts";
import { type WorkRecord, type WorkVersion, workAt } from "./works.ts";

/** The earliest moment by which a claimant provably had the content, and what proves it. */
export type Evidence = { at: EventRef } & (
  | { kind: "stamp"; commitment: Hex }
  | { kind: "batch"; commitment: Hex; root: Hex; proof: readonly Hex[] }
  /** No earlier commitment is known: the record itself is the first evidence. */
  | { kind: "record" }
);

export type VersionEvidence = {
  evidence: Evidence;
  /** Whom the evidence is for: the claimant, or for a revision perhaps a later controller. */
  claimant: Address;
  /** What could not be looked at, in sentences; earlier evidence may exist there. */
  gaps: string[];
};

const transferEvent = getAbiItem({ abi: worksAbi, name: "Transfer" });

/** Who may have committed to a version: the claimant, and for a revision everybody who controlled the work by then. */
async function candidatesOf(context: ReadContext, work: WorkRecord, version: WorkVersion): Promise<Address[]> {
  if (version.revision === 0) return [work.claimant];
  const { address } = context.deployment.contracts.works;
  const logs = await getLogsInRanges(context.client, {
    address,
    event: transferEvent,
    args: { tokenId: work.id },
    fromBlock: work.registered.block,
    toBlock: version.at.block,
  });
  return [...new Set([work.claimant, ...logs.map(({ args }) => args.to)])];
}

/** The earliest evidence for a version of a work: its stamp, the batch that its metadata names, or its own record. */
export async function evidenceOf(
  context: ReadContext,
  work: WorkRecord,
  version: WorkVersion,
  block: BlockRef,
): Promise<VersionEvidence> {
  const { deployment, store } = context;
  const [candidates, metadata] = await Promise.all([
    candidatesOf(context, work, version),
    version.metadataDigest === work.metadataDigest ? work.metadata : readMetadata(store, version.metadataDigest),
  ]);
  const gaps =
    metadata.status === "unknown" || metadata.status === "not-found"
      ? [
          `Whether it was stamped earlier, in a batch, is not known: its description is not at hand. ${metadata.sentence}`,
        ]
      : [];
  const batch = metadata.status === "found" ? metadata.value.batch : undefined;
  const commitments = new Map<Hex, Address>();
  for (const claimant of candidates) {
    const { contentRoot, salt } = version;
    const timestamps = deployment.contracts.timestamps.address;
    commitments.set(commitmentOf({ chainId: deployment.chainId, timestamps, claimant, contentRoot, salt }), claimant);
  }
  const stamps = await stampsOf(context, [...commitments.keys(), ...(batch ? [batch.root] : [])], block);
  let best: VersionEvidence = { evidence: { kind: "record", at: version.at }, claimant: work.claimant, gaps };
  const consider = (evidence: Evidence, claimant: Address) => {
    if (compareEvents(evidence.at, best.evidence.at) < 0) best = { evidence, claimant, gaps };
  };
  for (const [commitment, claimant] of commitments) {
    const stamp = stamps.get(commitment);
    if (stamp) consider({ kind: "stamp", commitment, at: stamp.at }, claimant);
    const batchStamp = batch && stamps.get(batch.root);
    if (batch && batchStamp && verifyMerkleProof({ root: batch.root, leaf: commitment, proof: batch.proof })) {
      consider({ kind: "batch", commitment, root: batch.root, proof: batch.proof, at: batchStamp.at }, claimant);
    }
  }
  return best;
}

/** A version with its own evidence: a proof of an earlier one says nothing of files that came later. */
export type ProvenVersion = VersionEvidence & {
  version: WorkVersion;
  /** The description that it was recorded with, and with it the reason for it. */
  metadata: ContentFinding<Metadata>;
};

/** Every version of a work, the registration first, each with the earliest evidence for exactly its content. */
export function readVersions(context: ReadContext, id: bigint): Promise<Finding<ProvenVersion[]>> {
  return readAtHead(context, async (block) => {
    const work = await workAt(context, id, block);
    if (work === undefined) return undefined;
    const proven = await mapLimit(work.versions, 4, async (version) => ({
      ...(await evidenceOf(context, work, version, block)),
      version,
      metadata:
        version.metadataDigest === work.metadataDigest
          ? work.metadata
          : await readMetadata(context.store, version.metadataDigest),
    }));
    // A new description of the same files does not make them younger.
    return proven.map((each) => {
      const same = proven.filter(({ version }) => version.contentRoot === each.version.contentRoot);
      const earliest = same.reduce((one, other) =>
        compareEvents(other.evidence.at, one.evidence.at) < 0 ? other : one,
      );
      return { ...each, evidence: earliest.evidence, claimant: earliest.claimant };
    });
  });
}

/** One work that says it contains a file, and since when its claimant provably had it. */
export type Claim = VersionEvidence & {
  /** 1 for the earliest evidence. */
  rank: number;
  work: WorkRecord;
  /** The version that contains the file; the earliest proven one if there are several. */
  version: WorkVersion;
};

const fileDisclosedEvent = getAbiItem({ abi: worksAbi, name: "FileDisclosed" });

/** How many digests one query asks for. */
const digestsPerQuery = 200;

/** In which works and under which content roots each digest was disclosed. */
async function disclosuresOf({ client, deployment }: ReadContext, digests: readonly Hex[], block: BlockRef) {
  const { address, block: fromBlock } = deployment.contracts.works;
  const found = new Map<Hex, Map<bigint, Set<Hex>>>();
  for (let from = 0; from < digests.length; from += digestsPerQuery) {
    const args = { digest: digests.slice(from, from + digestsPerQuery) };
    const logs = await getLogsInRanges(client, {
      address,
      event: fileDisclosedEvent,
      args,
      fromBlock,
      toBlock: block.number,
    });
    for (const { args: log } of logs) {
      const works = found.get(log.digest) ?? new Map<bigint, Set<Hex>>();
      found.set(log.digest, works.set(log.work, (works.get(log.work) ?? new Set<Hex>()).add(log.contentRoot)));
    }
  }
  return found;
}

/** From so many files on, every disclosure is read once, and not asked for by digest. */
const manyDigests = 2_000;

/**
 * The works in which each of many files was made findable; files that nobody disclosed are missing. Which of several
 * claims came first, claimsAt says.
 */
export async function worksWithFilesAt(
  { client, deployment }: ReadContext,
  digests: ReadonlySet<Hex>,
  block: BlockRef,
): Promise<Map<Hex, bigint[]>> {
  const { address, block: fromBlock } = deployment.contracts.works;
  const range = { address, event: fileDisclosedEvent, fromBlock, toBlock: block.number };
  const found = new Map<Hex, bigint[]>();
  const list = [...digests];
  const parts = list.length > manyDigests ? [undefined] : inQueries(list);
  for (const part of parts) {
    await visitLogsInRanges(client, { ...range, ...(part && { args: { digest: part } }) }, (logs) => {
      for (const { args } of logs) {
        if (!digests.has(args.digest)) continue;
        const works = found.get(args.digest) ?? [];
        if (!works.includes(args.work)) found.set(args.digest, [...works, args.work]);
      }
    });
  }
  return found;
}

const inQueries = (digests: readonly Hex[]) =>
  Array.from({ length: Math.ceil(digests.length / digestsPerQuery) }, (_, i) =>
    digests.slice(i * digestsPerQuery, (i + 1) * digestsPerQuery),
  );

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

/**
 * Every work in which a file with this SHA-256 was made findable, ranked by the earliest evidence. "Not found" means
 * that nobody has: a work whose claimant never disclosed the file can't be found by it.
 */
export function readClaims(context: ReadContext, digest: Hex): Promise<Finding<Claim[]>> {
  return readAtHead(context, async (block) => (await claimsAt(context, [digest], block)).get(digest));
}

/** A file that somebody made findable, with the claims to it. */
export type KnownFile = { digest: Hex; claims: Claim[] };

/** Which of many files were made findable, in few requests; "not found" if none was. */
export function readKnownFiles(context: ReadContext, digests: readonly Hex[]): Promise<Finding<KnownFile[]>> {
  return readAtHead(context, async (block) => {
    const claims = await claimsAt(context, digests, block);
    return claims.size === 0 ? undefined : [...claims].map(([digest, list]) => ({ digest, claims: list }));
  });
}

/** Another work with one of the same files. */
export type Rival = { digest: Hex; claim: Claim };

export type WorkStanding = {
  /** Since when the claimant provably had the registered version. */
  own: VersionEvidence;
  /** Other works with a file of this one and earlier evidence: a buyer must see them. */
  earlier: Rival[];
  later: Rival[];
  /** How many files were made findable; the others could not be compared. */
  compared: number;
};

/** How a work stands against other claims to the same files. */
export function readStanding(context: ReadContext, id: bigint): Promise<Finding<WorkStanding>> {
  return readAtHead(context, async (block) => {
    const work = await workAt(context, id, block);
    const registration = work?.versions[0];
    if (work === undefined || registration === undefined) return undefined;
    const digests = [...new Set(work.disclosures.map(({ digest }) => digest))];
    const [own, claims] = await Promise.all([
      evidenceOf(context, work, registration, block),
      claimsAt(context, digests, block),
    ]);
    const standing: WorkStanding = { own, earlier: [], later: [], compared: digests.length };
    for (const [digest, ranked] of claims) {
      const rank = ranked.find((claim) => claim.work.id === id)?.rank ?? 0;
      for (const claim of ranked) {
        if (claim.work.id === id) continue;
        (claim.rank < rank ? standing.earlier : standing.later).push({ digest, claim });
      }
    }
    return standing;
  });
}
