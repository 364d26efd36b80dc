import { visibleText } from "@colophon/sdk";
import { type SniffedMedia, sniffMedia } from "./sniffMedia.ts";

/** A preview or cover, as far as it may be shown. */
export type Media =
  | (SniffedMedia & { bytes: Uint8Array })
  | { kind: "text"; text: string; cut: boolean }
  /** Something that this page does not show; it may be saved. */
  | { kind: "other"; type: string; bytes: Uint8Array }
  | { kind: "refused"; sentence: string };

/** What a phone can still decode: 40 megapixels are about 160 MB in memory. */
const maxPixels = 40_000_000;

/** What is shown of a text at once. */
const maxCharacters = 20_000;

/**
 * Decides how a stranger's bytes are shown. Their declared type only says what they should be: pictures and sound are
 * what their own bytes say, and everything that a browser could run is never more than text or a refusal.
 */
export function mediaOf(bytes: Uint8Array, declared: string): Media {
  const sniffed = sniffMedia(bytes);
  if (sniffed?.kind === "image") {
    if (sniffed.width * sniffed.height > maxPixels) {
      return {
        kind: "refused",
        sentence: "This picture unfolds to more pixels than a phone can hold, so it is not shown.",
      };
    }
    return { ...sniffed, bytes };
  }
  if (sniffed) return { ...sniffed, bytes };
  if (/^image\/svg|html|^(text|application)\/(javascript|xml)|\+xml$/.test(declared)) {
    return {
      kind: "refused",
      sentence: `A file of the type ${declared} can carry a program, so it is not shown here.`,
    };
  }
  if (/^(image|audio|video)\//.test(declared)) {
    return {
      kind: "refused",
      sentence: `This says it is ${declared}, but its content is not, or not in a form that is shown here.`,
    };
  }
  if (declared.startsWith("text/") || declared === "application/json") {
    try {
      const all = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      return { kind: "text", text: visibleText(all.slice(0, maxCharacters)), cut: all.length > maxCharacters };
    } catch {
      return { kind: "refused", sentence: "This says it is a text, but it is not readable as one." };
    }
  }
  return { kind: "other", type: declared, bytes };
}
