import { count, grouped, wordFor } from "../model/numbers.ts";
import { inList } from "../model/words.ts";
import { bitsOfHex, drawBiases, type Mark, markOfLicence, programBiases, type TraceKey, traceKeyOf } from "./code.ts";
import type { Reading } from "./copies.ts";
import { chanceOfScore, gainOf } from "./odds.ts";
import { TraceError, type Variants, variantsDigestOf } from "./variants.ts";

/** A licence whose copy agrees with a leak more than chance allows. */
export type Named = {
  licence: bigint;
  /** At how many of the positions that were seen its copy agrees. */
  agrees: number;
  /** That any of the copies agrees so well by chance: at most the bound. */
  chance: number;
};

/** What a leak says about whose copy it came from. */
export type Trace = {
  /** How many positions the file has. */
  positions: number;
  /** At how many of them the leak shows one variant: only these count. */
  seen: number;
  /** At how many it shows both, which only several copies together can. */
  merged: number;
  /** How many licences a copy was given for, among which it was looked. */
  licences: number;
  /** That anybody is named whose copy had no part in the leak: at most this. */
  bound: number;
  /** Whether so many positions can name anybody at all, under the bound. */
  enough: boolean;
  /** Whose copies are named, the surest first. Several, if copies were put together. */
  named: readonly Named[];
  /** Whose copies agree at every position that was seen: if the leak is one copy, as it was given, it is one of these. */
  fitting: readonly bigint[];
};

/** How the marks of one file are made again. */
export type Marks = { biases: Uint8Array; markOf: (licence: bigint) => Mark };

function marksWith(key: TraceKey, biases: Uint8Array): Marks {
  return { biases, markOf: (licence) => markOfLicence(key, licence, biases) };
}

/**
 * The marks of a text's copies.
 *
 * @param secret The author's own secret key of age.
 */
export function marksOf(variants: Variants, secret: string): Marks {
  const key = traceKeyOf(secret, variantsDigestOf(variants));
  return marksWith(key, drawBiases(key, variants.positions.length, variants.colluders));
}

/**
 * The marks of the copies of a file that a program of the author's marks: 128 bits each.
 *
 * @param file The SHA-256 of the registered file.
 */
export function programMarksOf(file: `0x${string}`, secret: string): Marks {
  return marksWith(traceKeyOf(secret, file), programBiases());
}

/** What a program read in a file: 32 hexadecimal digits, `?` for one that it could not read. Throws a TraceError. */
export function readingOfHex(text: string): Reading {
  const bits = bitsOfHex(text.trim());
  if (bits !== undefined) return bits;
  throw new TraceError(
    `“${text.slice(0, 40)}” is no mark: it has 32 hexadecimal digits, with ? for each that the program could not read.`,
  );
}

/** The default for the chance that anybody innocent is named: one in a million. */
export const usualBound = 0.000_001;

export type TraceParameters = {
  reading: Reading;
  marks: Marks;
  /** For which licences a copy was given. */
  licences: readonly bigint[];
  /** That anybody innocent is named, at most: between 0 and 1; one in a million if missing. */
  bound?: number;
};

/**
 * Whose copies a leak was made from. The bound holds for any leak: of how many copies it was made, how they were put together
 * and what was cut or changed makes no difference to it, since an innocent copy was drawn without any of that. With too few
 * positions nobody is named. It says for which licence a copy was given, and never who passed it on.
 */
export function traceLeak({ reading, marks, licences, bound = usualBound }: TraceParameters): Trace {
  if (!(bound > 0 && bound < 1)) throw new TraceError(`The bound ${bound} is not between 0 and 1. Take 0.000001.`);
  const candidates = [...new Set(licences)];
  const seen = reading.flatMap((shown, position) => {
    if (shown !== 0 && shown !== 1) return [];
    const second = (marks.biases[position] ?? 128) / 256;
    const chance = shown === 1 ? second : 1 - second;
    return [{ position, shown, chance, gain: gainOf(chance) }];
  });
  const chanceOf = chanceOfScore(seen.map(({ chance }) => chance));
  const highest = seen.reduce((sum, { gain }) => sum + gain.agrees, 0);
  const scored = candidates.map((licence) => {
    const mark = marks.markOf(licence);
    let [score, agrees] = [0, 0];
    for (const { position, shown, gain } of seen) {
      const same = mark[position] === shown;
      score += same ? gain.agrees : gain.differs;
      if (same) agrees++;
    }
    return { licence, score, agrees };
  });
  const named = scored
    .filter(({ score }) => score > 0)
    .map(({ licence, agrees, score }) => ({
      licence,
      agrees,
      chance: Math.min(1, chanceOf(score) * candidates.length),
    }))
    .filter(({ chance }) => chance <= bound)
    .sort((one, other) => one.chance - other.chance);
  return {
    positions: reading.length,
    seen: seen.length,
    merged: reading.filter((shown) => shown === "both").length,
    licences: candidates.length,
    bound,
    enough: candidates.length > 0 && chanceOf(highest) * candidates.length <= bound,
    named,
    fitting:
      seen.length === 0 ? [] : scored.filter(({ agrees }) => agrees === seen.length).map(({ licence }) => licence),
  };
}

/* IN WORDS */

/** One in so many, as people read it: the next round figure that is not smaller. */
export function oddsInWords(chance: number): string {
  if (chance >= 1) return "certain to happen by chance";
  const oneIn = 1 / chance;
  // A chance that was given as 0.000001 is one in a million, whatever its binary digits are.
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(oneIn) + 1e-9) - 1);
  const rounded = Math.floor(oneIn / digits + 1e-9) * digits;
  return rounded >= 1e15
    ? "less than 1 in a million billion"
    : `at most 1 in ${grouped(Math.max(1, Math.floor(rounded)))}`;
}

/** How many of those that fit are told by their number. */
const mostTold = 40;

/**
 * What a trace says and what it does not, in sentences, the answer first.
 *
 * @param nameOf A licence as the reader calls it: "licence 12".
 */
export function traceInWords(trace: Trace, nameOf: (licence: bigint) => string): string[] {
  const { positions, seen, merged, licences, bound, enough, named, fitting } = trace;
  const among = `among the ${count(licences, "licence")} that a copy was given for`;
  const shown = `${grouped(seen)} of ${count(positions, "position")} can be read in it${merged > 0 ? `, and ${grouped(merged)} more show both variants, as only copies that were put together do` : ""}.`;
  const limit = `That anybody is named whose copy had no part in it: ${oddsInWords(bound)}.`;
  if (licences === 0)
    return ["There is no licence that a copy was given for, so there is nobody to look among.", shown];
  if (named.length > 0) {
    const [first, ...more] = named.map(({ licence }) => nameOf(licence));
    return [
      more.length === 0
        ? `This was made from the copy that was delivered for ${first}.`
        : `This was made from several copies, among them those that were delivered for ${inList([first ?? "", ...more])}.`,
      ...named.map(
        ({ licence, agrees, chance }) =>
          `The copy for ${nameOf(licence)} agrees at ${grouped(agrees)} of ${grouped(seen)}. That any other would agree so well by chance: ${oddsInWords(chance)}.`,
      ),
      shown,
      limit,
      "It does not say who passed it on, nor that the licensee did: a copy can be lost or stolen.",
    ];
  }
  const told = fitting.slice(0, mostTold).map(nameOf);
  const rest = fitting.length - told.length;
  const list = rest > 0 ? `${told.join(", ")} and ${grouped(rest)} more` : inList(told);
  return [
    enough
      ? `No copy agrees well enough to be named, ${among}.`
      : `Too little of the mark can be read to name a copy, ${among}.`,
    shown,
    ...(fitting.length === 0
      ? [
          seen === 0
            ? "Nothing of a mark is in it: it may be another text, or one from which all variants were taken out."
            : "No single copy agrees at all of them: it was changed, put together from several copies, or comes from elsewhere.",
        ]
      : [
          `If it is one copy as it was delivered, it is ${wordFor(fitting.length, "the one", `among these ${grouped(fitting.length)}`)}: ${list}. That is a narrowing, not an answer.`,
        ]),
    limit,
  ];
}
