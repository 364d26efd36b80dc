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
  /** What sellers of the work's token are asked to pay (ERC-2981), in hundredths of a per cent; 0 when missing. */
  resaleRoyalty?: number | undefined;
  /** The root of the holders' tree; without it all units belong to the claimant. */
  holdersRoot?: Hex | undefined;
  /** The claimant's licences that allow this work to be made from others, at most 16, one for each earlier work. */
  sources?: readonly bigint[] | undefined;
};
