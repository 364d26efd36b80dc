import { allShares, type Holder, totalUnits } from "@colophon/sdk";
import type { Ancestors } from "@colophon/sdk/read";
import { type ChainLink, whoGetsWhat } from "@colophon/sdk/terms";
import { type Address, getAddress } from "viem";

/** A transfer of royalty units between two accounts. */
export type UnitMove = { from: Address; to: Address; units: number; block: number; logIndex: number };

export type Share = { account: Address; units: number };

/**
 * Who holds a work's units after all transfers, the largest share first. Units that a holder has not claimed yet are
 * theirs all the same: they earn from the beginning.
 */
export function currentShares(given: readonly Holder[], moves: readonly UnitMove[]): Share[] {
  const units = new Map<string, number>();
  const add = (account: string, change: number) =>
    units.set(account.toLowerCase(), (units.get(account.toLowerCase()) ?? 0) + change);
  for (const holder of given) add(holder.account, holder.units);
  for (const move of moves) {
    add(move.from, -move.units);
    add(move.to, move.units);
  }
  return [...units]
    .filter(([, held]) => held !== 0)
    .map(([account, held]) => ({ account: getAddress(account), units: held }))
    .sort((a, b) => b.units - a.units || (a.account < b.account ? -1 : 1));
}

/** How many decimals a part has beyond those of the currency: units are hundred-millionths. */
export const extraDecimals = 8;

/** One holder's part of an amount, exact: in hundred-millionths of the currency's smallest unit. */
export function partOf(amount: bigint, units: number): bigint {
  return amount * BigInt(units);
}

/** How an amount is divided among holders. The parts add up to the amount, with nothing rounded. */
export function splitAmount(amount: bigint, shares: readonly Share[]): { share: Share; part: bigint }[] {
  return shares.map((share) => ({ share, part: partOf(amount, share.units) }));
}

/** One part of a price: whom it goes to, and how much of it, as a fraction without rounding. */
export type PriceFraction = {
  to:
    | { kind: "holder"; account: Address }
    | {
        /** The holder of a licence above a sublicence. */
        kind: "licensor";
        account: Address;
        /** How many steps up from the sublicence: 1 for who sells it. */
        level: number;
      }
    | {
        /** The holders of a work further up. */
        kind: "work";
        work: bigint;
        /** How many steps up from the work that is paid. */
        depth: number;
        /** Whether works that are still further up get a part of this, which was not followed. */
        beyond: boolean;
      };
  numerator: bigint;
  denominator: bigint;
};

const all = BigInt(allShares);

type PriceFractionsParameters = {
  work: bigint;
  /** Who holds the work's units. */
  shares: readonly Share[];
  /** The works that a part of what it receives goes up to. */
  ancestors: Pick<Ancestors, "derivations" | "beyond">;
  /** For a sublicence: who holds the licences above it, from the nearest up, and what each passes on. */
  chain?: readonly ChainLink[];
};

/**
 * How a price is divided once everything is settled, the largest part first: of a sublicence, each
 * licensor above it keeps what they do not pass on; of what any work receives, the works it is made from get their shares, and its holders the
 * rest by their units. Nothing is rounded.
 */
export function priceFractions({ work, shares, ancestors, chain = [] }: PriceFractionsParameters): PriceFraction[] {
  const { derivations, beyond } = ancestors;
  // An amount that stays whole at every step, so that the SDK's rule for amounts gives exact fractions.
  const steps = new Set(derivations.map((edge) => edge.work)).size + chain.length;
  const amount = all ** BigInt(steps);
  return whoGetsWhat({ amount, work, derivations, chain })
    .flatMap((part): PriceFraction[] => {
      if (part.to === "licensor") {
        const to = { kind: "licensor", account: part.account, level: part.level } as const;
        return [{ to, numerator: part.amount, denominator: amount }];
      }
      if (part.work !== work) {
        const to = { kind: "work", work: part.work, depth: part.depth, beyond: beyond.includes(part.work) } as const;
        return [{ to, numerator: part.amount, denominator: amount }];
      }
      return shares.map(({ account, units }) => ({
        to: { kind: "holder", account },
        numerator: part.amount * BigInt(units),
        denominator: amount * BigInt(totalUnits),
      }));
    })
    .sort((a, b) => sign(b.numerator * a.denominator - a.numerator * b.denominator));
}

function sign(value: bigint): -1 | 0 | 1 {
  return value === 0n ? 0 : value < 0n ? -1 : 1;
}
