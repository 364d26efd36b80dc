import { shareOf } from "../model/units.ts";

/** What one side gets of an amount. */
export type PricePart = {
  /** Holders: those of a work's royalty units. Licensor: who sells a sublicence. */
  to: "holders" | "licensor";
  /** The work whose holders get it; for the licensor's part, the licensed work. */
  work: bigint;
  /** How many steps up from the licensed work: 0 for itself. */
  depth: number;
  /** In the currency's smallest unit. */
  amount: bigint;
};

export type WhoGetsWhatParameters = {
  /** What is paid, in the currency's smallest unit. */
  amount: bigint;
  /** The licensed work. */
  work: bigint;
  /** What works owe those they are made from, all the way up (readAncestors); none when missing. */
  derivations?: readonly { work: bigint; parent: bigint; share: number }[];
  /** For a sublicence: the revenue share of the licence above it, which the work gets, in parts per billion. */
  parentRevenueShare?: number;
};

/**
 * Who gets what part of a price once everything is settled: a sublicence's licensor, the work's holders, and those of
 * the works it is made from. The parts add up to the amount. Single units may fall differently on chain, because what
 * is settled is rounded over all payments together.
 */
export function whoGetsWhat(parameters: WhoGetsWhatParameters): PricePart[] {
  const { amount, work, derivations = [], parentRevenueShare } = parameters;
  const forWork = parentRevenueShare === undefined ? amount : shareOf(amount, parentRevenueShare);
  const parts: PricePart[] = [];
  if (forWork !== amount) parts.push({ to: "licensor", work, depth: 0, amount: amount - forWork });

  const waiting = new Map<bigint, number>();
  for (const { parent } of derivations) waiting.set(parent, (waiting.get(parent) ?? 0) + 1);
  const income = new Map<bigint, { amount: bigint; depth: number }>([[work, { amount: forWork, depth: 0 }]]);
  // A work passes on what it gets when all works below it have, so that each is visited once.
  const ready = [work];
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    const { amount: got, depth } = income.get(id) ?? { amount: 0n, depth: 0 };
    let kept = got;
    for (const edge of derivations.filter((each) => each.work === id)) {
      const share = shareOf(got, edge.share);
      kept -= share;
      const before = income.get(edge.parent);
      income.set(edge.parent, { amount: (before?.amount ?? 0n) + share, depth: before?.depth ?? depth + 1 });
      const left = (waiting.get(edge.parent) ?? 1) - 1;
      waiting.set(edge.parent, left);
      if (left === 0) ready.push(edge.parent);
    }
    if (kept > 0n) parts.push({ to: "holders", work: id, depth, amount: kept });
  }
  return parts;
}
