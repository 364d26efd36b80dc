import type { Anchor } from "../content/Manifest.ts";
import type { ReadClient } from "./ReadClient.ts";

/** A recent block for a manifest: one that is 12 blocks deep where there is one, so that it stays. */
export async function readAnchor(client: ReadClient): Promise<Anchor> {
  const [chainId, head] = await Promise.all([client.getChainId(), client.getBlockNumber({ cacheTime: 0 })]);
  const { number, hash } = await client.getBlock({ blockNumber: head > 12n ? head - 12n : 0n });
  return { chainId, number: Number(number), hash };
}
