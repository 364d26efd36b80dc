import type { Deployment, Opening } from "@colophon/sdk";
import type { Address } from "viem";
import { runManifestJob } from "../../../lib/hashing/runManifestJob.ts";
import type { Content } from "./Content.ts";

/** What opens the stamp of the content: the one made before, or the one that this account would make. */
export async function openingOf(
  { opening, manifest, salt }: Content,
  { chainId, contracts }: Deployment,
  claimant: Address,
  signal?: AbortSignal,
): Promise<Opening> {
  if (opening) return opening;
  const timestamps = contracts.timestamps.address;
  return runManifestJob("createOpening", { chainId, timestamps, claimant, manifest, salt }, signal);
}
