import type { Stamp } from "@colophon/sdk";
import type { KeptBundle } from "./KeptBundle.ts";

/** Whether a kept bundle shows a stamp where it is now: a reorganisation may have moved it to another block. */
export function isCaptureOf(kept: KeptBundle | undefined, { at }: Stamp): kept is KeptBundle {
  return kept?.block.hash === at.blockHash && kept.transaction === at.transaction;
}
