/** The half-bytes of a trie's key, the high one first. */
export function nibblesOf(key: Uint8Array): number[] {
  return [...key].flatMap((byte) => [byte >> 4, byte & 15]);
}

/** A path in a node as the Yellow Paper writes it (appendix C, "hex-prefix"): whether it ends in a leaf, and its parity. */
export function packPath(nibbles: readonly number[], isLeaf: boolean): Uint8Array {
  const odd = nibbles.length % 2;
  const all = [(isLeaf ? 2 : 0) + odd, ...(odd ? [] : [0]), ...nibbles];
  return Uint8Array.from(
    { length: all.length / 2 },
    (_, i) => ((all[2 * i] as number) << 4) | (all[2 * i + 1] as number),
  );
}

/** The path that {@link packPath} wrote, or undefined if the bytes are none. */
export function unpackPath(bytes: Uint8Array): { nibbles: number[]; isLeaf: boolean } | undefined {
  const [flag, padding, ...rest] = nibblesOf(bytes);
  if (flag === undefined || padding === undefined || flag > 3) return undefined;
  const isLeaf = flag >= 2;
  if (flag % 2 === 1) return { nibbles: [padding, ...rest], isLeaf };
  return padding === 0 ? { nibbles: rest, isLeaf } : undefined;
}
