export type Parent = { work: number; share: bigint };

type Work = {
  parents: Parent[];
  /** Units by holder, those included that their holder has not taken yet. */
  units: Map<string, bigint>;
  /** Who may claim: whoever has taken their units or moved some, at any time. */
  promised: Map<string, bigint>;
  taken: Set<string>;
  traded: Set<string>;
};

const UNITS = 100_000_000n;

const ALL = 1_000_000_000n;

/**
 * Royalties as one would explain them to a child, written from contracts/interfaces/IRoyalties.sol alone: each payment
 * is cut up at once, in exact fractions, among the works upstream and everybody who holds units in that moment. Nothing
 * is ever rounded but the whole amounts that people can take out.
 */
export function naiveRoyalties() {
  const works: Work[] = [];
  const received = new Map<string, bigint>();
  const earned = new Map<string, Rational>();
  const due = new Map<string, Rational>();
  const moved = new Map<string, bigint>();
  const claimed = new Map<string, bigint>();

  const key = (...parts: (string | number)[]) => parts.join("/");
  const workAt = (work: number): Work => {
    const found = works[work];
    if (!found) throw new Error(`There is no work ${work}.`);
    return found;
  };
  const add = (map: Map<string, bigint>, at: string, amount: bigint) => map.set(at, (map.get(at) ?? 0n) + amount);
  const addExactly = (map: Map<string, Rational>, at: string, amount: Rational) =>
    map.set(at, (map.get(at) ?? Rational.zero).plus(amount));

  const model = {
    /** @returns the number of the work. */
    register(holders: { account: string; units: bigint }[], parents: Parent[]): number {
      const units = new Map(holders.map(({ account, units }) => [account, units]));
      return works.push({ parents, units, promised: new Map(units), taken: new Set(), traded: new Set() }) - 1;
    },

    take(work: number, holder: string) {
      workAt(work).taken.add(holder);
    },

    hasTaken: (work: number, holder: string) => workAt(work).taken.has(holder),

    /** What a holder can move: not what they have not taken yet. */
    unitsOf(work: number, holder: string): bigint {
      const { units, promised, taken } = workAt(work);
      return (units.get(holder) ?? 0n) - (taken.has(holder) ? 0n : (promised.get(holder) ?? 0n));
    },

    transfer(work: number, from: string, to: string, amount: bigint) {
      if (amount === 0n || from === to) return;
      const { units, traded } = workAt(work);
      if (model.unitsOf(work, from) < amount) throw new Error("Nobody can move what they do not have.");
      add(units, from, -amount);
      add(units, to, amount);
      traded.add(from).add(to);
    },

    pay(work: number, currency: string, amount: bigint) {
      const { parents, units } = workAt(work);
      add(received, key(work, currency), amount);
      let kept = ALL;
      for (const { work: parent, share } of parents) {
        addExactly(due, key(work, parent, currency), new Rational(amount * share, ALL));
        kept -= share;
      }
      const income = new Rational(amount * kept, ALL);
      for (const [holder, held] of units) {
        addExactly(earned, key(work, currency, holder), income.times(new Rational(held, UNITS)));
      }
    },

    /** Moves what is whole of what each parent is due. */
    settle(work: number, currency: string) {
      for (const { work: parent } of workAt(work).parents) {
        const owed = model.owed(work, parent, currency);
        if (owed === 0n) continue;
        add(moved, key(work, parent, currency), owed);
        model.pay(parent, currency, owed);
      }
    },

    claim: (work: number, currency: string, holder: string, amount: bigint) =>
      add(claimed, key(work, currency, holder), amount),

    mayClaim: (work: number, holder: string) => workAt(work).taken.has(holder) || workAt(work).traded.has(holder),

    /** All that a holder can have taken out by now. What waits for units to be taken is not theirs to claim yet. */
    entitlementOf(work: number, currency: string, holder: string): bigint {
      const { promised, taken } = workAt(work);
      let exact = earned.get(key(work, currency, holder)) ?? Rational.zero;
      const untaken = taken.has(holder) ? 0n : (promised.get(holder) ?? 0n);
      if (untaken !== 0n) exact = exact.plus(model.waiting(work, currency, untaken).times(new Rational(-1n)));
      return exact.floor();
    },

    /** All that became a holder's by now, whether their units are taken or not. */
    availableTo: (work: number, currency: string, holder: string): bigint =>
      (earned.get(key(work, currency, holder)) ?? Rational.zero).floor(),

    /** What units that were held from the beginning have earned. */
    waiting(work: number, currency: string, units: bigint): Rational {
      const kept = workAt(work).parents.reduce((rest, { share }) => rest - share, ALL);
      const income = new Rational((received.get(key(work, currency)) ?? 0n) * kept, ALL);
      return income.times(new Rational(units, UNITS));
    },

    owed(work: number, parent: number, currency: string): bigint {
      const at = key(work, parent, currency);
      return (due.get(at) ?? Rational.zero).floor() - (moved.get(at) ?? 0n);
    },

    received: (work: number, currency: string) => received.get(key(work, currency)) ?? 0n,
    claimed: (work: number, currency: string, holder: string) => claimed.get(key(work, currency, holder)) ?? 0n,
    moved: (work: number, parent: number, currency: string) => moved.get(key(work, parent, currency)) ?? 0n,
    parentsOf: (work: number) => workAt(work).parents,
  };
  return model;
}

/** An exact fraction, in lowest terms. */
class Rational {
  static readonly zero = new Rational(0n);
  readonly top: bigint;
  readonly bottom: bigint;

  constructor(top: bigint, bottom = 1n) {
    if (bottom <= 0n) throw new Error("A fraction needs a positive denominator.");
    let [a, b] = [top < 0n ? -top : top, bottom];
    while (b !== 0n) [a, b] = [b, a % b];
    const divisor = a === 0n ? 1n : a;
    this.top = top / divisor;
    this.bottom = bottom / divisor;
  }

  plus(other: Rational): Rational {
    return new Rational(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom);
  }

  times(other: Rational): Rational {
    return new Rational(this.top * other.top, this.bottom * other.bottom);
  }

  /** The whole part of what is not negative. */
  floor(): bigint {
    if (this.top < 0n) throw new Error("Nobody owes a negative amount.");
    return this.top / this.bottom;
  }
}
