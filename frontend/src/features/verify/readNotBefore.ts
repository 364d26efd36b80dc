import type { Anchor, ReadContext } from "@colophon/sdk";
import { BlockNotFoundError } from "viem";

export type NotBefore = { status: "found"; block: number; time: number } | { status: "unknown"; sentence: string };

/** The moment before which a manifest cannot have been made: that of the block whose hash it contains. */
export async function readNotBefore({ client }: ReadContext, anchor: Anchor | undefined): Promise<NotBefore> {
  if (!anchor) return { status: "unknown", sentence: "The opening does not say" };
  try {
    const block = await client.getBlock({ blockHash: anchor.hash });
    if (Number(block.number) === anchor.number) {
      return { status: "found", block: anchor.number, time: Number(block.timestamp) };
    }
  } catch (error) {
    if (!(error instanceof BlockNotFoundError)) return { status: "unknown", sentence: "The chain did not answer" };
  }
  return { status: "unknown", sentence: `The opening names block ${anchor.number}, which this chain does not have` };
}
