import { bytesToHex, type Hex, hexToBytes } from "viem";
import { hashPair } from "./hashPair.ts";

export type VerifyMerkleProofParameters = { root: Hex; leaf: Hex; proof: readonly Hex[] };

/** Whether the siblings lead from the leaf to the root. */
export function verifyMerkleProof({ root, leaf, proof }: VerifyMerkleProofParameters): boolean {
  const top = proof.reduce((node, sibling) => hashPair(node, hexToBytes(sibling)), hexToBytes(leaf));
  return bytesToHex(top) === root.toLowerCase();
}
