import { visibleText } from "@colophon/sdk";

type SniffedMedia =
  | { kind: "image"; type: string; width: number; height: number }
  | { kind: "audio" | "video"; type: string };

function text(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The size in a JPEG's frame header, found by walking its segments. */
function jpegSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const data = view(bytes);
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] as number;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: data.getUint16(at + 5), width: data.getUint16(at + 7) };
    at += marker === 0xff ? 1 : 2 + data.getUint16(at + 2);
  }
  return undefined;
}

function webpSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const data = view(bytes);
  if (bytes.length < 30) return undefined;
  switch (text(bytes, 12, 16)) {
    case "VP8 ":
      return { width: data.getUint16(26, true) & 0x3fff, height: data.getUint16(28, true) & 0x3fff };
    case "VP8L": {
      const packed = data.getUint32(21, true);
      return { width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return {
        width: (data.getUint32(24, true) & 0xffffff) + 1,
        height: ((data.getUint32(26, true) >> 8) & 0xffffff) + 1,
      };
    default:
      return undefined;
  }
}

/** The size in an AVIF's image property, which stands near its beginning. */
function avifSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const data = view(bytes);
  for (let at = 0; at + 16 <= Math.min(bytes.length, 4096); at++) {
    if (text(bytes, at, at + 4) === "ispe") return { width: data.getUint32(at + 8), height: data.getUint32(at + 12) };
  }
  return undefined;
}

function image(type: string, size: { width: number; height: number } | undefined): SniffedMedia | undefined {
  return size && size.width > 0 && size.height > 0 ? { kind: "image", type, ...size } : undefined;
}

/**
 * What bytes are, by their own first bytes and not by what somebody says of them. Only forms that browsers decode
 * without running anything; undefined for all others, among them SVG and HTML.
 */
export function sniffMedia(bytes: Uint8Array): SniffedMedia | undefined {
  if (bytes.length < 16) return undefined;
  const data = view(bytes);
  const head = text(bytes, 0, 16);
  if (head.startsWith("\x89PNG\r\n\x1a\n") && bytes.length >= 24) {
    return image("image/png", { width: data.getUint32(16), height: data.getUint32(20) });
  }
  if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
    return image("image/gif", { width: data.getUint16(6, true), height: data.getUint16(8, true) });
  }
  if (head.startsWith("\xff\xd8\xff")) return image("image/jpeg", jpegSize(bytes));
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return image("image/webp", webpSize(bytes));
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WAVE") return { kind: "audio", type: "audio/wav" };
  if (head.startsWith("fLaC")) return { kind: "audio", type: "audio/flac" };
  if (head.startsWith("ID3") || (bytes[0] === 0xff && ((bytes[1] as number) & 0xe6) === 0xe2)) {
    return { kind: "audio", type: "audio/mpeg" };
  }
  if (head.startsWith("OggS")) return { kind: "audio", type: "audio/ogg" };
  if (head.slice(4, 8) === "ftyp") {
    const brand = head.slice(8, 12);
    if (brand === "avif" || brand === "avis") return image("image/avif", avifSize(bytes));
    return brand.startsWith("M4A") ? { kind: "audio", type: "audio/mp4" } : { kind: "video", type: "video/mp4" };
  }
  if (head.startsWith("\x1a\x45\xdf\xa3")) return { kind: "video", type: "video/webm" };
  return undefined;
}

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
