import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";

export type WorkIdOfParameters = { claimant: Address; contentRoot: Hex };

/** A work's number: the first 224 bits of keccak256(abi.encode(claimant, contentRoot)). */
export function workIdOf({ claimant, contentRoot }: WorkIdOfParameters): bigint {
  const hash = keccak256(encodeAbiParameters([{ type: "address" }, { type: "bytes32" }], [claimant, contentRoot]));
  return BigInt(hash) >> 32n;
}
