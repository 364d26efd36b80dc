import { type Address, encodeAbiParameters, type Hex, keccak256, stringToHex } from "viem";

export type CommitmentParameters = {
  chainId: number;
  /** The Timestamps contract. */
  timestamps: Address;
  claimant: Address;
  contentRoot: Hex;
  /** 32 random bytes. */
  salt: Hex;
};

const typehash = keccak256(
  stringToHex("Commitment(uint256 chainId,address timestamps,address claimant,bytes32 contentRoot,bytes32 salt)"),
);

const layout = [
  { type: "bytes32" },
  { type: "uint256" },
  { type: "address" },
  { type: "address" },
  { type: "bytes32" },
  { type: "bytes32" },
] as const;

/** What is stamped: a hash that only who knows the salt can connect with the content or the claimant. */
export function commitmentOf({ chainId, timestamps, claimant, contentRoot, salt }: CommitmentParameters): Hex {
  return keccak256(encodeAbiParameters(layout, [typehash, BigInt(chainId), timestamps, claimant, contentRoot, salt]));
}
