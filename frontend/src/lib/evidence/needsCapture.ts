import type { Stamp } from "@colophon/sdk";
import { isCaptureOf } from "./isCaptureOf.ts";
import type { KeptBundle } from "./KeptBundle.ts";

export type NeedsCaptureParameters = {
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
