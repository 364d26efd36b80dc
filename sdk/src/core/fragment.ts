import { stringToBytes } from "viem";
import { FormatError } from "../model/errors.ts";

/** A document for a link, after the “#”: its base64url. What stands there is not sent to any server. */
export function fragmentOf(document: string): string {
  const binary = Array.from(stringToBytes(document), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The bytes of the document in the part of a link after the “#”. Throws a FormatError. */
export function bytesOfFragment(
  fragment: string,
  { format, maxBytes }: { format: string; maxBytes: number },
): Uint8Array {
  const text = fragment.replace(/^#/, "");
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length > (maxBytes * 4) / 3 + 4) {
    throw new FormatError(
      format,
      "The link is not complete, or belongs to another page. Ask for it again, or for the file.",
    );
  }
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new FormatError(format, "The link was cut off. Ask for it again, or for the file.", { cause });
  }
}
