/*
 * What came of everything that people did: how often, how long it took, and what was refused, by its name.
 */

/** What people do. */
export const deeds = [
  "search",
  "stamp",
  "register",
  "offer",
  "offer a sublicence",
  "close an offer",
  "buy",
  "renew",
  "report",
  "pay",
  "take units",
  "claim",
  "withdraw proceeds",
  "transfer a licence",
  "transfer units",
  "settle",
] as const;

export type Deed = (typeof deeds)[number];

/**
 * What a contract may answer because somebody else was quicker, by what was tried, and what it means. Whatever else goes
 * wrong was not foreseen.
 */
const foreseen: Partial<Record<Deed, Readonly<Record<string, string>>>> = {
  buy: {
    Offers_NotOpen: "its licensor closed the offer",
    Offers_SoldOut: "somebody else took the last seats",
    Licences_Conflict: "it would name the same right as a licence that runs, and one of them is exclusive",
    Licences_TooManySeats: "others used up the seats of the licence above",
    Licences_ChangedHands: "the licence above it was passed on, so its offers count no more",
    Licences_OutlivesParent: "it would last longer than the licence above it",
  },
  renew: {
    Offers_NotOpen: "its licensor closed the offer",
    Offers_SoldOut: "others took what was left of the supply",
    Licences_Conflict: "an exclusive right was sold for the time after it",
    Licences_ChangedHands: "the licence above it was passed on, so its offers count no more",
    Licences_OutlivesParent: "it would last longer than the licence above it",
  },
};

/** Somebody saw in time that it is too late, and sent nothing; what they saw is the message, in a few words. */
export class TooLate extends Error {}

export type Refusal = { deed: Deed; name: string; meaning: string; times: number };

/** Something that nobody foresaw: it must not happen. */
export type Surprise = { deed: Deed; name: string; sentence: string; times: number };

export type DeedFigures = {
  deed: Deed;
  done: number;
  refused: number;
  /** In milliseconds, of those that were done. */
  median: number;
  p99: number;
};

/** What stands at a part of a list in its order, from 0 to 1; 0 of an empty list. */
function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

/** How many there are, and what is usual and what one in a hundred is above, in whole milliseconds. */
const spread = (list: readonly number[]) => ({
  count: list.length,
  ...{ median: Math.round(quantile(list, 0.5)), p99: Math.round(quantile(list, 0.99)) },
});

/** Counts what people do. */
export function createTally() {
  const durations = new Map<Deed, number[]>();
  const refusals = new Map<string, Refusal>();
  const surprises = new Map<string, Surprise>();
  const waits = new Map<string, number>();
  const answers: number[] = [];

  return {
    /** Something was done, and took so many milliseconds. */
    done(deed: Deed, milliseconds: number): void {
      const list = durations.get(deed) ?? [];
      durations.set(deed, list);
      list.push(milliseconds);
    },
    /** The index answered somebody after so many milliseconds; whoever got no answer is told by what they wanted it for. */
    answered(milliseconds: number): void {
      answers.push(milliseconds);
    },
    /** Somebody was told to come back, by this sentence, and did. */
    waited(sentence: string): void {
      waits.set(sentence, (waits.get(sentence) ?? 0) + 1);
    },
    /**
     * Something was refused, by the name of the contract's error and its sentence.
     *
     * @returns Whether that could be foreseen.
     */
    refused(deed: Deed, { name, sentence }: { name: string; sentence: string }): boolean {
      const meaning = foreseen[deed]?.[name];
      const key = `${deed} ${name}`;
      if (meaning === undefined) {
        const known = surprises.get(key) ?? { deed, name, sentence, times: 0 };
        surprises.set(key, { ...known, times: known.times + 1 });
        return false;
      }
      const known = refusals.get(key) ?? { deed, name, meaning, times: 0 };
      refusals.set(key, { ...known, times: known.times + 1 });
      return true;
    },
    /** Somebody saw in time that something is gone. */
    late(deed: Deed, seen: string): void {
      const key = `${deed} ${seen}`;
      const known = refusals.get(key) ?? { deed, name: "seen in time", meaning: seen, times: 0 };
      refusals.set(key, { ...known, times: known.times + 1 });
    },
    /** All of it. */
    figures() {
      const refused = [...refusals.values()].toSorted((one, other) => other.times - one.times);
      const unforeseen = [...surprises.values()].toSorted((one, other) => other.times - one.times);
      const rows = deeds.map((deed): DeedFigures => {
        const list = durations.get(deed) ?? [];
        const times = refused.filter((it) => it.deed === deed).reduce((sum, it) => sum + it.times, 0);
        const { count, ...took } = spread(list);
        return { ...{ deed, done: count, refused: times }, ...took };
      });
      return { deeds: rows, refused, unforeseen, waits: Object.fromEntries(waits), answers: spread(answers) };
    },
  };
}

export type Tally = ReturnType<typeof createTally>;
