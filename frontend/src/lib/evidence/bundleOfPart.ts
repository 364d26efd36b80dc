import { type DiscloseRangeParameters, type Opening, parseBundle } from "@colophon/sdk";
import { bundleShowing } from "./bundleShowing.ts";

/** The same evidence that shows only some bytes of one file, without its name. Throws a FileRangeError. */
export function bundleOfPart(text: string, opening: Opening, range: DiscloseRangeParameters): string {
  return bundleShowing(parseBundle(text), { opening, disclose: [range.path], ranges: [range] });
}
