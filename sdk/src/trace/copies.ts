import { sha256 } from "viem";
import { count } from "../model/numbers.ts";
import type { Mark } from "./code.ts";
import { openBeginning, openEnd, rowEnd, sameTokens, type Token, tokensOf } from "./tokens.ts";
import { TraceError, textOf, type Variants } from "./variants.ts";

/** What a leak shows at each position: a variant, both of them (copies were merged), or nothing that can be read. */
export type Reading = readonly (0 | 1 | "both" | undefined)[];

/** A registered file with its variants, of which copies can be made and read. */
export type Markable = {
  /** How many positions can be read in a copy: the others have too little around them that is only there. */
  readable: () => number;
  /** The mark of a whole copy, to the byte; undefined if it differs from the file anywhere else than at the positions. */
  markIn: (copy: Uint8Array) => Mark | undefined;
  /** The copy with a mark. */
  copyOf: (mark: Mark) => Uint8Array;
  /** What a text shows of a mark: all of a copy, a part, one that was handled, or a merge of several. */
  read: (text: string) => Reading;
};

/** A word that stands in every copy, or a position. */
type Element = { token: Token } | { position: number };

type Choice = { variants: readonly [readonly Token[], readonly Token[]]; added: boolean };

/** By what a position is found: the elements on its left, outwards, and on its right. */
type Pattern = { left: readonly Element[]; right: readonly Element[] };

type Template = { elements: Element[]; choices: Choice[] };

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The pieces of a file between its positions. Throws a TraceError if the variants are not of this file. */
function piecesOf(bytes: Uint8Array, { file, positions }: Variants): string[] {
  if (bytes.length !== file.size || sha256(bytes) !== file.sha256) {
    throw new TraceError(
      `The variants are of another file: of the one with the SHA-256 ${file.sha256}. Choose the file as it was registered.`,
    );
  }
  textOf(bytes);
  const pieces: string[] = [];
  let from = 0;
  for (const [i, { at, length, variants }] of positions.entries()) {
    try {
      pieces.push(decoder.decode(bytes.subarray(from, at)));
      const here = decoder.decode(bytes.subarray(at, at + length));
      if (length > 0 && variants[0] !== here) {
        throw new TraceError(
          `At byte ${at} the file has “${here.slice(0, 60)}”, which is not the first variant of position ${i + 1}. Make the variants anew.`,
        );
      }
    } catch (cause) {
      if (cause instanceof TraceError) throw cause;
      throw new TraceError(
        `Position ${i + 1}, at byte ${at}, is in the middle of a character. Make the variants anew.`,
        {
          cause,
        },
      );
    }
    from = at + length;
  }
  return [...pieces, decoder.decode(bytes.subarray(from))];
}

const beginsWord = (text: string) => text === "" || openBeginning(text) !== "";
const endsWord = (text: string) => text === "" || openEnd(text) !== "";

/** A file as words and choices. A choice within a word takes in all of the word: only whole words can be read again. */
function templateOf(pieces: readonly string[], { kind, positions }: Variants): Template {
  const rows = kind === "rows";
  const elements: Element[] = [];
  const choices: Choice[] = [];
  let rest = pieces[0] ?? "";
  for (const [i, { at, length, variants }] of positions.entries()) {
    const after = pieces[i + 1] ?? "";
    const before = variants.some(beginsWord) ? openEnd(rest) : "";
    const behind = variants.some(endsWord) ? openBeginning(after) : "";
    if (behind !== "" && behind === after && i + 1 < positions.length) {
      throw new TraceError(`Positions ${i + 1} and ${i + 2}, at byte ${at}, are in one word. Take one of them out.`);
    }
    for (const token of tokensOf(rest.slice(0, rest.length - before.length), rows)) elements.push({ token });
    const [one, other] = variants.map((variant) => tokensOf(before + variant + behind, rows));
    if (one === undefined || other === undefined || sameTokens(one, other)) {
      throw new TraceError(
        `The variants of position ${i + 1}, at byte ${at}, differ in letter case, spaces or punctuation only, which does not survive copying. Take it out.`,
      );
    }
    choices.push({ variants: [one, other], added: length === 0 && rows });
    elements.push({ position: i });
    rest = after.slice(behind.length);
  }
  for (const token of tokensOf(rest, rows)) elements.push({ token });
  return { elements, choices };
}

/* FINDING POSITIONS AGAIN */

/** A text to be searched: its tokens, and where each of them stands. */
type Searched = { tokens: readonly Token[]; places: ReadonlyMap<Token, readonly number[]> };

function searched(tokens: readonly Token[]): Searched {
  const places = new Map<Token, number[]>();
  for (const [at, token] of tokens.entries()) {
    const known = places.get(token);
    if (known) known.push(at);
    else places.set(token, [at]);
  }
  return { tokens, places };
}

function standsAt(tokens: readonly Token[], at: number, wanted: readonly Token[]): boolean {
  if (at < 0) return false;
  for (let i = 0; i < wanted.length; i++) if (tokens[at + i] !== wanted[i]) return false;
  return true;
}

/** Whether elements follow from a place on, whatever variant the positions among them have. */
function follows(
  tokens: readonly Token[],
  at: number,
  { right }: Pattern,
  choices: readonly Choice[],
  from = 0,
): boolean {
  let place = at;
  for (let i = from; i < right.length; i++) {
    const next = right[i];
    if (next && "position" in next) {
      const variants = choices[next.position]?.variants ?? [];
      return variants.some(
        (variant) =>
          standsAt(tokens, place, variant) &&
          follows(tokens, place + variant.length, { left: [], right }, choices, i + 1),
      );
    }
    if (tokens[place] !== next?.token) return false;
    place++;
  }
  return true;
}

/** The same towards the beginning: the first element on the left ends before `end`. */
function precedes(
  tokens: readonly Token[],
  end: number,
  { left }: Pattern,
  choices: readonly Choice[],
  from = 0,
): boolean {
  let place = end;
  for (let i = from; i < left.length; i++) {
    const next = left[i];
    if (next && "position" in next) {
      const variants = choices[next.position]?.variants ?? [];
      return variants.some(
        (variant) =>
          standsAt(tokens, place - variant.length, variant) &&
          precedes(tokens, place - variant.length, { left, right: [] }, choices, i + 1),
      );
    }
    if (tokens[place - 1] !== next?.token) return false;
    place--;
  }
  return true;
}

/** Where a variant could begin, by the rarest of the words in it and beside it: most words are common, and most are rare. */
function startsOf({ places }: Searched, variant: readonly Token[], { left, right }: Pattern): readonly number[] {
  const [before, behind] = [left[0], right[0]];
  const anchors = [
    { token: variant[0], offset: 0 },
    { token: before && "token" in before ? before.token : undefined, offset: 1 },
    { token: behind && "token" in behind ? behind.token : undefined, offset: -variant.length },
  ];
  let rarest: { at: readonly number[]; offset: number } | undefined;
  for (const { token, offset } of anchors) {
    if (token === undefined) continue;
    const at = places.get(token) ?? [];
    if (rarest === undefined || at.length < rarest.at.length) rarest = { at, offset };
  }
  return rarest?.at.map((at) => at + rarest.offset) ?? [];
}

/** How often a variant stands within a pattern; more than twice is not counted. */
function timesOf(text: Searched, variant: readonly Token[], pattern: Pattern, choices: readonly Choice[]): number {
  let times = 0;
  for (const start of startsOf(text, variant, pattern)) {
    if (
      standsAt(text.tokens, start, variant) &&
      follows(text.tokens, start + variant.length, pattern, choices) &&
      precedes(text.tokens, start, pattern, choices)
    )
      times++;
    if (times > 2) break;
  }
  return times;
}

/** The elements beside a position, outwards, up to the end of the row. */
function besides(
  elements: readonly Element[],
  at: number,
  step: 1 | -1,
  most: number,
  choices: readonly Choice[],
): Element[] {
  const found: Element[] = [];
  for (let i = at + step; found.length < most; i += step) {
    const element = elements[i];
    if (element === undefined) break;
    if ("token" in element ? element.token === rowEnd : choices[element.position]?.added) break;
    found.push(element);
  }
  return found;
}

const widths = [2, 3, 4, 6, 8, 12];

/** Whether one list of tokens begins, or ends, with the other. */
const oneBegins = ([one, other]: Choice["variants"]) => standsAt(one, 0, other) || standsAt(other, 0, one);
const oneEnds = ([one, other]: Choice["variants"]) =>
  standsAt(one, one.length - other.length, other) || standsAt(other, other.length - one.length, one);

/**
 * The narrowest patterns by which each position is found, and nothing else in any copy: with what stands on both sides, and
 * where one side was cut off or changed, by one side alone.
 */
function patternsOf({ elements, choices }: Template): { both?: Pattern; sides: Pattern[] }[] {
  const samples = [0, 1].map((which) =>
    searched(
      elements.flatMap((element) =>
        "token" in element ? [element.token] : (choices[element.position]?.variants[which] ?? []),
      ),
    ),
  );
  const isOnly = (pattern: Pattern, choice: Choice) =>
    samples.every(
      (sample) => choice.variants.reduce((sum, variant) => sum + timesOf(sample, variant, pattern, choices), 0) === 1,
    );
  const positions = elements.flatMap((element, at) =>
    "token" in element ? [] : [{ at, choice: choices[element.position] }],
  );
  return positions.map(({ at, choice }) => {
    if (choice === undefined) return { sides: [] };
    const beside = (step: 1 | -1, width: number) => besides(elements, at, step, width, choices);
    const narrowest = (of: readonly number[], pattern: (width: number) => Pattern) =>
      of.map(pattern).find((each) => isOnly(each, choice));
    const both = narrowest(choice.added ? [0] : widths, (width) => ({
      left: beside(-1, width),
      right: beside(1, width),
    }));
    const long = choice.added ? [] : widths.filter((width) => width >= 4);
    const left = oneBegins(choice.variants)
      ? undefined
      : narrowest(long, (width) => ({ left: beside(-1, width), right: [] }));
    const right = oneEnds(choice.variants)
      ? undefined
      : narrowest(long, (width) => ({ left: [], right: beside(1, width) }));
    const sides = [left, right].filter((each) => each !== undefined);
    return { ...(both && { both }), sides };
  });
}

const startsWithAt = (bytes: Uint8Array, at: number, part: Uint8Array) =>
  at + part.length <= bytes.length && part.every((byte, i) => bytes[at + i] === byte);

/** All ways of reading the copy from the beginning are kept until they end: one variant may begin with the other. */
function markIn(bytes: Uint8Array, { positions }: Variants, copy: Uint8Array): Mark | undefined {
  const encoder = new TextEncoder();
  type Way = { at: number; symbol: 0 | 1; before: Way | undefined };
  let ways: (Way | undefined)[] = [undefined];
  let from = 0;
  const fixed = (to: number) => {
    const part = bytes.subarray(from, to);
    ways = ways.filter((way) => startsWithAt(copy, way?.at ?? 0, part));
    return part.length;
  };
  for (const { at, length, variants } of positions) {
    const gap = fixed(at);
    const next = new Map<number, Way>();
    for (const before of ways) {
      for (const symbol of [0, 1] as const) {
        const start = (before?.at ?? 0) + gap;
        const part = encoder.encode(variants[symbol]);
        const end = start + part.length;
        if (startsWithAt(copy, start, part) && !next.has(end)) next.set(end, { at: end, symbol, before });
      }
    }
    ways = [...next.values()];
    from = at + length;
  }
  const end = fixed(bytes.length);
  const whole = ways.find((way) => (way?.at ?? 0) + end === copy.length);
  if (whole === undefined) return undefined;
  const mark = new Uint8Array(positions.length);
  for (let [way, i] = [whole as Way | undefined, positions.length - 1]; way !== undefined; way = way.before, i--)
    mark[i] = way.symbol;
  return mark;
}

/**
 * Makes a registered file ready to be marked and read. Throws a TraceError if the variants are not of this file, or two of
 * them could not be told apart.
 *
 * @param bytes The file as it was registered.
 */
export function openVariants(bytes: Uint8Array, variants: Variants): Markable {
  const template = templateOf(piecesOf(bytes, variants), variants);
  const { choices } = template;
  // To make a copy takes none of them.
  let known: ReturnType<typeof patternsOf> | undefined;
  const patterns = () => {
    known ??= patternsOf(template);
    return known;
  };
  const encoder = new TextEncoder();
  return {
    readable: () => patterns().filter(({ both }) => both).length,
    markIn: (copy) => markIn(bytes, variants, copy),
    copyOf(mark) {
      if (mark.length !== variants.positions.length) {
        throw new RangeError(
          `The mark has ${mark.length} symbols for ${count(variants.positions.length, "position")}.`,
        );
      }
      const parts: Uint8Array[] = [];
      let from = 0;
      for (const [i, { at, length, variants: pair }] of variants.positions.entries()) {
        parts.push(bytes.subarray(from, at), encoder.encode(pair[mark[i] === 1 ? 1 : 0]));
        from = at + length;
      }
      parts.push(bytes.subarray(from));
      const copy = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
      let end = 0;
      for (const part of parts) {
        copy.set(part, end);
        end += part.length;
      }
      return copy;
    },
    read(text) {
      const leak = searched([...tokensOf(text, variants.kind === "rows"), rowEnd]);
      return patterns().map(({ both, sides }, i) => {
        const pair = choices[i]?.variants;
        if (both === undefined || pair === undefined) return undefined;
        for (const tried of [[both], sides]) {
          const [first, second] = pair.map((variant) =>
            tried.some((pattern) => timesOf(leak, variant, pattern, choices) > 0),
          );
          if (first && second) return "both";
          if (first) return 0;
          if (second) return 1;
        }
        return undefined;
      });
    },
  };
}
