import type { ContentFinding, ContentStore } from "@colophon/sdk";
import type { Hex } from "viem";

/** How far the public bytes behind a digest can be trusted. */
export type ContentTrust =
  | { status: "verified" }
  /** Bytes came, but they are not what was registered or not what they should be. */
  | { status: "refused"; sentence: string }
  | { status: "unavailable"; sentence: string };

/**
 * Why something from the content store could not be shown: nobody has it, or somebody sent other bytes. The second is
 * an alarm and must not look like the first.
 */
export async function contentTrust(
  store: ContentStore | undefined,
  digest: Hex,
  finding: ContentFinding<unknown>,
): Promise<ContentTrust> {
  if (finding.status === "found") return { status: "verified" };
  if (finding.status === "invalid") return { status: "refused", sentence: finding.sentence };
  const unavailable: ContentTrust = { status: "unavailable", sentence: finding.sentence };
  if (finding.status === "not-found" || !store) return unavailable;
  // Asked once more for the reasons, with the limit of metadata.
  const result = await store.get(digest, { maxBytes: 256 * 1024 });
  if (result.status === "found") return unavailable;
  const bad = result.attempts.find(({ problem }) => problem === "mismatch" || problem === "too large");
  return bad ? { status: "refused", sentence: bad.sentence } : unavailable;
}
