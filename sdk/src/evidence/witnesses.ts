import { type Hex, hexToBytes, sha256 } from "viem";
import { canonicalBytes } from "../core/json.ts";
import { sha512Of } from "../core/platform.ts";
import { ColophonError } from "../model/errors.ts";
import { wordFor } from "../model/numbers.ts";
import type { Bundle, BundleStamp, BundleWitness, OpenedBundle, OpenedStamp } from "./bundle.ts";
import {
  isPending,
  type OpenTimestampsAttestation,
  type OpenTimestampsProof,
  readOpenTimestamps,
} from "./openTimestamps.ts";
import { readRevocation } from "./revocation.ts";
import { EvidenceError } from "./rlp.ts";
import { verifyTimestampToken } from "./timestampToken.ts";
import type { Report, Verdict, VerdictWitness } from "./verdict.ts";

/** What a second anchor must be about: the SHA-256 of the 32 bytes that were stamped, a batch's root or a commitment. */
export function witnessDigest({ commitment, batch }: Pick<BundleStamp, "commitment" | "batch">): Hex {
  return sha256(batch?.root ?? commitment);
}

type Renewable = Bundle | OpenedBundle;

/**
 * What a renewal must be about: the SHA-512 of the bundle with only the second anchors before it. The list of files is
 * left out, whole or disclosed: the content root stands for it, so a renewal holds whatever of it is shown.
 */
export async function renewalMessage(bundle: Renewable, before?: number): Promise<Hex> {
  const { stamp, ...rest } = bundle;
  if (!stamp) throw new ColophonError("The bundle has no stamp whose second anchors could be renewed.");
  const { claimant, contentRoot, salt, commitment, batch, anchor, witnesses = [] } = stamp;
  const earlier = witnesses.slice(0, before ?? witnesses.length);
  const kept = {
    claimant,
    contentRoot,
    salt,
    commitment,
    batch,
    anchor,
    ...(earlier.length > 0 && { witnesses: earlier }),
  };
  return sha512Of(canonicalBytes({ ...rest, stamp: kept }));
}

/** What a second anchor is about, byte for byte: what was stamped or, of a renewal, the bundle before it. */
function messageOf(
  opened: Renewable,
  stamp: OpenedStamp | BundleStamp,
  witness: BundleWitness,
  place: number,
): Promise<Hex> {
  if (witness.over === "bundle") return renewalMessage(opened, place);
  return Promise.resolve(stamp.batch?.root ?? stamp.commitment);
}

/** The bundle with one more second anchor of its stamp. */
export function attachWitness(
  bundle: Bundle,
  { type, proof, over, material = [] }: Omit<BundleWitness, "sha256">,
): Bundle {
  const { stamp } = bundle;
  if (!stamp) throw new ColophonError("The bundle has no stamp that a second anchor could be about.");
  const witness: BundleWitness = {
    type,
    sha256: sha256(proof),
    proof,
    ...(over && { over }),
    ...(material.length > 0 && { material }),
  };
  const witnesses = stamp.witnesses ?? [];
  if (witnesses.some((known) => known.sha256 === witness.sha256)) {
    throw new ColophonError("Exactly this second anchor is in the bundle already.");
  }
  return { ...bundle, stamp: { ...stamp, witnesses: [...witnesses, witness] } };
}

/**
 * The bundle with an OpenTimestamps proof in the place of one about the same that waited for Bitcoin, or behind the
 * others if there is none. Throws if the given one is not further than the one that is there.
 */
export function attachOpenTimestamps(bundle: Bundle, proof: Hex): { bundle: Bundle; replaced: boolean } {
  const given = readOpenTimestamps(proof);
  const witnesses = bundle.stamp?.witnesses ?? [];
  const place = witnesses.findIndex(
    (known) => known.type === "opentimestamps" && known.over === undefined && digestIn(known.proof) === given.digest,
  );
  const known = witnesses[place];
  // A renewal is about what stood before it, byte for byte.
  const renewed = witnesses.some(({ over }, i) => i > place && over !== undefined);
  if (!bundle.stamp || known === undefined || known.sha256 === sha256(proof) || renewed)
    return { bundle: attachWitness(bundle, { type: "opentimestamps", proof }), replaced: false };
  if (isPending(given) && !isPending(readOpenTimestamps(known.proof))) {
    throw new ColophonError(
      "The bundle has an OpenTimestamps proof that leads to Bitcoin already, and the one that you give still waits for it. Nothing was changed.",
    );
  }
  const upgraded = witnesses.with(place, { type: "opentimestamps", sha256: sha256(proof), proof });
  return { bundle: { ...bundle, stamp: { ...bundle.stamp, witnesses: upgraded } }, replaced: true };
}

function digestIn(proof: Hex): Hex | undefined {
  try {
    return readOpenTimestamps(proof).digest;
  } catch {
    return undefined;
  }
}

/**
 * Whether second anchors are in the file unchanged, which is a step of the verification, and what each says for itself,
 * which is not: it stands or falls alone.
 */
export function checkWitnesses({ stamp }: OpenedBundle, report: Report): VerdictWitness[] {
  return (stamp?.witnesses ?? []).map((witness, i) => {
    const parts = [
      { bytes: witness.proof, sha256: witness.sha256 },
      ...(witness.material ?? []).map(({ der, sha256: digest }) => ({ bytes: der, sha256: digest })),
    ];
    const intact = parts.every((part) => sha256(part.bytes) === part.sha256);
    report.add(
      `witness:${i}`,
      intact ? "proved" : "disproved",
      intact
        ? `The ${nameOfWitness(witness)} is in the file as it was attached. What it says is reported apart.`
        : `The ${nameOfWitness(witness)} in the file was changed since it was attached.`,
    );
    const digest = witness.over ? undefined : witnessDigest(stamp as OpenedStamp);
    return { type: witness.type, ...reported(witness, digest) };
  });
}

function nameOfWitness({ type }: Pick<BundleWitness, "type">): string {
  return { rfc3161: "RFC 3161 time-stamp token", opentimestamps: "OpenTimestamps proof" }[type];
}

/** What a second anchor says without a look at signatures. */
function reported(
  { type, proof }: BundleWitness,
  digest: Hex | undefined,
): Pick<VerdictWitness, "outcome" | "sentence"> {
  if (type === "rfc3161" || digest === undefined) {
    const what =
      type === "rfc3161"
        ? "The signature of the RFC 3161 time-stamp token"
        : "What the OpenTimestamps proof says of the bundle";
    return { outcome: "not-checked", sentence: `${what} was not checked here.` };
  }
  return reportedProof(proof, digest, "what was stamped");
}

function reportedProof(proof: Hex, digest: Hex, what: string): Pick<VerdictWitness, "outcome" | "sentence"> {
  try {
    const found = readOpenTimestamps(proof);
    if (found.digest !== digest) {
      return {
        outcome: "disproved",
        sentence: `The OpenTimestamps proof is about ${found.digest}, but ${what} has the SHA-256 ${digest}.`,
      };
    }
    return { outcome: "not-checked", sentence: `The OpenTimestamps proof is about ${what} and ${waysOf(found)}` };
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error;
    return { outcome: "disproved", sentence: error.shortMessage };
  }
}

/** Where a proof's ways lead, and what that is worth. */
export function waysOf(proof: OpenTimestampsProof): string {
  const ways = `leads to ${proof.attestations.map(inWords).join("; ")}.`;
  return isPending(proof)
    ? `${ways} It proves nothing yet: when its calendar has put it into Bitcoin (after some hours), upgrade it and attach it again.`
    : `${ways} Its Bitcoin part is not checked here.`;
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
  /** As {@link openBundle} or {@link parseBundle} gave it. */
  opened: Renewable;
  /** What {@link verifyOpened} said about it. */
  verdict: Verdict;
  /** Certificates in DER of time-stamping authorities that the verifier trusts. */
  roots?: readonly Uint8Array[] | undefined;
  /** Certificates in DER that tokens may not carry themselves. */
  certificates?: readonly Uint8Array[] | undefined;
};

/** The same verdict, with the signatures of its time-stamp tokens checked. What they say never changes the verdict. */
export async function verifyWitnesses({ opened, verdict, ...given }: VerifyWitnessesParameters): Promise<Verdict> {
  const { stamp } = opened;
  const witnesses = await Promise.all(
    verdict.witnesses.map(async (reportedAs, i): Promise<VerdictWitness> => {
      const witness = stamp?.witnesses?.[i];
      if (!stamp || !witness) return reportedAs;
      const message = await messageOf(opened, stamp, witness, i);
      const { type, proof, over, material } = witness;
      if (type === "opentimestamps") {
        return over ? { type, ...reportedProof(proof, sha256(message), renewed(i)) } : reportedAs;
      }
      const found = await verifyTimestampToken({ token: proof, message, material, ...given });
      return { type, ...found, sentence: over ? `Of ${renewed(i)}: ${found.sentence}` : found.sentence };
    }),
  );
  return { ...verdict, witnesses };
}

/** What a renewal speaks of. */
function renewed(earlier: number): string {
  return `the bundle with its ${wordFor(earlier, "earlier second anchor", `${earlier} earlier second anchors`)}`;
}

/** Bytes that a token is to be checked with, as a bundle keeps them. Throws an EvidenceError if they can't be read. */
export async function witnessMaterial(
  type: "certificate" | "crl" | "ocsp",
  der: Hex,
): Promise<{ type: typeof type; sha256: Hex; der: Hex }> {
  const known = type === "certificate" ? hexToBytes(der)[0] === 0x30 : (await readRevocation(type, der)) !== undefined;
  if (!known) {
    const what = {
      certificate: "certificate",
      crl: "list of revoked certificates (CRL)",
      ocsp: "answer about a certificate (OCSP)",
    };
    throw new EvidenceError(`This is no ${what[type]} in DER.`);
  }
  return { type, sha256: sha256(der), der };
}
