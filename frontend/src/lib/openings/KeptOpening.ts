import type { Opening } from "@colophon/sdk";
import type { Hex } from "viem";

/** An opening that this device keeps for the person, so that a crash between signing and downloading loses nothing. */
export type KeptOpening = {
  opening: Opening;
  /** What is stamped for it: its commitment, or the root of its batch. */
  stamped: Hex;
  /** The name of the file or folder. */
  name: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Whether the person has downloaded it too. */
  downloaded: boolean;
};
