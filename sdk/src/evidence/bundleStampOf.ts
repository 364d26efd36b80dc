import type { Opening } from "../commitment/Opening.ts";
import { type Disclosure, discloseFiles } from "../content/discloseFiles.ts";
import { type DiscloseRangeParameters, discloseRange } from "../content/discloseRange.ts";
import type { BundleStamp } from "./Bundle.ts";

/** An opening of content of which only some files' digests are known or shown. */
export type DisclosedOpening = Omit<Opening, "format" | "manifest" | "stamp"> & { files: readonly Disclosure[] };

export type BundleStampOfParameters = {
  opening: Opening | DisclosedOpening;
  /** Show only these files, by digest and without their names. Missing: the whole list. */
  disclose?: readonly string[] | undefined;
  /** Show only these bytes of disclosed files. */
  ranges?: readonly DiscloseRangeParameters[] | undefined;
};

/** The part of a bundle that opens a commitment. */
export function bundleStampOf({ opening, disclose, ranges = [] }: BundleStampOfParameters): BundleStamp {
  const { claimant, contentRoot, salt, commitment, batch } = opening;
  const parts = { claimant, contentRoot, salt, commitment, ...(batch && { batch }) };
  if ("files" in opening) return { ...parts, files: opening.files };
  const { manifest } = opening;
  if (disclose === undefined) return { ...parts, manifest };
  const { files: _, ...head } = manifest;
  const files = discloseFiles(manifest, disclose).map((file, i) => {
    const range = ranges.find(({ path }) => path === disclose[i]);
    return range ? { ...file, range: discloseRange(manifest, range) } : file;
  });
  return { ...parts, files, head };
}
