import { createOpening, type Deployment, type Opening } from "@colophon/sdk";
import type { Address } from "viem";
import type { Content } from "./Content.ts";

/** What opens the stamp of the content: the one made before, or the one that this account would make. */
export function openingOf({ opening, manifest, salt }: Content, deployment: Deployment, claimant: Address): Opening {
  if (opening) return opening;
  const { chainId, contracts } = deployment;
  return createOpening({ chainId, timestamps: contracts.timestamps.address, claimant, manifest, salt });
}
