import { canonicalJson, type Opening } from "@colophon/sdk";
import { bundleStampOf, captureBundle, captureLicence, type DisclosedOpening } from "@colophon/sdk/evidence";
import type { ReadContext, Stamp } from "@colophon/sdk/read";
import type { Client, PublicClient } from "viem";
import { clock } from "../clock.ts";
import type { KeptBundle } from "./keptBundles.ts";

export type CaptureEvidenceParameters = {
  /** The connection to a node, for what the SDK's reads do not ask. */
  node: Client;
  context: ReadContext;
  stamp: Stamp;
  /** The openings that the stamp is about: one, or all of a batch. */
  openings: readonly (Opening | DisclosedOpening)[];
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
  const client = { ...context.client, request: node.request } as PublicClient;
  const { bundle, final } = await captureBundle({ client, deployment: context.deployment, opening: first });
  const { block: number, blockHash: hash, time, transaction } = stamp.at;
  const common = { block: { number, hash, time }, transaction, final, capturedAt: clock.now() * 1000 };
  // The openings of a batch differ in what they open; the stamp's receipt and the anchor's header are the same for all.
  const anchor = bundle.stamp?.anchor;
  return openings.map((opening) => ({
    ...common,
    text: canonicalJson({ ...bundle, stamp: { ...bundleStampOf({ opening }), ...(anchor && { anchor }) } }),
  }));
}

export type CaptureLicenceProofParameters = {
  /** The connection to a node, for what the SDK's reads do not ask. */
  node: Client;
  context: ReadContext;
  licence: bigint;
};

export type LicenceProof = {
  /** The bundle in its canonical form. */
  text: string;
  /** What it proves of the licence, if its block is on the chain. */
  sentence: string;
  /** After which block it says so. */
  block: number;
  final: boolean;
};

/** A bundle of a licence as it is now. Large, so the page loads it when it is asked for. */
export async function captureLicenceProof({
  node,
  context,
  licence,
}: CaptureLicenceProofParameters): Promise<LicenceProof> {
  const client = { ...context.client, request: node.request } as PublicClient;
  const { bundle, final, verdict } = await captureLicence({ client, deployment: context.deployment, licence });
  return {
    text: canonicalJson(bundle),
    sentence: verdict.proved[0] ?? "",
    block: verdict.licences[0]?.block ?? 0,
    final,
  };
}
