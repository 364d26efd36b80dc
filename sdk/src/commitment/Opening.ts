import type { Address, Hex } from "viem";
import type { Manifest } from "../content/Manifest.ts";

/** What the claimant keeps: everything that opens a commitment. Whoever has it can show what was stamped. */
export type Opening = {
  format: "colophon-opening/1";
  chainId: number;
  timestamps: Address;
  claimant: Address;
  contentRoot: Hex;
  salt: Hex;
  commitment: Hex;
  manifest: Manifest;
  /** When the commitment was stamped together with others: the root that was stamped, and the way to it. */
  batch?: { root: Hex; proof: readonly Hex[] } | undefined;
  /** Where it was stamped, for convenience: readers look at the chain. Time in seconds since 1970. */
  stamp?: { transaction: Hex; block: number; time: number } | undefined;
};
