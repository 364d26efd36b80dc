import { type Address, getAbiItem, type Hex } from "viem";
import { timestampsAbi } from "../abi/generated.ts";
import type { Anchor } from "../content/manifest.ts";
import {
  type BlockRef,
  type EventRef,
  type Finding,
  type ReadClient,
  type ReadContext,
  readAtHead,
} from "./finding.ts";
import { getLogsInRanges, withPlaces } from "./logs.ts";

export type Stamp = {
  commitment: Hex;
  /** The earliest time it was stamped: later ones prove nothing more. */
  at: EventRef;
  /** Who sent it; the claimant is inside the commitment. */
  from: Address;
};

const stampedEvent = getAbiItem({ abi: timestampsAbi, name: "Commit" });

/** The earliest stamps of commitments by a block, in one query; those never stamped are missing. */
export async function stampsOf(
  { client, deployment }: ReadContext,
  commitments: readonly Hex[],
  block: BlockRef,
): Promise<Map<Hex, Stamp>> {
  const stamps = new Map<Hex, Stamp>();
  if (commitments.length === 0) return stamps;
  const { address, block: fromBlock } = deployment.contracts.timestamps;
  const logs = await getLogsInRanges(client, {
    address,
    event: stampedEvent,
    args: { commitment: commitments },
    fromBlock,
    toBlock: block.number,
  });
  const earliest = [...new Map(logs.toReversed().map((log) => [log.args.commitment, log])).values()];
  for (const { args, at } of await withPlaces(client, earliest)) {
    stamps.set(args.commitment, { commitment: args.commitment, at, from: args.from });
  }
  return stamps;
}

/** When a commitment, or the root of a batch, was first stamped. */
export function readStamp(context: ReadContext, commitment: Hex): Promise<Finding<Stamp>> {
  return readAtHead(context, async (block) => (await stampsOf(context, [commitment], block)).get(commitment));
}

/** A recent block for a manifest: one that is 12 blocks deep where there is one, so that it stays. */
export async function readAnchor(client: ReadClient): Promise<Anchor> {
  const [chainId, head] = await Promise.all([client.getChainId(), client.getBlockNumber({ cacheTime: 0 })]);
  const { number, hash } = await client.getBlock({ blockNumber: head > 12n ? head - 12n : 0n });
  return { chainId, number: Number(number), hash };
}
