import * as v from "valibot";
import { type Address, bytesToHex, type Hex, hexToBytes, keccak256 } from "viem";
import { canonicalBytes, hashField, parseDocument, proofField } from "../core/json.ts";
import { hashPair, type MerkleTree, merkleProof, merkleTreeOfBytes, verifyMerkleProof } from "../core/merkle.ts";
import { datasetFormat, datasetProofFormat, documents } from "../model/formats.ts";

/** What was asked about a set of files, of which block, and how it came out. */
export type DatasetHead = {
  format: typeof datasetFormat;
  chainId: number;
  /** The contract that was asked. */
  licences: Address;
  account: Address;
  use: string;
  purpose: string;
  territory: string;
  field?: string | undefined;
  /** The moment of the use, in seconds since 1970. */
  time: number;
  block: { number: number; hash: Hex; time: number };
  /** How many rows there are, and how many of each status. */
  count: number;
  statuses: Readonly<Record<string, number>>;
};

/** The answer for one file. */
export type DatasetRow = {
  /** From 0. */
  row: number;
  path: string;
  sha256: Hex;
  status: string;
  work?: Hex | undefined;
  licence?: Hex | undefined;
  reason: string;
};

/** One row with its way to the root that was stamped: it can be shown alone, and nothing of the other rows with it. */
export type DatasetProof = {
  format: typeof datasetProofFormat;
  head: DatasetHead;
  row: DatasetRow;
  proof: readonly Hex[];
  root: Hex;
};

type Hash = (bytes: Uint8Array) => Uint8Array;

const plain: Hash = (bytes) => keccak256(bytes, "bytes");

/** A row's leaf: hashed twice, so that no pair of nodes can be taken for a row. */
export const datasetLeafOf = (row: DatasetRow, keccak: Hash = plain): Uint8Array => keccak(keccak(canonicalBytes(row)));

/** What is stamped for a set: the tree of its rows, joined with the hash of its head. */
export function datasetRoot(tree: MerkleTree, head: DatasetHead, keccak: Hash = plain): Hex {
  return bytesToHex(hashPair(hexToBytes(tree.root), keccak(canonicalBytes(head)), keccak));
}

/** The tree of rows, whose leaves stand behind one another, 32 bytes each. */
export function datasetTree(leaves: Uint8Array, keccak?: Hash): MerkleTree {
  return merkleTreeOfBytes(leaves, keccak);
}

/** What shows one row of a set alone. */
export function datasetProofOf(tree: MerkleTree, head: DatasetHead, row: DatasetRow): DatasetProof {
  const proof = [...merkleProof(tree, row.row), bytesToHex(plain(canonicalBytes(head)))];
  return { format: datasetProofFormat, head, row, proof, root: datasetRoot(tree, head) };
}

const proofSchema = v.object({
  format: v.literal(datasetProofFormat),
  head: v.looseObject({ format: v.literal(datasetFormat) }),
  row: v.looseObject({ sha256: hashField }),
  proof: proofField,
  root: hashField,
});

/**
 * Whether a proof's row and head lead to its root. That the root was stamped, and when, a bundle of the stamp's
 * transaction shows; that the answer was right at its block, asking the contract again.
 *
 * @throws {FormatError} if it is no such proof.
 */
export function checkDatasetProof(input: unknown): { proof: DatasetProof; leads: boolean } {
  const parsed = parseDocument(proofSchema, input, { ...documents.work, format: datasetProofFormat });
  const proof = parsed as unknown as DatasetProof;
  const leaf = bytesToHex(datasetLeafOf(proof.row));
  const head = bytesToHex(plain(canonicalBytes(proof.head)));
  const leads = proof.proof.at(-1) === head && verifyMerkleProof({ root: proof.root, leaf, proof: proof.proof });
  return { proof, leads };
}
