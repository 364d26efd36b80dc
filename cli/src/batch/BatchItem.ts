import type { Hex } from "viem";

/** One line of items.jsonl. A file that was hashed here has a size and a BLAKE3; a digest from a list has not. */
export type BatchItem = { name: string; sha256: Hex; salt: Hex } & (
  | { size: number; blake3: Hex; entrySalt: Hex }
  | { blinding: Hex }
);
