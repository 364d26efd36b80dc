import type { Manifest, Opening } from "@colophon/sdk";
import type { Hex } from "viem";

/** The files that are registered. */
export type Content = {
  /** The name of the file or folder. */
  name: string;
  manifest: Manifest;
  /** Seals the stamp if it is made here. */
  salt: Hex;
  /** The stamp that was prepared or made before; undefined for files that were just read. */
  opening: Opening | undefined;
};
