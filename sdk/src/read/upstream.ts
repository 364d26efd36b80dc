import type { Address } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import { type BlockRef, type Finding, type ReadContext, readAtHead } from "./finding.ts";
import { mapLimit } from "./logs.ts";

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
async function ancestorsAt(
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

export type ReadAncestorsParameters = {
  work: bigint;
  /** The most works that are followed, the work itself among them; 200 when missing. */
  limit?: number;
};

/** The works that a part of a work's income goes up to, over every level, and what each owes the next (whoGetsWhat). */
export function readAncestors(
  context: ReadContext,
  { work, limit = 200 }: ReadAncestorsParameters,
): Promise<Finding<Ancestors>> {
  return readAtHead(context, (block) => ancestorsAt(context, work, limit, block));
}

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
  return readAtHead(context, async (block) => {
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
