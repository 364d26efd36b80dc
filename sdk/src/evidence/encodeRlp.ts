import { toRlp } from "viem";
import type { RlpItem } from "./RlpItem.ts";

/** The one RLP encoding of an item. */
export function encodeRlp(item: RlpItem): Uint8Array {
  return toRlp(item as Parameters<typeof toRlp>[0], "bytes") as Uint8Array;
}
