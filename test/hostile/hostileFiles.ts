export type HostileFile = {
  /** The adversary, and what is tried. */
  name: string;
  bytes: Uint8Array;
  /** What a description says that it is. */
  type: string;
};

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The beginning of a PNG that says how large it is. */
function pngHeader(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(57);
  const view = new DataView(bytes.buffer);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  view.setUint32(8, 13);
  bytes.set(bytesOf("IHDR"), 12);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, 6], 24);
  return bytes;
}

/** Public files that strangers may put behind a cover or a preview (W05). For tests only. */
export const hostileFiles: readonly HostileFile[] = [
  {
    name: "W05 a program in a drawing",
    bytes: bytesOf(
      '<svg xmlns="http://www.w3.org/2000/svg" onload="window.stolen=1"><script>window.stolen=1</script><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:alert(1)"/></foreignObject></svg>',
    ),
    type: "image/svg+xml",
  },
  {
    name: "W05 a page with a program",
    bytes: bytesOf(
      "<!doctype html><script>window.stolen=1</script><meta http-equiv=refresh content='0;url=//example.com'>",
    ),
    type: "text/html",
  },
  { name: "W05 billions of pixels", bytes: pngHeader(100_000, 100_000), type: "image/png" },
  { name: "W05 no pixels at all", bytes: pngHeader(0, 0), type: "image/png" },
  { name: "W05 a picture that breaks off", bytes: pngHeader(64, 64).slice(0, 40), type: "image/png" },
  {
    name: "W05 a picture that is also a page",
    bytes: bytesOf("GIF89a/*<script>window.stolen=1</script>*/=1;"),
    type: "image/gif",
  },
  { name: "W05 a sound that is a page", bytes: bytesOf("<script>window.stolen=1</script>"), type: "audio/wav" },
  { name: "W05 a program", bytes: bytesOf("window.stolen = 1;"), type: "text/javascript" },
  { name: "W05 a text that is none", bytes: Uint8Array.of(0xc3, 0x28, 0xa0, 0xa1), type: "text/plain" },
  { name: "W06 a text that reads backwards", bytes: bytesOf("safe\u202etxt.exe\u2066"), type: "text/plain" },
];
