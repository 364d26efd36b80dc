import { bundleStampOf, canonicalJson, captureBundle, type Opening, type ReadContext, type Stamp } from "@colophon/sdk";
import type { Client, PublicClient } from "viem";
import type { KeptBundle } from "./KeptBundle.ts";

export type CaptureEvidenceParameters = {
  /** The connection to a node, for what the SDK's reads do not ask. */
  node: Client;
  context: ReadContext;
  stamp: Stamp;
  /** The openings that the stamp is about: one, or all of a batch. */
  openings: readonly Opening[];
};

/** A bundle for each opening of a stamp. Large, so the page loads it once there is a stamp. Throws an EvidenceError. */
export async function captureEvidence({
  node,
  context,
  stamp,
  openings,
}: CaptureEvidenceParameters): Promise<KeptBundle[]> {
  const [first] = openings;
  if (!first) return [];
  const client = { ...context.client, request: node.request } as unknown as PublicClient;
  const { bundle, final } = await captureBundle({ client, deployment: context.deployment, opening: first });
  const { block: number, blockHash: hash, time, transaction } = stamp.at;
  const common = { block: { number, hash, time }, transaction, final, capturedAt: Date.now() };
  // The openings of a batch differ in what they open; the stamp's receipt and the anchor's header are the same for all.
  const anchor = bundle.stamp?.anchor;
  return openings.map((opening) => ({
    ...common,
    text: canonicalJson({ ...bundle, stamp: { ...bundleStampOf({ opening }), ...(anchor && { anchor }) } }),
  }));
}
