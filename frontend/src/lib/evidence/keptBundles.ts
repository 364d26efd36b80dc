import type { Stamp } from "@colophon/sdk/read";
import type { Hex } from "viem";
import { safeFileName, shortDigest } from "../download.ts";
import { createDurableStore } from "../storage.ts";

/** A bundle of evidence that this device keeps. It can be made again only as long as a node has the old receipts. */
export type KeptBundle = {
  /** The bundle in its canonical form, in which alone it is valid. */
  text: string;
  /** The block of the stamp. */
  block: { number: number; hash: Hex; time: number };
  transaction: Hex;
  /** Whether the node counted the block as final when the bundle was made. */
  final: boolean;
  /** Milliseconds since 1970. */
  capturedAt: number;
};

/** Bundles kept on this device, by the commitment that they open. */
export const keptBundles = createDurableStore<KeptBundle>("bundles");

/** Whether a kept bundle shows a stamp where it is now: a reorganisation may have moved it to another block. */
export function isCaptureOf(kept: KeptBundle | undefined, { at }: Stamp): kept is KeptBundle {
  return kept?.block.hash === at.blockHash && kept.transaction === at.transaction;
}

type NeedsCaptureParameters = {
  /** One for each opening of the stamp, where this device keeps one. */
  kept: readonly (KeptBundle | undefined)[];
  stamp: Stamp;
  /** The number of the latest final block; undefined on a chain that has no finality, or if it cannot be known. */
  finalized: number | undefined;
};

/** Whether evidence is missing, is about a block that was replaced, or was captured before its block was final. */
export function needsCapture({ kept, stamp, finalized }: NeedsCaptureParameters): boolean {
  if (!kept.every((bundle) => isCaptureOf(bundle, stamp))) return true;
  return finalized !== undefined && finalized >= stamp.at.block && kept.some((bundle) => bundle?.final === false);
}

/** What a chain without finality is good for; said wherever evidence of one is shown. */
export const localChainWarning =
  "This is a local chain: it has no finality, and whoever runs it can rewrite it. It is for trying out, not for evidence.";

/** The chain numbers that development chains use everywhere. Whoever runs such a chain can rewrite it. */
export function isLocalChain(chainId: number): boolean {
  return chainId === 31337 || chainId === 1337;
}

type NamedOpening = { opening: { commitment: Hex } };

/**
 * The file of a bundle without names. It is called by its commitment, which stands in it anyway: its own name must not
 * tell what was left out of it.
 */
export function namelessBundleName({ opening }: NamedOpening): string {
  return bundleFileName(`proof-${shortDigest(opening.commitment)}-without-names`);
}

/** "essay.txt" has its evidence in "essay.txt.colophon-bundle.json". */
export function bundleFileName(name: string): string {
  return safeFileName(name, "proof", ".colophon-bundle.json");
}
