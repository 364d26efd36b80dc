import { type Address, getAbiItem, zeroAddress } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { BlockRef, ReadContext } from "../read/finding.ts";
import { getLogsInRanges, mapLimit } from "../read/logs.ts";
import { compareLogs, inParts } from "./logBodies.ts";
import type { StatementEvent } from "./statement.ts";

const takenEvent = getAbiItem({ abi: royaltiesAbi, name: "UnitsTaken" });
const movedEvent = getAbiItem({ abi: royaltiesAbi, name: "Transfer" });

/** Units of a work that were taken (`from` is undefined), or changed hands. */
export type UnitChange = {
  block: number;
  logIndex: number;
  from: Address | undefined;
  to: Address;
  units: bigint;
};

/** Every taking and transfer of a work's units up to a block, in the order of the log. */
export async function unitChangesAt(
  { client, deployment }: ReadContext,
  work: bigint,
  block: BlockRef,
): Promise<UnitChange[]> {
  const { address, block: fromBlock } = deployment.contracts.royalties;
  const range = { address, fromBlock, toBlock: block.number };
  const taken = await getLogsInRanges(client, { ...range, event: takenEvent, args: { work } });
  const known = new Set(taken.map(({ args }) => args.holder));
  const moved: Awaited<ReturnType<typeof getLogsInRanges<typeof movedEvent>>> = [];
  // A transfer's log can't be found by its work: but whoever got units got them from somebody who had some.
  for (let from = [...known]; from.length > 0; ) {
    const parts = await mapLimit(inParts(from), 4, (sender) =>
      getLogsInRanges(client, { ...range, event: movedEvent, args: { sender } }),
    );
    const next = new Set<Address>();
    for (const log of parts.flat()) {
      if (log.args.id !== work || log.args.sender === zeroAddress) continue;
      moved.push(log);
      if (!known.has(log.args.receiver)) next.add(log.args.receiver);
    }
    for (const account of next) known.add(account);
    from = [...next];
  }
  const changes = [
    ...taken.map(({ args, ...log }) => ({ log, from: undefined, to: args.holder, units: args.units })),
    ...moved.map(({ args, ...log }) => ({ log, from: args.sender, to: args.receiver, units: args.amount })),
  ];
  return changes
    .sort((a, b) => compareLogs(a.log, b.log))
    .map(({ log, ...change }) => ({ block: Number(log.blockNumber), logIndex: log.logIndex, ...change }));
}

type Holder = {
  /** Taken by proof: they earn from the beginning. */
  taken: bigint;
  traded: bigint;
  /** Traded units times income, up to what the work had received when they last changed. */
  earned: Map<string, { sum: bigint; upTo: bigint }>;
};

/** What a work received, and what each holder's units stand for of it, before any division. */
export type UnitIncome = {
  received: ReadonlyMap<string, bigint>;
  /** Units times income of everybody who ever had taken units, for each currency in lower case. */
  earnedBy: (holder: Address, currency: Address) => bigint;
  unitsOf: (holder: Address) => bigint;
  holders: readonly Address[];
  /** Units that nobody took. */
  untaken: bigint;
};

/**
 * Follows the units and the income of one work, once, whoever holds them.
 *
 * @param total All units of a work.
 * @param events The work's events, in the order of the log.
 * @param visit Is called at each event of income, before it counts, with who holds how many taken units then.
 */
export function unitIncome(
  work: bigint,
  total: bigint,
  changes: readonly UnitChange[],
  events: readonly StatementEvent[],
  visit?: (event: StatementEvent, unitsOf: ReadonlyMap<Address, bigint>) => void,
): UnitIncome {
  const received = new Map<string, bigint>();
  const holders = new Map<Address, Holder>();
  const balances = new Map<Address, bigint>();
  let untaken = total;
  const holderOf = (account: Address): Holder => {
    const found = holders.get(account) ?? { taken: 0n, traded: 0n, earned: new Map() };
    holders.set(account, found);
    return found;
  };
  function trade(account: Address, units: bigint) {
    const holder = holderOf(account);
    for (const [currency, amount] of received) {
      const before = holder.earned.get(currency) ?? { sum: 0n, upTo: 0n };
      holder.earned.set(currency, { sum: before.sum + holder.traded * (amount - before.upTo), upTo: amount });
    }
    holder.traded += units;
    balances.set(account, (balances.get(account) ?? 0n) + units);
  }
  function change({ from, to, units }: UnitChange) {
    if (from === undefined) {
      holderOf(to).taken += units;
      untaken -= units;
      balances.set(to, (balances.get(to) ?? 0n) + units);
    } else if (from !== to) {
      trade(from, -units);
      trade(to, units);
    }
  }
  const todo = changes.toReversed();
  for (const event of events) {
    const { block, logIndex } = event.at;
    for (let next = todo.at(-1); next !== undefined; next = todo.at(-1)) {
      if (next.block > block || (next.block === block && next.logIndex > logIndex)) break;
      change(todo.pop() as UnitChange);
    }
    const comesIn =
      (event.type === "paid" && event.work === work) || (event.type === "settled" && event.parent === work);
    if (!comesIn) continue;
    visit?.(event, balances);
    const key = event.currency.toLowerCase();
    received.set(key, (received.get(key) ?? 0n) + event.amount);
  }
  while (todo.length > 0) change(todo.pop() as UnitChange);
  return {
    received,
    holders: [...holders.keys()],
    untaken,
    unitsOf: (account) => balances.get(account) ?? 0n,
    earnedBy(account, currency) {
      const holder = holders.get(account);
      if (holder === undefined) return 0n;
      const key = currency.toLowerCase();
      const all = received.get(key) ?? 0n;
      const { sum, upTo } = holder.earned.get(key) ?? { sum: 0n, upTo: 0n };
      return holder.taken * all + sum + holder.traded * (all - upTo);
    },
  };
}
