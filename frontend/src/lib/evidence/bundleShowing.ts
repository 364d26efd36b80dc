import { type Bundle, type BundleStampOfParameters, bundleStampOf, canonicalJson } from "@colophon/sdk";

/** The same evidence with another part of its opening shown, in its canonical form. */
export function bundleShowing(bundle: Bundle, parameters: BundleStampOfParameters): string {
  const { anchor, witnesses } = bundle.stamp ?? {};
  return canonicalJson({
    ...bundle,
    stamp: { ...bundleStampOf(parameters), ...(anchor && { anchor }), ...(witnesses && { witnesses }) },
  });
}
