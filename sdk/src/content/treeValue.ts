import { bytesToHex, type Hex } from "viem";

/** The eight words of a node from its 32 bytes. */
export function wordsOf(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 32);
  return Uint32Array.from({ length: 8 }, (_, i) => view.getUint32(i * 4, true));
}

/** The 32 bytes of a node from its eight words. */
export function hexOf(value: Uint32Array): Hex {
  const bytes = new Uint8Array(32);
  const view = new DataView(bytes.buffer);
  value.forEach((word, i) => {
    view.setUint32(i * 4, word, true);
  });
  return bytesToHex(bytes);
}
