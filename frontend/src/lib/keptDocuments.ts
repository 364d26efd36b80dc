import { type Hex, sha256 } from "viem";
import { keptDocuments } from "./useFinding.ts";

/**
 * Keeps a licence text or the facts of a deal on this device, by their SHA-256: whoever reads them later asks here
 * first, see useReadContext. Of a quote they are nowhere else but with its parties.
 */
export async function keepDocument(bytes: Uint8Array): Promise<void> {
  await keptDocuments.set(sha256(bytes), bytes);
}

/** Keeps the bytes if they are what a digest names, and says whether they are. */
export async function keepIfNamed(bytes: Uint8Array, digest: Hex): Promise<boolean> {
  if (sha256(bytes) !== digest.toLowerCase()) return false;
  await keepDocument(bytes);
  return true;
}
