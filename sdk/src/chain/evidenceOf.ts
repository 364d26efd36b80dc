import { type Address, getAbiItem, type Hex } from "viem";
import { worksAbi } from "../abi/generated.ts";
import { commitmentOf } from "../commitment/commitmentOf.ts";
import { verifyMerkleProof } from "../merkle/verifyMerkleProof.ts";
import type { BlockRef } from "./BlockRef.ts";
import { compareEvents } from "./compareEvents.ts";
import type { Evidence } from "./Evidence.ts";
import { getLogsInRanges } from "./getLogsInRanges.ts";
import type { ReadContext } from "./ReadContext.ts";
import { readMetadata } from "./readMetadata.ts";
import { stampsOf } from "./readStamp.ts";
import type { WorkRecord, WorkVersion } from "./readWork.ts";

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
