import { type Opening, parseBundle } from "@colophon/sdk";
import { bundleShowing } from "./bundleShowing.ts";

/**
 * The same evidence without the list of files: only the SHA-256 of each file that has bytes, and no name or size.
 * Undefined if a bundle shows nothing that could be left out.
 */
export function bundleWithoutNames(text: string, opening: Opening): string | undefined {
  const bundle = parseBundle(text);
  if (!bundle.stamp?.manifest) return undefined;
  const disclose = opening.manifest.files.filter(({ size }) => size > 0).map(({ path }) => path);
  return bundleShowing(bundle, { opening, disclose });
}
