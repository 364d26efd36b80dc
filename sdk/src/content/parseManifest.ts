import { parseDocument } from "../json/parseDocument.ts";
import type { Manifest } from "./Manifest.ts";
import { manifestSchema } from "./manifestSchema.ts";

/** A manifest from its JSON text, bytes or parsed value, from anyone. Throws a FormatError. */
export function parseManifest(input: unknown): Manifest {
  return parseDocument(manifestSchema, input, {
    format: "colophon-manifest/2",
    older: ["colophon-manifest/1"],
    maxBytes: 512 * 1024 * 1024,
  });
}
