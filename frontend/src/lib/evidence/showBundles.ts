import { canonicalJson, type DiscloseRangeParameters, type Opening } from "@colophon/sdk";
import { type Bundle, type BundleStampOfParameters, bundleStampOf, parseBundle } from "@colophon/sdk/evidence";

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

/** The same evidence that shows only some bytes of one file, without its name. Throws a FileRangeError. */
export function bundleOfPart(text: string, opening: Opening, range: DiscloseRangeParameters): string {
  return bundleShowing(parseBundle(text), { opening, disclose: [range.path], ranges: [range] });
}

/** The same evidence with another part of its opening shown, in its canonical form. */
function bundleShowing(bundle: Bundle, parameters: BundleStampOfParameters): string {
  const { anchor, witnesses } = bundle.stamp ?? {};
  return canonicalJson({
    ...bundle,
    stamp: { ...bundleStampOf(parameters), ...(anchor && { anchor }), ...(witnesses && { witnesses }) },
  });
}
