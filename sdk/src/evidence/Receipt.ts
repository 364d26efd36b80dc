import type { Address, Hex } from "viem";

/** A log as its receipt records it. */
export type ReceiptLog = { address: Address; topics: readonly Hex[]; data: Hex };

/** A transaction's receipt as the chain keeps it (EIP-2718; types 0 to 4). */
export type Receipt = { type: number; succeeded: boolean; logs: readonly ReceiptLog[] };
