import { biasesOf } from "./code.ts";

/**
 * How likely an innocent copy looks guilty, computed and not estimated. Whoever made the leak could not know the marks of
 * others, so at each position that is seen an innocent copy agrees with the leak by chance, with a probability that the
 * secret tells. The score of an innocent copy is a sum of such independent terms, whatever was done to the leak and by how
 * many; its distribution is known exactly.
 */

/** What a position adds to the score of a copy (Škorić and others): rare agreement counts more than common one. */
export function gainOf(chance: number): { agrees: number; differs: number } {
  return { agrees: Math.sqrt((1 - chance) / chance), differs: -Math.sqrt(chance / (1 - chance)) };
}

/** Positions at which an agreement lifts the score by the same step over a difference. */
type Group = { step: number /** That exactly so many of them agree, by chance. */; exactly: Float64Array };

function groupsOf(chances: readonly number[]): { groups: Group[]; lowest: number } {
  const byStep = new Map<number, number[]>();
  let lowest = 0;
  for (const chance of chances) {
    const rarer = Math.min(chance, 1 - chance);
    byStep.set(rarer, [...(byStep.get(rarer) ?? []), chance]);
    lowest += gainOf(chance).differs;
  }
  const groups = [...byStep].map(([rarer, members]) => {
    const exactly = new Float64Array(members.length + 1);
    exactly[0] = 1;
    for (const [at, chance] of members.entries()) {
      for (let agree = at + 1; agree >= 0; agree--) {
        const before = agree === 0 ? 0 : (exactly[agree - 1] ?? 0);
        exactly[agree] = (exactly[agree] ?? 0) * (1 - chance) + before * chance;
      }
    }
    return { step: 1 / Math.sqrt(rarer * (1 - rarer)), exactly };
  });
  return { groups, lowest };
}

/** That so many or more of the positions of a group agree, by chance. */
function atLeast(exactly: Float64Array): Float64Array {
  const tail = new Float64Array(exactly.length + 1);
  // From the rarest, so that nothing small is lost beside something large.
  for (let agree = exactly.length - 1; agree >= 0; agree--)
    tail[agree] = (tail[agree + 1] ?? 0) + (exactly[agree] ?? 0);
  return tail;
}

/** Scores that differ by less are taken for equal, in favour of the copy. */
const rounding = 1e-6;

/**
 * The probability that the copy of somebody innocent reaches a score, as a function of the score.
 *
 * @param chances For each position that is seen: the probability that an innocent copy agrees with the leak there, between
 * 0 and 1, both excluded.
 */
export function chanceOfScore(chances: readonly number[]): (score: number) => number {
  const { groups, lowest } = groupsOf(chances);
  const [first, ...others] = groups;
  if (first === undefined) return (score) => (score <= rounding ? 1 : 0);
  const tail = atLeast(first.exactly);
  const from = (missing: number, rest: readonly Group[]): number => {
    const [next, ...later] = rest;
    if (next === undefined) {
      const needed = Math.max(0, Math.ceil((missing - rounding) / first.step));
      return tail[Math.min(needed, tail.length - 1)] ?? 0;
    }
    let sum = 0;
    for (const [agree, chance] of next.exactly.entries()) {
      if (chance > 0) sum += chance * from(missing - agree * next.step, later);
    }
    return sum;
  };
  return (score) => Math.min(1, from(score - lowest, others));
}

/**
 * A bound on the same probability that needs no exact sum (Chernoff): it is never smaller. The tests hold the exact one
 * against it.
 */
export function boundOfScore(chances: readonly number[], score: number): number {
  const logAt = (tilt: number) =>
    chances.reduce((sum, chance) => {
      const { agrees, differs } = gainOf(chance);
      return sum + Math.log(chance * Math.exp(tilt * agrees) + (1 - chance) * Math.exp(tilt * differs));
    }, -tilt * score);
  let [low, high] = [0, 20];
  for (let i = 0; i < 100; i++) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (logAt(a) < logAt(b)) high = b;
    else low = a;
  }
  return Math.min(1, Math.exp(logAt((low + high) / 2)));
}

/** The smallest score that an innocent copy reaches with at most this probability; infinite if it may reach any. */
function scoreFor(chances: readonly number[], most: number): number {
  const chanceOf = chanceOfScore(chances);
  const highest = chances.reduce((sum, chance) => sum + gainOf(chance).agrees, 0);
  if (chanceOf(highest) > most) return Number.POSITIVE_INFINITY;
  let [low, high] = [0, highest];
  while (high - low > 0.01) {
    const middle = (low + high) / 2;
    if (chanceOf(middle) <= most) high = middle;
    else low = middle;
  }
  return high;
}

function choose(of: number, some: number): number {
  let ways = 1;
  for (let i = 1; i <= some; i++) ways = (ways * (of - some + i)) / i;
  return ways;
}

/** What one position brings the colluders together, on average, and how much that varies, under their best attack. */
type Yield = {
  mean: number;
  variance: number /** How often each agreement chance is seen. */;
  seen: Map<number, number>;
};

/**
 * The attack that leaves the colluders the lowest score. Where their copies differ they choose; they see how many of them
 * have which variant, but not the bias. So the best attack picks, for each number of copies, the variant that costs least.
 */
function worstYield(colluders: number): Yield {
  const biases = biasesOf(colluders).map(({ weight, second }) => ({ weight: weight / 256, second: second / 256 }));
  let [mean, square] = [0, 0];
  const seen = new Map<number, number>();
  for (let have = 0; have <= colluders; have++) {
    const cases = biases.map(({ weight, second }) => ({
      probability: weight * choose(colluders, have) * second ** have * (1 - second) ** (colluders - have),
      second,
    }));
    const outcomes = [1, 0]
      .filter((shown) => (shown === 1 ? have > 0 : have < colluders))
      .map((shown) => {
        const parts = cases.map(({ probability, second }) => {
          const chance = shown === 1 ? second : 1 - second;
          const { agrees, differs } = gainOf(chance);
          const agree = shown === 1 ? have : colluders - have;
          return { probability, chance, sum: agree * agrees + (colluders - agree) * differs };
        });
        return { parts, expected: parts.reduce((sum, part) => sum + part.probability * part.sum, 0) };
      });
    const [worst] = outcomes.sort((one, other) => one.expected - other.expected);
    for (const { probability, chance, sum } of worst?.parts ?? []) {
      mean += probability * sum;
      square += probability * sum * sum;
      seen.set(chance, (seen.get(chance) ?? 0) + probability);
    }
  }
  return { mean, variance: square - mean * mean, seen };
}

export type PositionsNeededParameters = {
  /** How many copies were given. */
  licences: number;
  /** How many of their owners put their copies together, at most: 1 to 8. */
  colluders: number;
  /** That anybody innocent is named at all: 0.000001 is one in a million. */
  bound: number;
};

/**
 * About how many positions a leak must show, so that one of the colluders is named in 95 of 100 leaks, whatever they chose
 * where their copies differ. The bound on naming somebody innocent holds with any number of positions: only whether somebody
 * is named depends on it.
 */
export function positionsNeeded({ licences, colluders, bound }: PositionsNeededParameters): number {
  const { mean, variance, seen } = worstYield(colluders);
  // 1.645 standard deviations leave 5 of 100 below.
  const short = (positions: number) => {
    const chances = [...seen].flatMap(([chance, share]) => Array<number>(Math.round(share * positions)).fill(chance));
    const expected = (positions * mean - 1.645 * Math.sqrt(Math.max(0, positions * variance))) / colluders;
    return expected < scoreFor(chances, bound / licences);
  };
  let [low, high] = [1, 16];
  while (short(high)) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (short(middle)) low = middle;
    else high = middle;
  }
  return high;
}
