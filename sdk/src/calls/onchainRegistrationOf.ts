import { zeroHash } from "viem";
import { categories } from "../metadata/categories.ts";
import type { Registration } from "./Registration.ts";

/** A registration as the Works contract takes it. */
export function onchainRegistrationOf(registration: Registration) {
  const { contentRoot, salt, metadataDigest, category, resaleRoyalty = 0, holdersRoot, sources = [] } = registration;
  return {
    contentRoot,
    salt,
    metadataDigest,
    category: categories.findIndex(({ id }) => id === category),
    resaleRoyalty,
    holdersRoot: holdersRoot ?? zeroHash,
    // The contract takes them in ascending order.
    sources: sources.toSorted((a, b) => (a < b ? -1 : 1)),
  };
}
