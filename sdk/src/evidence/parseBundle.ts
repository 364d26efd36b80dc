import { FormatError } from "../errors/FormatError.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import { parseDocument } from "../json/parseDocument.ts";
import type { Bundle } from "./Bundle.ts";
import { bundleSchema } from "./bundleSchema.ts";

const format = "colophon-bundle/1";

/**
 * A bundle from its JSON text, bytes or parsed value, from anyone. Text must be exactly the canonical form (RFC 8785,
 * nothing after it), so that no byte of a file can change without being noticed. Throws a FormatError; whether the
 * evidence holds is {@link verifyBundle}'s question.
 */
export function parseBundle(input: unknown): Bundle {
  const text = input instanceof Uint8Array ? decode(input) : input;
  const bundle: Bundle = parseDocument(bundleSchema, text, { format, maxBytes: 512 * 1024 * 1024 });
  if (typeof text === "string" && text !== canonicalJson(bundle)) {
    throw new FormatError(
      format,
      "It is not in canonical form (RFC 8785): an editor may have saved it anew, or it was changed. Ask for the original file.",
    );
  }
  return bundle;
}

/** Not as the other documents: here a byte order mark is a change too. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new FormatError(format, "It is not UTF-8 text.", { cause });
  }
}
