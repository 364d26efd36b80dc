import { stringToBytes } from "viem";
import { describe, expect, it } from "vitest";
import { mediaOf, sniffMedia } from "./media.ts";

const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

function png(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set(latin("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"));
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>`;

describe("sniffMedia", () => {
  it("knows pictures by their own bytes, with their size", () => {
    expect(sniffMedia(png(900, 600))).toEqual({ kind: "image", type: "image/png", width: 900, height: 600 });
    const gif = new Uint8Array(32);
    gif.set(latin("GIF89a\x0a\x00\x14\x00"));
    expect(sniffMedia(gif)).toEqual({ kind: "image", type: "image/gif", width: 10, height: 20 });
    const jpeg = latin(`\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x11\x08\x00\x20\x00\x30${"\0".repeat(20)}`);
    expect(sniffMedia(jpeg)).toEqual({ kind: "image", type: "image/jpeg", width: 48, height: 32 });
    const webp = latin(`RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x0f\0\0\x07\0\0${"\0".repeat(8)}`);
    expect(sniffMedia(webp)).toEqual({ kind: "image", type: "image/webp", width: 16, height: 8 });
    const avif = latin(
      `\0\0\0\x1cftypavif${"\0".repeat(20)}\0\0\0\x14ispe\0\0\0\0\0\0\0\x40\0\0\0\x20${"\0".repeat(8)}`,
    );
    expect(sniffMedia(avif)).toEqual({ kind: "image", type: "image/avif", width: 64, height: 32 });
  });

  it("knows sound and film", () => {
    const padded = (head: string) => latin(head.padEnd(32, "\0"));
    expect(sniffMedia(padded("RIFF\0\0\0\0WAVE"))).toEqual({ kind: "audio", type: "audio/wav" });
    expect(sniffMedia(padded("ID3\x04"))).toEqual({ kind: "audio", type: "audio/mpeg" });
    expect(sniffMedia(padded("OggS"))).toEqual({ kind: "audio", type: "audio/ogg" });
    expect(sniffMedia(padded("\0\0\0\x20ftypisom"))).toEqual({ kind: "video", type: "video/mp4" });
  });

  it("survives every cut of a file", () => {
    for (const whole of [png(1, 1), latin(`\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x11\x08\x00\x20\x00\x30`)]) {
      for (let length = 0; length <= whole.length; length++) {
        expect(() => sniffMedia(whole.subarray(0, length))).not.toThrow();
      }
    }
  });
});

describe("mediaOf", () => {
  it("W05 never takes SVG or HTML for a picture or a text, whatever it is called", () => {
    for (const type of ["image/svg+xml", "text/html", "application/xhtml+xml", "text/javascript"]) {
      expect(mediaOf(stringToBytes(svg), type)).toMatchObject({
        kind: "refused",
        sentence: expect.stringMatching(/program/),
      });
    }
    expect(mediaOf(stringToBytes(svg), "image/png").kind).toBe("refused");
    expect(mediaOf(stringToBytes(svg), "audio/mpeg").kind).toBe("refused");
  });

  it("W05 shows markup inside a text as text", () => {
    expect(mediaOf(stringToBytes(svg), "text/plain")).toEqual({ kind: "text", text: svg, cut: false });
  });

  it("W06 marks characters that turn a text around", () => {
    const media = mediaOf(stringToBytes("abc\u202Efdp.exe"), "text/plain");
    expect(media).toMatchObject({ text: "abc⟦U+202E⟧fdp.exe" });
  });

  it("cuts a long text", () => {
    expect(mediaOf(stringToBytes("a".repeat(30_000)), "text/plain")).toMatchObject({ cut: true });
  });

  it("refuses a text that is none, and a picture that would fill the memory", () => {
    expect(mediaOf(Uint8Array.of(0xff, 0xfe, 0xff), "text/plain").kind).toBe("refused");
    expect(mediaOf(png(60_000, 60_000), "image/png").kind).toBe("refused");
  });

  it("believes a picture's bytes and not its label", () => {
    expect(mediaOf(png(8, 8), "text/html")).toMatchObject({ kind: "image", type: "image/png" });
  });

  it("leaves what it does not know to be saved", () => {
    expect(mediaOf(stringToBytes("%PDF-1.7 and more bytes"), "application/pdf")).toMatchObject({ kind: "other" });
  });
});
