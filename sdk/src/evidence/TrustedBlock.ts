import type { Hex } from "viem";

/** A block hash that the verifier vouches for: no bundle can show by itself that a block is on the chain. */
export type TrustedBlock = {
  hash: Hex;
  /** Missing if the verifier only knows the hash. */
  number?: number | undefined;
  /** Missing if the verifier doesn't say; then it counts for the chain that a stamp's commitment names. */
  chainId?: number | undefined;
  /** Who says so, as the end of a sentence: "you", "2 of 3 nodes (a, b)". */
  source: string;
};
