import { concat, type Hex, keccak256 } from "viem";

export type LeafOfParameters = { sha256: Hex; blinding: Hex };

/** An entry's leaf. Hashed twice, so that an inner node of a tree can't pose as a leaf. */
export function leafOf({ sha256, blinding }: LeafOfParameters): Hex {
  return keccak256(keccak256(concat([sha256, blinding])));
}
