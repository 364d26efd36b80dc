import type { Hex } from "viem";

/** A block that something was read at or happened in. Time in seconds since 1970. */
export type BlockRef = { number: number; hash: Hex; time: number };

/** Where on the chain something happened. Time in seconds since 1970. */
export type EventRef = { block: number; blockHash: Hex; time: number; transaction: Hex; logIndex: number };
