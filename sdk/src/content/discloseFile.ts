import { type Disclosure, discloseFiles } from "./discloseFiles.ts";
import type { Manifest } from "./Manifest.ts";

/** The disclosure of one file. For several, {@link discloseFiles} builds the tree only once. */
export function discloseFile(manifest: Manifest, path: string): Disclosure {
  return discloseFiles(manifest, [path])[0] as Disclosure;
}
