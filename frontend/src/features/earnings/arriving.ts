import { royaltiesAbi, worksAbi } from "@colophon/sdk/abi";
import { batchCall, claimCall, settleCall } from "@colophon/sdk/calls";
import { type Earnings, getLogsInRanges, type ReadContext, readAtHead, type WorkEarnings } from "@colophon/sdk/read";
import { type Address, BaseError, ContractFunctionRevertedError, decodeAbiParameters, getAbiItem } from "viem";
import { useFinding } from "../../lib/useFinding.ts";

export type ArrivingLine = {
  key: string;
  work: WorkEarnings;
  currency: Address;
  /** The works to settle, in order. */
  order: readonly bigint[];
  /** What settling adds to what the account can withdraw. */
  arriving: bigint;
  /** What it can withdraw then, all together. */
  total: bigint;
};

const derivedEvent = getAbiItem({ abi: worksAbi, name: "WorkDerived" });

const paidEvent = getAbiItem({ abi: royaltiesAbi, name: "Paid" });

/** As many works as one settlement takes easily. */
const mostWorks = 200;

/**
 * What works made from an account's works owe and have not settled. The contract itself works out what the account
 * would get: settling and withdrawing are tried out together.
 */
export function useArriving(account: Address, earnings: Earnings, block: number) {
  return useFinding({
    key: ["arriving", account, block],
    read: (context) => readAtHead(context, (head) => readArriving(context, account, earnings, head.number)),
  });
}

async function readArriving(
  { client, deployment }: ReadContext,
  account: Address,
  earnings: Earnings,
  toBlock: number,
): Promise<ArrivingLine[]> {
  const { works, royalties } = deployment.contracts;
  const derived = await getLogsInRanges(client, {
    address: works.address,
    event: derivedEvent,
    fromBlock: works.block,
    toBlock,
  });
  const edges = derived.map(({ args: { work, parent, share } }) => ({ work, parent, share }));
  const lines: ArrivingLine[] = [];
  for (const work of earnings.works) {
    const order = settleOrder(work.work.id, edges).slice(-mostWorks);
    const { toTake, units } = work.holding;
    if (order.length === 0 || units + (toTake?.units ?? 0) === 0) continue;
    const paid = await getLogsInRanges(client, {
      address: royalties.address,
      event: paidEvent,
      args: { work: order },
      fromBlock: royalties.block,
      toBlock,
    });
    for (const currency of new Set(paid.map(({ args }) => args.currency))) {
      const known = work.currencies.find((figures) => figures.currency === currency);
      const waiting = (known?.claimable ?? 0n) + (known?.notYetTaken ?? 0n);
      const call = batchCall(deployment, [
        ...(toTake ? [toTake.call] : []),
        settleCall(deployment, { works: order, currency }),
        claimCall(deployment, { work: work.work.id, currency, to: account }),
      ]);
      const tried = await client.simulateContract({ ...call, account }).catch((error: unknown) => {
        // What was read before may be over by now: units taken meanwhile, for example. The next look tells.
        if (error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError)) {
          return undefined;
        }
        throw error;
      });
      if (!tried) continue;
      const last = (tried.result as readonly `0x${string}`[]).at(-1) ?? "0x";
      const [total] = decodeAbiParameters([{ type: "uint256" }], last);
      if (total <= waiting) continue;
      lines.push({ key: `${work.work.id}:${currency}`, work, currency, order, arriving: total - waiting, total });
    }
  }
  return lines;
}

type Edge = { work: bigint; parent: bigint; share: number };

/**
 * The works whose income reaches a work, each before those it is made from: the order in which to settle them. Works
 * that owe nothing upstream carry no money and are left out.
 */
export function settleOrder(root: bigint, edges: readonly Edge[]): bigint[] {
  const paying = edges.filter(({ share }) => share > 0);
  const below = new Set<bigint>();
  for (let wave = [root]; wave.length > 0; ) {
    const next = paying.filter(({ parent, work }) => wave.includes(parent) && !below.has(work)).map(({ work }) => work);
    for (const work of next) below.add(work);
    wave = [...new Set(next)];
  }
  const inside = paying.filter(({ work, parent }) => below.has(work) && below.has(parent));
  const waiting = new Map([...below].map((work) => [work, 0]));
  for (const { parent } of inside) waiting.set(parent, (waiting.get(parent) ?? 0) + 1);
  const ready = [...below].filter((work) => waiting.get(work) === 0);
  const order: bigint[] = [];
  for (let work = ready.shift(); work !== undefined; work = ready.shift()) {
    order.push(work);
    for (const edge of inside) {
      if (edge.work !== work) continue;
      const left = (waiting.get(edge.parent) ?? 1) - 1;
      waiting.set(edge.parent, left);
      if (left === 0) ready.push(edge.parent);
    }
  }
  return order;
}
