import type { Hex } from "viem";
import type { EventRef } from "./BlockRef.ts";

/** The earliest moment by which a claimant provably had the content, and what proves it. */
export type Evidence = { at: EventRef } & (
  | { kind: "stamp"; commitment: Hex }
  | { kind: "batch"; commitment: Hex; root: Hex; proof: readonly Hex[] }
  /** No earlier commitment is known: the record itself is the first evidence. */
  | { kind: "record" }
);
