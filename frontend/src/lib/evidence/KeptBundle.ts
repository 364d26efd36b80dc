import type { Hex } from "viem";

/** A bundle of evidence that this device keeps. It can be made again only as long as a node has the old receipts. */
export type KeptBundle = {
  /** The bundle in its canonical form, in which alone it is valid. */
  text: string;
  /** The block of the stamp. */
  block: { number: number; hash: Hex; time: number };
  transaction: Hex;
  /** Whether the node counted the block as final when the bundle was made. */
  final: boolean;
  /** Milliseconds since 1970. */
  capturedAt: number;
};
