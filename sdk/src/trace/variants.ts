import * as v from "valibot";
import { type Hex, sha256 } from "viem";
import { canonicalBytes, canonicalJson, hashField, parseDocument, wholeField } from "../core/json.ts";
import { ColophonError, FormatError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { grouped } from "../model/numbers.ts";
import { visibleLine } from "../model/words.ts";
import { mostColluders } from "./code.ts";
import { sameTokens, tokensOf } from "./tokens.ts";

/** A copy that cannot be marked or read as it is. */
export class TraceError extends ColophonError {
  override name = "TraceError";
}

/** A place in a file that may read one way or the other: both are the author's own words. */
export type Position = {
  /** Where it begins in the registered file, in bytes. */
  at: number;
  /** How many bytes of the registered file it takes the place of: 0 for a row that is added. */
  length: number;
  /** What a copy may have there; the first is what the registered file has, unless a row is added. */
  variants: readonly [string, string];
};

/** Whether a copy is read as running text, or row by row: rows may come in any order. */
export type TextKind = "text" | "rows";

/** The places of one file at which its copies differ. It is the author's secret: who has it can undo the marks. */
export type Variants = {
  /** The registered file. */
  file: { size: number; sha256: Hex };
  kind: TextKind;
  /** How many licensees may put their copies together, at most: 1 to 8. It decides the code. */
  colluders: number;
  /** In the order of the file. */
  positions: readonly Position[];
};

const variantsFormat = documents.variants.format;

/** Variants as the canonical JSON of the format colophon-variants/1: what the file holds. */
export function variantsDocumentOf(variants: Variants): string {
  return canonicalJson({ format: variantsFormat, ...variants });
}

/** The SHA-256 of the canonical document: the log of deliveries names it, and the marks are drawn for it. */
export function variantsDigestOf(variants: Variants): Hex {
  return sha256(canonicalBytes({ format: variantsFormat, ...variants }));
}

const variantField = v.pipe(v.string(), v.maxLength(10_000, "this must be at most 10,000 characters long."));

const variantsSchema = v.strictObject({
  format: v.literal(variantsFormat),
  file: v.strictObject({ size: wholeField(1), sha256: hashField }),
  kind: v.picklist(["text", "rows"]),
  colluders: v.pipe(
    wholeField(1),
    v.check((value) => value <= mostColluders, `this must be at most ${mostColluders}.`),
  ),
  positions: v.pipe(
    v.array(
      v.strictObject({ at: wholeField(0), length: wholeField(0), variants: v.tuple([variantField, variantField]) }),
    ),
    v.minLength(1, "there must be a position."),
    v.maxLength(20_000, "there must be at most 20,000 positions."),
  ),
});

/** Variants from their JSON text, bytes or parsed value. Throws a FormatError. */
export function parseVariants(input: unknown): Variants {
  const { format: _, ...variants } = parseDocument(variantsSchema, input, documents.variants);
  let end = 0;
  for (const [i, { at, length, variants: pair }] of variants.positions.entries()) {
    const path = `positions.${i}`;
    if (at < end || (i > 0 && at === end && length === 0 && variants.positions[i - 1]?.length === 0)) {
      throw new FormatError(variantsFormat, "positions must follow one another, each behind the one before.", { path });
    }
    end = at + length;
    if (end > variants.file.size) throw new FormatError(variantsFormat, "it is behind the end of the file.", { path });
    if (pair[0] === pair[1]) throw new FormatError(variantsFormat, "both variants are the same.", { path });
  }
  return variants;
}

/** The largest file whose copies are marked, in bytes: it stands in memory. */
export const mostMarkedBytes = 256 * 1024 * 1024;

/** A file as text. Throws a TraceError if it is none: only text has words to choose from. */
export function textOf(bytes: Uint8Array): string {
  if (bytes.length > mostMarkedBytes) {
    throw new TraceError(
      `The file has ${grouped(bytes.length)} bytes, and at most ${grouped(mostMarkedBytes)} are marked. Divide it.`,
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new TraceError(
      "This is not UTF-8 text, and only text is marked in its words. Use a program of your own for other files.",
      { cause },
    );
  }
}

/* FINDING THEM */

/** Two spellings that the author takes for equal wherever one of them stands. */
export type Pair = readonly [string, string];

/** The pairs of a list, one a line: `grey | gray`. Throws a TraceError that names the line. */
export function parsePairs(list: string): Pair[] {
  return list.split(/\r?\n/).flatMap((line, i): Pair[] => {
    if (line.trim() === "" || line.trimStart().startsWith("#")) return [];
    const [one = "", other = "", ...more] = line.split("|").map((part) => part.trim());
    if (one === "" || other === "" || more.length > 0) {
      throw new TraceError(
        `Line ${i + 1} of the pairs is “${visibleLine(line).slice(0, 80)}”. Write two spellings with a bar between them, as in: grey | gray.`,
      );
    }
    if (sameTokens(tokensOf(one, false), tokensOf(other, false))) {
      throw new TraceError(
        `“${visibleLine(one)}” and “${visibleLine(other)}” in line ${i + 1} of the pairs differ in letter case, spaces or punctuation only, which does not survive copying. Choose two that differ in a word.`,
      );
    }
    return [[one, other]];
  });
}

/** The rows of a list, two by two: of each pair a copy gets one or the other. Throws a TraceError. */
export function parseRowPairs(list: string): Pair[] {
  const rows = list.split(/\r?\n/).filter((row) => row.trim() !== "");
  if (rows.length % 2 === 1) {
    throw new TraceError(`There are ${rows.length} added rows, and they go in pairs: add one, or take one away.`);
  }
  return rows.flatMap((one, i) => (i % 2 === 0 ? [[one, rows[i + 1] ?? ""] as const] : []));
}

const upperFirst = (text: string) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** A pair as it may stand: as it is, and with a capital at its beginning. */
const spellingsOf = ([one, other]: Pair): Pair[] => {
  const capital: Pair = [upperFirst(one), upperFirst(other)];
  return capital[0] === one || capital[1] === other ? [[one, other]] : [[one, other], capital];
};

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

type Place = { start: number; end: number; variants: Pair };

/** Where words of the pairs stand alone in a text, the longest first where two overlap. */
function placesOf(text: string, pairs: readonly Pair[]): Place[] {
  const others = new Map<string, Pair>();
  for (const [one, other] of pairs.flatMap(spellingsOf)) {
    if (!others.has(one)) others.set(one, [one, other]);
    if (!others.has(other)) others.set(other, [other, one]);
  }
  if (others.size === 0) return [];
  const longestFirst = [...others.keys()].sort((one, other) => other.length - one.length).map(escaped);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])(?:${longestFirst.join("|")})(?![\\p{L}\\p{N}\\p{M}])`, "gu");
  return [...text.matchAll(pattern)].flatMap((match) => {
    const variants = others.get(match[0]);
    return variants ? [{ start: match.index, end: match.index + match[0].length, variants }] : [];
  });
}

/** Where rows begin; in a CSV file line ends within quotes end no row. The first, which may be a head, is left out. */
function rowStartsOf(text: string, csv: boolean): number[] {
  const starts: number[] = [];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    if (csv && text[at] === '"') quoted = !quoted;
    if (!quoted && text[at] === "\n") starts.push(at + 1);
  }
  return starts;
}

export type FindVariantsParameters = {
  /** The registered file. */
  bytes: Uint8Array;
  kind: TextKind;
  colluders: number;
  /** Spellings to choose from wherever they stand. */
  pairs: readonly Pair[];
  /** Rows to be added, two by two; only for rows. */
  rows?: readonly Pair[];
  /** Whether line ends within quotes belong to the row, as in a CSV file. */
  csv?: boolean;
};

/**
 * The places of a file at which its copies can differ, by the author's pairs: a proposal, from which the author takes out
 * what does not sound right. Throws a TraceError if there is none.
 */
export function findVariants(parameters: FindVariantsParameters): Variants {
  const { bytes, kind, colluders, pairs, rows = [], csv = false } = parameters;
  const text = textOf(bytes);
  const places = placesOf(text, pairs);
  if (rows.length > 0) places.push(...addedRows(text, rows, { kind, csv, places }));
  places.sort((one, other) => one.start - other.start || one.end - other.end);
  if (places.length === 0) {
    throw new TraceError("None of the pairs stands in the file, so there is nothing in which its copies could differ.");
  }
  const encoder = new TextEncoder();
  let [from, offset] = [0, 0];
  const positions = places.map(({ start, end, variants }) => {
    const at = offset + encoder.encode(text.slice(from, start)).length;
    const length = encoder.encode(text.slice(start, end)).length;
    [from, offset] = [end, at + length];
    return { at, length, variants };
  });
  return parseVariants({
    format: variantsFormat,
    file: { size: bytes.length, sha256: sha256(bytes) },
    ...{ kind, colluders, positions },
  });
}

/** Spread over the file, each at the beginning of a row of its own. */
function addedRows(
  text: string,
  rows: readonly Pair[],
  { kind, csv, places }: { kind: TextKind; csv: boolean; places: readonly Place[] },
): Place[] {
  if (kind !== "rows") throw new TraceError("Rows can be added to rows only: say that the file is one of rows.");
  const starts = rowStartsOf(text, csv).filter((at) => !places.some(({ start, end }) => start <= at && at < end));
  if (starts.length < rows.length) {
    throw new TraceError(
      `The file has room for ${starts.length} added rows, and ${rows.length} pairs were given. Give fewer.`,
    );
  }
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  return rows.map(([one, other], i) => {
    const start = starts[Math.floor(((i + 0.5) * starts.length) / rows.length)] ?? 0;
    return { start, end: start, variants: [`${one}${end}`, `${other}${end}`] };
  });
}
