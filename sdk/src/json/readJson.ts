import { FormatError } from "../errors/FormatError.ts";

const maxDepth = 32;

/** How deep arrays and objects nest, without parsing; strings are skipped. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}

/**
 * The value of a JSON text or of its UTF-8 bytes; anything else is taken for a parsed value and returned as it is.
 * Size and depth are checked before parsing, because the text comes from strangers.
 */
export function readJson(input: unknown, format: string, maxBytes: number): unknown {
  if (typeof input !== "string" && !(input instanceof Uint8Array)) return input;
  if (input.length > maxBytes) {
    throw new FormatError(format, `It is larger than ${maxBytes.toLocaleString("en")} bytes, the most that is read.`);
  }
  let text: string;
  try {
    // A byte order mark is dropped, as editors add it unasked.
    text = typeof input === "string" ? input : new TextDecoder("utf-8", { fatal: true }).decode(input);
  } catch (cause) {
    throw new FormatError(format, "It is not UTF-8 text.", { cause });
  }
  if (depthOf(text) > maxDepth) throw new FormatError(format, `It nests deeper than ${maxDepth} levels.`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FormatError(format, "It is not JSON. Check that you chose the right file and that it is complete.", {
      cause,
    });
  }
}
