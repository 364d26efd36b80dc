import type { Hex } from "viem";

/** What a pasted text may be the number of. One text can be several. */
export type Question =
  | { kind: "hash"; digest: Hex; licence: bigint | undefined }
  | { kind: "work"; id: bigint }
  | { kind: "licence"; id: bigint }
  | { kind: "offer"; id: Hex };
