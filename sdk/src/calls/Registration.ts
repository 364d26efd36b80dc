import type { Hex } from "viem";
import type { CategoryId } from "../metadata/categories.ts";

/** What a claimant registers. */
export type Registration = {
  contentRoot: Hex;
  /** Opens the commitment that was stamped before; any 32 bytes if there is none. */
  salt: Hex;
  /** SHA-256 of the metadata. */
  metadataDigest: Hex;
  category: CategoryId;
  /** The root of the holders' tree; without it all units belong to the claimant. */
  holdersRoot?: Hex | undefined;
};
