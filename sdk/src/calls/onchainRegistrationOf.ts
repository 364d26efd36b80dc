import { zeroHash } from "viem";
import { categories } from "../metadata/categories.ts";
import type { Registration } from "./Registration.ts";

/** A registration as the Works contract takes it. */
export function onchainRegistrationOf({ contentRoot, salt, metadataDigest, category, holdersRoot }: Registration) {
  return {
    contentRoot,
    salt,
    metadataDigest,
    category: categories.findIndex(({ id }) => id === category),
    holdersRoot: holdersRoot ?? zeroHash,
  };
}
