import { type Hex, sha256 } from "viem";
import { ColophonError } from "../model/errors.ts";
import type { Bundle, BundleStamp, BundleWitness, OpenedBundle } from "./bundle.ts";
import { type OpenTimestampsAttestation, readOpenTimestamps } from "./openTimestamps.ts";
import { EvidenceError } from "./rlp.ts";
import { verifyTimestampToken } from "./timestampToken.ts";
import type { Report, Verdict, VerdictWitness } from "./verdict.ts";

/** What a second anchor must be about: the SHA-256 of the 32 bytes that were stamped, a batch's root or a commitment. */
export function witnessDigest({ commitment, batch }: Pick<BundleStamp, "commitment" | "batch">): Hex {
  return sha256(batch?.root ?? commitment);
}

/** The bundle with one more second anchor of its stamp. */
export function attachWitness(bundle: Bundle, { type, proof }: Omit<BundleWitness, "sha256">): Bundle {
  const { stamp } = bundle;
  if (!stamp) throw new ColophonError("The bundle has no stamp that a second anchor could be about.");
  const witness = { type, sha256: sha256(proof), proof };
  const witnesses = stamp.witnesses ?? [];
  if (witnesses.some((known) => known.sha256 === witness.sha256)) {
    throw new ColophonError("Exactly this second anchor is in the bundle already.");
  }
  return { ...bundle, stamp: { ...stamp, witnesses: [...witnesses, witness] } };
}

/**
 * Whether second anchors are in the file unchanged, which is a step of the verification, and what each says for itself,
 * which is not: it stands or falls alone.
 */
export function checkWitnesses({ stamp }: OpenedBundle, report: Report): VerdictWitness[] {
  return (stamp?.witnesses ?? []).map((witness, i) => {
    const intact = sha256(witness.proof) === witness.sha256;
    report.add(
      `witness:${i}`,
      intact ? "proved" : "disproved",
      intact
        ? `The ${nameOfWitness(witness)} is in the file as it was attached. What it says is reported apart.`
        : `The ${nameOfWitness(witness)} in the file was changed since it was attached.`,
    );
    return { type: witness.type, ...reported(witness, witnessDigest(stamp as NonNullable<Bundle["stamp"]>)) };
  });
}

function nameOfWitness({ type }: BundleWitness): string {
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

export type VerifyWitnessesParameters = {
  /** As {@link parseBundle} gave it. */
  bundle: Bundle;
  /** What {@link verifyBundle} said about it. */
  verdict: Verdict;
  /** Certificates in DER of time-stamping authorities that the verifier trusts. */
  roots?: readonly Uint8Array[] | undefined;
};

/** The same verdict, with the signatures of its time-stamp tokens checked. What they say never changes the verdict. */
export async function verifyWitnesses({ bundle, verdict, roots }: VerifyWitnessesParameters): Promise<Verdict> {
  const { stamp } = bundle;
  const witnesses = await Promise.all(
    verdict.witnesses.map(async (witness, i) => {
      const proof = stamp?.witnesses?.[i]?.proof;
      if (witness.type !== "rfc3161" || !stamp || proof === undefined) return witness;
      const message = stamp.batch?.root ?? stamp.commitment;
      return { type: witness.type, ...(await verifyTimestampToken({ token: proof, message, roots })) };
    }),
  );
  return { ...verdict, witnesses };
}
