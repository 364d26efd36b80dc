import { type Bundle, canonicalJson } from "@colophon/sdk";
import { replaceFile } from "./writeNewFile.ts";

/** Writes a bundle in its canonical form, in which alone it is valid. It can be made again, so it may be replaced. */
export function saveBundle(path: string, bundle: Bundle): Promise<void> {
  return replaceFile(path, canonicalJson(bundle));
}
