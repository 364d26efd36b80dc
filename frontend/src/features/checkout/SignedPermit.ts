import type { Address, Hex } from "viem";

/** A signed allowance (ERC-2612) for exactly one purchase. */
export type SignedPermit = { owner: Address; amount: bigint; nonce: bigint; deadline: number; signature: Hex };
