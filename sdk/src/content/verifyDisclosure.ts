import type { Hex } from "viem";
import { verifyMerkleProof } from "../merkle/verifyMerkleProof.ts";
import type { Disclosure } from "./discloseFiles.ts";
import { leafOf } from "./leafOf.ts";

/** Whether a disclosed file belongs to a content root, as the Works contract decides it. */
export function verifyDisclosure(contentRoot: Hex, { digest, blinding, proof }: Disclosure): boolean {
  return verifyMerkleProof({ root: contentRoot, leaf: leafOf({ sha256: digest, blinding }), proof });
}
