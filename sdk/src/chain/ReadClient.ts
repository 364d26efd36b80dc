import type { PublicClient } from "viem";

/** What reads need of a viem client: any PublicClient will do, and so will a smaller one. */
export type ReadClient = Pick<
  PublicClient,
  | "chain"
  | "getBalance"
  | "getBlock"
  | "getBlockNumber"
  | "getChainId"
  | "getCode"
  | "getLogs"
  | "readContract"
  | "simulateContract"
>;
