import { sha256 } from "viem";
import type { Bundle, BundleWitness } from "./Bundle.ts";
import type { Report } from "./createReport.ts";
import { EvidenceError } from "./EvidenceError.ts";
import { type OpenTimestampsAttestation, readOpenTimestamps } from "./readOpenTimestamps.ts";
import type { VerdictWitness } from "./Verdict.ts";
import { witnessDigest } from "./witnessDigest.ts";

/**
 * Whether second anchors are in the file unchanged, which is a step of the verification, and what each says for itself,
 * which is not: it stands or falls alone.
 */
export function checkWitnesses({ stamp }: Bundle, report: Report): VerdictWitness[] {
  return (stamp?.witnesses ?? []).map((witness, i) => {
    const intact = sha256(witness.proof) === witness.sha256;
    report.add(
      `witness:${i}`,
      intact ? "proved" : "disproved",
      intact
        ? `The ${nameOf(witness)} is in the file as it was attached. What it says is reported apart.`
        : `The ${nameOf(witness)} in the file was changed since it was attached.`,
    );
    return { type: witness.type, ...reported(witness, witnessDigest(stamp as NonNullable<Bundle["stamp"]>)) };
  });
}

function nameOf({ type }: BundleWitness): string {
  return { rfc3161: "RFC 3161 time-stamp token", opentimestamps: "OpenTimestamps proof" }[type];
}

function reported({ type, proof }: BundleWitness, digest: string): Pick<VerdictWitness, "outcome" | "sentence"> {
  if (type === "rfc3161") {
    return {
      outcome: "not-checked",
      sentence: "The signature of the RFC 3161 time-stamp token was not checked here.",
    };
  }
  try {
    const { digest: about, attestations } = readOpenTimestamps(proof);
    if (about !== digest) {
      return {
        outcome: "disproved",
        sentence: `The OpenTimestamps proof is about ${about}, but what was stamped has the SHA-256 ${digest}.`,
      };
    }
    return {
      outcome: "not-checked",
      sentence: `The OpenTimestamps proof is about what was stamped and leads to ${attestations.map(inWords).join("; ")}. Its Bitcoin part is not checked here.`,
    };
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error;
    return { outcome: "disproved", sentence: error.shortMessage };
  }
}

function inWords(attestation: OpenTimestampsAttestation): string {
  switch (attestation.type) {
    case "bitcoin":
      return `Bitcoin's block ${attestation.height}${attestation.merkleRoot ? `, whose Merkle root must be ${attestation.merkleRoot.slice(2)}` : ""}`;
    case "pending":
      return `the calendar ${attestation.uri}, which had not put it into Bitcoin yet`;
    case "unknown":
      return `an attestation of a kind that this program does not know (${attestation.tag})`;
  }
}
