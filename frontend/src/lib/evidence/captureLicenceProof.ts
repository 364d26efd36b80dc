import { canonicalJson, captureLicence, type ReadContext } from "@colophon/sdk";
import type { Client, PublicClient } from "viem";

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
  const client = { ...context.client, request: node.request } as unknown as PublicClient;
  const { bundle, final, verdict } = await captureLicence({ client, deployment: context.deployment, licence });
  return {
    text: canonicalJson(bundle),
    sentence: verdict.proved[0] ?? "",
    block: verdict.licences[0]?.block ?? 0,
    final,
  };
}
