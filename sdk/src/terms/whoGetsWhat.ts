import type { Address } from "viem";
import { shareOf } from "../model/units.ts";

/** What one side gets of an amount, in the currency's smallest unit. */
export type PricePart =
  | {
      /** The holders of a work's royalty units. */
      to: "holders";
      work: bigint;
      /** How many steps up from the licensed work: 0 for itself. */
      depth: number;
      amount: bigint;
    }
  | {
      /** The holder of a licence above, who granted it or lies further up. */
      to: "licensor";
      account: Address;
      /** How many steps up from the licence: 1 for the one right above it. */
      level: number;
      amount: bigint;
    };

/** The holder of a licence above another, and what they pass on of what reaches them, in parts per billion. */
export type ChainLink = { licensor: Address; share: number };

export type WhoGetsWhatParameters = {
  /** What is paid, as a price or under a licence, in the currency's smallest unit. */
  amount: bigint;
  /** The licensed work. */
  work: bigint;
  /** What works owe those they are made from, all the way up (readAncestors); none when missing. */
  derivations?: readonly { work: bigint; parent: bigint; share: number }[];
  /** For a sublicence: the licences above it, from the nearest up, as Licences.chainOf answers; none when missing. */
  chain?: readonly ChainLink[];
};

/** What each licensor keeps, from the nearest up, and what is left for the work: as the Royalties contract divides it. */
function alongChain(amount: bigint, chain: readonly ChainLink[]): { parts: PricePart[]; left: bigint } {
  const parts: PricePart[] = [];
  let left = amount;
  for (const [i, { licensor, share }] of chain.entries()) {
    const up = shareOf(left, share);
    if (up !== left) parts.push({ to: "licensor", account: licensor, level: i + 1, amount: left - up });
    left = up;
  }
  return { parts, left };
}

/**
 * Who gets what part of an amount once everything is settled: the licensors of a sublicence, the work's holders, and
 * those of the works it is made from. The parts add up to the amount. Single units may fall differently on chain
 * between works, because what is settled is rounded over all payments together.
 */
export function whoGetsWhat({ amount, work, derivations = [], chain = [] }: WhoGetsWhatParameters): PricePart[] {
  const { parts, left: forWork } = alongChain(amount, chain);
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
