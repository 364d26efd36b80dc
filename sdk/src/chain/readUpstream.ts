import type { Address } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import { ancestorsAt, type UpstreamShare } from "./ancestorsAt.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { mapLimit } from "./mapLimit.ts";
import type { ReadContext } from "./ReadContext.ts";

export type Upstream = {
  /** Every step up, the work's own first: each edge of the tree of ancestors once. */
  derivations: UpstreamShare[];
  /** What each work owes to those it is made from and was not settled yet, in the currency's smallest unit. */
  unsettled: Map<bigint, bigint>;
  /**
   * The works to settle, each before those it is made from (settleCall): those that owe something, and those that
   * will once the works below them are settled.
   */
  order: bigint[];
  /** Whether ancestors were left out because there are more than `limit` works. */
  complete: boolean;
};

export type ReadUpstreamParameters = {
  work: bigint;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** The most works that are followed; 200 when missing. */
  limit?: number;
};

/** The works in an order in which each comes before those it is made from. A work is older than what is made of it. */
function downstreamFirst(works: readonly bigint[], derivations: readonly UpstreamShare[]): bigint[] {
  const waiting = new Map(works.map((work) => [work, 0]));
  const edges = derivations.filter(({ work, parent }) => waiting.has(work) && waiting.has(parent));
  for (const { parent } of edges) waiting.set(parent, (waiting.get(parent) ?? 0) + 1);
  const ready = works.filter((work) => waiting.get(work) === 0);
  const order: bigint[] = [];
  for (let work = ready.shift(); work !== undefined; work = ready.shift()) {
    order.push(work);
    for (const edge of edges) {
      if (edge.work !== work) continue;
      const left = (waiting.get(edge.parent) ?? 0) - 1;
      waiting.set(edge.parent, left);
      if (left === 0) ready.push(edge.parent);
    }
  }
  return order;
}

/** What a work and its ancestors owe upstream in one currency, and the order in which to settle it. */
export function readUpstream(
  context: ReadContext,
  { work, currency, limit = 200 }: ReadUpstreamParameters,
): Promise<Finding<Upstream>> {
  return find(context, async (block) => {
    const { client, deployment } = context;
    const { derivations, works, beyond } = await ancestorsAt(context, work, limit, block);
    const amounts = await mapLimit(works, 8, (id) =>
      client.readContract({
        address: deployment.contracts.royalties.address,
        abi: royaltiesAbi,
        functionName: "unsettled",
        args: [id, currency],
        blockNumber: BigInt(block.number),
      }),
    );
    const unsettled = new Map(works.map((id, i) => [id, amounts[i] ?? 0n]));
    // Settling a work gives its parents something to settle in their turn.
    const moving = new Set<bigint>();
    const order = downstreamFirst(works, derivations).filter((id) => {
      const parents = derivations.filter((edge) => edge.work === id);
      if (parents.length === 0 || !(moving.has(id) || unsettled.get(id) !== 0n)) return false;
      for (const { parent } of parents) moving.add(parent);
      return true;
    });
    return { derivations, unsettled, order, complete: beyond.length === 0 };
  });
}
