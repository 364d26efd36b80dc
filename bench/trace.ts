/**
 * How surely a leak leads to the copy that it was made from, and how often to another: whole texts that are read again, and
 * 10,000 leaks of marks alone, each looked for among 1,000 licences.
 *   npm run bench:trace
 *   npm run bench:trace -- --trials 2000
 *   npm run bench:trace -- --json        one object
 */
import { parseArgs } from "node:util";
import {
  findVariants,
  type Marks,
  marksOf,
  openVariants,
  positionsNeeded,
  type Reading,
  traceLeak,
  type Variants,
} from "@colophon/sdk/trace";
import { novelOf, randomFrom } from "../sdk/src/testing/novel.ts";

const { trials, json } = readArguments();
const licences = Array.from({ length: 1_000 }, (_, i) => BigInt(i + 1));
const bound = 0.000_001;
/** A bound that chance reaches within so many trials, which shows that it is neither broken nor far from the truth. */
const looseBound = 0.01;
const secretOf = (number: number) => `AGE-SECRET-KEY-1BENCH${number}`;
const random = randomFrom(2_026);
const die = (sides: number) => Math.floor(random() * sides);
const say = (line: string) => {
  if (!json) console.log(line);
};

/** What colluders may show where their copies differ, by how many of them have the second variant. */
const attacks: ((second: number, of: number) => 0 | 1)[] = [
  (second, of) => (random() * of < second ? 1 : 0),
  (second, of) => (second * 2 > of ? 1 : 0),
  (second, of) => (second * 2 < of ? 1 : 0),
  () => (random() < 0.5 ? 1 : 0),
  () => 1,
  () => 0,
];

const result = {
  licences: licences.length,
  bound,
  looseBound,
  texts: measureTexts(),
  marks: [1, 2, 3].map(measureMarks),
};
console.log(json ? JSON.stringify(result, null, 2) : report());
const wrong = result.texts.innocent + result.marks.reduce((sum, each) => sum + each.innocent, 0);
if (wrong > 0) process.exitCode = 1;

/** Whole copies of a text, and merges of two by sentences, marked, put together and read again. */
function measureTexts() {
  const { bytes, pairs } = novelOf(260, randomFrom(1));
  const variants = findVariants({ bytes, kind: "text", colluders: 2, pairs });
  const book = openVariants(bytes, variants);
  const marks = marksOf(variants, secretOf(0));
  const copyFor = (licence: bigint) => new TextDecoder().decode(book.copyOf(marks.markOf(licence)));
  const known = new Map(licences.map((licence) => [licence, marks.markOf(licence)]));
  const cached: Marks = { ...marks, markOf: (licence) => known.get(licence) ?? marks.markOf(licence) };
  const figures = {
    positions: book.readable(),
    single: 0,
    singleFound: 0,
    merged: 0,
    mergedFound: 0,
    innocent: 0,
    milliseconds: 0,
  };
  const start = performance.now();
  for (let trial = 0; trial < 100; trial++) {
    const [one, other] = [licences[die(1_000)] ?? 1n, licences[die(1_000)] ?? 2n];
    const together = trial % 2 === 1 && one !== other;
    const first = copyFor(one).split(". ");
    const second = copyFor(other).split(". ");
    const pick = [() => random() < 0.5, (i: number) => i % 2 === 0, (i: number) => i < first.length / 2][die(3)];
    const leak = together
      ? first.map((sentence, i) => (pick?.(i) ? sentence : second[i])).join(". ")
      : first.join(". ");
    const named = traceLeak({ reading: book.read(leak), marks: cached, licences, bound }).named.map(
      ({ licence }) => licence,
    );
    const guilty = named.filter((licence) => licence === one || (together && licence === other)).length;
    if (together) figures.merged++;
    else figures.single++;
    if (guilty > 0 && together) figures.mergedFound++;
    if (guilty > 0 && !together) figures.singleFound++;
    figures.innocent += named.length - guilty;
  }
  figures.milliseconds = Math.round((performance.now() - start) / 100);
  return figures;
}

/** Leaks of so many copies at a time, with as many positions as are said to be needed. */
function measureMarks(colluders: number) {
  const positions = positionsNeeded({ licences: licences.length, colluders, bound });
  const figures = { colluders, positions, trials: 0, found: 0, innocent: 0, innocentAtLooseBound: 0 };
  const each = colluders === 2 ? trials : Math.ceil(trials / 10);
  const perSecret = 10;
  for (let secret = 0; figures.trials < each; secret++) {
    const marks = cachedMarks(positions, colluders, secret);
    for (let leak = 0; leak < perSecret && figures.trials < each; leak++) {
      const guilty = new Set<bigint>();
      while (guilty.size < colluders) guilty.add(licences[die(licences.length)] ?? 1n);
      const copies = [...guilty].map(marks.markOf);
      const attack = attacks[die(attacks.length)];
      const reading: Reading = Array.from({ length: positions }, (_, at) => {
        const second = copies.reduce((sum, copy) => sum + (copy[at] ?? 0), 0);
        if (second === 0) return 0;
        return second === colluders ? 1 : (attack?.(second, colluders) ?? 0);
      });
      const { named } = traceLeak({ reading, marks, licences, bound: looseBound });
      const sure = named.filter(({ chance }) => chance <= bound);
      figures.trials++;
      if (sure.some(({ licence }) => guilty.has(licence))) figures.found++;
      if (sure.some(({ licence }) => !guilty.has(licence))) figures.innocent++;
      if (named.some(({ licence }) => !guilty.has(licence))) figures.innocentAtLooseBound++;
    }
    if (secret % 100 === 99) say(`${figures.trials} leaks of ${colluders}`);
  }
  return figures;
}

function cachedMarks(positions: number, colluders: number, secret: number): Marks {
  const places = Array.from({ length: positions }, (_, i): Variants["positions"][number] => ({
    at: i,
    length: 1,
    variants: ["a", "b"],
  }));
  const variants: Variants = {
    file: { size: positions, sha256: `0x${"00".repeat(32)}` },
    kind: "text",
    colluders,
    positions: places,
  };
  const marks = marksOf(variants, secretOf(secret));
  const known = new Map(licences.map((licence) => [licence, marks.markOf(licence)]));
  return { ...marks, markOf: (licence) => known.get(licence) ?? marks.markOf(licence) };
}

function report(): string {
  const { texts, marks } = result;
  const share = (some: number, of: number) => `${((100 * some) / of).toFixed(1)} %`.padStart(8);
  return [
    "",
    `${licences.length} licences; that anybody innocent is named: at most 1 in ${(1 / bound).toLocaleString("en")}`,
    `${share(texts.singleFound, texts.single)}  of ${texts.single} whole copies of a text with ${texts.positions} positions lead to their licence`,
    `${share(texts.mergedFound, texts.merged)}  of ${texts.merged} merges of two lead to at least one; ${texts.innocent} innocent named; ${texts.milliseconds} ms each`,
    ...marks.map(
      (each) =>
        `${share(each.found, each.trials)}  of ${each.trials} leaks of ${each.colluders} with ${each.positions} positions lead to one of them; innocent named in ${each.innocent}; under a bound of ${looseBound}, in ${each.innocentAtLooseBound}`,
    ),
  ].join("\n");
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { trials: { type: "string", default: "10000" }, json: { type: "boolean", default: false } },
    });
    const count = Number(/^[1-9]\d{0,6}$/.exec(values.trials)?.[0]);
    if (Number.isNaN(count)) throw new Error(`${values.trials} is no number of trials, such as 10000.`);
    return { trials: count, json: values.json };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
