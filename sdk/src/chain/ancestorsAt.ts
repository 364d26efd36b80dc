import { royaltiesAbi } from "../abi/generated.ts";
import type { BlockRef } from "./BlockRef.ts";
import { mapLimit } from "./mapLimit.ts";
import type { ReadContext } from "./ReadContext.ts";

/** That a work owes another one, which it is made from, a share of everything it receives. */
export type UpstreamShare = {
  work: bigint;
  /** The earlier work. */
  parent: bigint;
  /** In parts per billion, never 0. */
  share: number;
};

export type Ancestors = {
  /** Every step up, the work's own first: each edge of the tree of ancestors once. */
  derivations: UpstreamShare[];
  /** The work and its ancestors, by their distance from it, as far as they were followed. */
  works: bigint[];
  /** Ancestors that were met and not followed, because there are more than `limit` works; what they owe is not read. */
  beyond: bigint[];
};

/** A work and the ancestors that money goes up to, by waves, from what the contract itself keeps. */
export async function ancestorsAt(
  { client, deployment }: ReadContext,
  work: bigint,
  limit: number,
  block: BlockRef,
): Promise<Ancestors> {
  const derivations: UpstreamShare[] = [];
  const works = new Set([work]);
  const beyond = new Set<bigint>();
  for (let wave = [work]; wave.length > 0; ) {
    const found = await mapLimit(wave, 8, async (id) => {
      const parents = await client.readContract({
        address: deployment.contracts.royalties.address,
        abi: royaltiesAbi,
        functionName: "parentsOf",
        args: [id],
        blockNumber: BigInt(block.number),
      });
      return parents.map(({ work: parent, share }) => ({ work: id, parent, share }));
    });
    // An edge with no share carries no money.
    const owed = found.flat().filter(({ share }) => share > 0);
    derivations.push(...owed);
    wave = [];
    for (const { parent } of owed) {
      if (works.has(parent)) continue;
      if (works.size === limit) {
        beyond.add(parent);
        continue;
      }
      works.add(parent);
      wave.push(parent);
    }
  }
  return { derivations, works: [...works], beyond: [...beyond] };
}
