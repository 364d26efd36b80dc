import type { Address, Hex } from "viem";

/** A holder's signed order to send their income to an address. Anyone may carry it out, once. */
export type SignedClaim = {
  chainId: number;
  /** The contract it was signed for. */
  royalties: Address;
  work: bigint;
  currency: Address;
  holder: Address;
  to: Address;
  maxSteps: bigint;
  nonce: bigint;
  /** The last second at which it counts. */
  deadline: bigint;
  signature: Hex;
};
