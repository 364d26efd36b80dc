import type { Address } from "viem";

/** A transfer of royalty units between two accounts. */
export type UnitMove = { from: Address; to: Address; units: number; block: number; logIndex: number };
