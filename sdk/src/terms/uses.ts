import { type Hex, keccak256, stringToBytes, zeroHash } from "viem";
import { TermsError } from "../model/errors.ts";
import { didYouMean, nearestOf } from "../model/words.ts";

/** One thing that a licence can be about: an act, or a purpose. */
export type Term = {
  id: string;
  /** The bit in on-chain terms. It never changes its meaning. */
  bit: number;
  label: string;
  /** Completes a sentence of the licence text, without a full stop. */
  sentence: string;
};

/**
 * What can be done with a work. No act is a part of another, so that two licences overlap exactly if they share one:
 * what takes several acts names them all. Each completes "You may ...".
 */
export const uses = [
  {
    id: "keep",
    bit: 0,
    label: "Keep and copy",
    sentence: "keep the Work, copy it and hand it on within your household or organisation",
  },
  {
    id: "print",
    bit: 1,
    label: "Print",
    sentence: "print the Work in books, magazines, newspapers and other publications, and distribute them",
  },
  {
    id: "show-online",
    bit: 2,
    label: "Show online",
    sentence: "show the Work on websites, in apps, in newsletters and on social media",
  },
  {
    id: "download",
    bit: 3,
    label: "Offer for download",
    sentence: "let others download copies of the Work, such as e-books, files and templates",
  },
  {
    id: "stream",
    bit: 4,
    label: "Stream and broadcast",
    sentence: "stream and broadcast the Work to the public, live and on demand",
  },
  {
    id: "perform",
    bit: 5,
    label: "Perform and exhibit",
    sentence: "perform, play, show and exhibit the Work in public, with or without an entrance fee",
  },
  {
    id: "film",
    bit: 6,
    label: "Put into films",
    sentence: "include the Work in films, series and videos, synchronised with pictures where it is sound",
  },
  { id: "record", bit: 7, label: "Record", sentence: "make sound recordings of the Work, and copies of them" },
  {
    id: "game",
    bit: 8,
    label: "Put into games and software",
    sentence: "include the Work in games and other software, and distribute it as a part of them",
  },
  {
    id: "goods",
    bit: 9,
    label: "Put on goods",
    sentence: "put the Work on goods, such as clothing, posters and toys, and sell or hand them out",
  },
  {
    id: "manufacture",
    bit: 10,
    label: "Manufacture and practise",
    sentence:
      "make products after the Work where it is a design or an invention, practise it, and sell, import and use what is made",
  },
  {
    id: "run",
    bit: 11,
    label: "Run software",
    sentence: "run the Work where it is software, on your machines and for your users",
  },
  {
    id: "mark",
    bit: 12,
    label: "Use as a mark",
    sentence: "use the Work as a name, a logo or another sign for goods, services or places",
  },
  {
    id: "know-how",
    bit: 13,
    label: "Use know-how",
    sentence: "use what the Work discloses to you in confidence, and keep it secret",
  },
  { id: "translate", bit: 14, label: "Translate", sentence: "translate the Work into other languages" },
  {
    id: "adapt",
    bit: 15,
    label: "Adapt",
    sentence: "make new works that are based on the Work, such as arrangements, sequels and remixes",
  },
  {
    id: "train",
    bit: 16,
    label: "Train models",
    sentence: "copy and analyse the Work to train, fine-tune and evaluate machine learning models",
  },
  {
    id: "mine",
    bit: 17,
    label: "Mine text and data",
    sentence:
      "copy and analyse the Work by machine to find patterns, trends and facts in it, other than to train models that generate works",
  },
  {
    id: "prompt",
    bit: 18,
    label: "Give to models",
    sentence: "give the Work to machine learning models as an input or a reference, and use what they generate from it",
  },
  {
    id: "extract",
    bit: 19,
    label: "Extract from a database",
    sentence: "extract substantial parts of the Work where it is a database, and re-use them",
  },
  { id: "lend", bit: 20, label: "Lend and rent", sentence: "lend and rent copies of the Work" },
  {
    id: "sell-copies",
    bit: 21,
    label: "Sell copies",
    sentence: "make copies of the Work as such, unchanged, and sell them",
  },
  {
    id: "tokenise",
    bit: 22,
    label: "Tokenise",
    sentence: "make tokens that stand for copies of the Work, and sell them",
  },
] as const satisfies readonly Term[];

/** What a work can be used for. Each completes "You may do this ...". */
export const purposes = [
  {
    id: "private",
    bit: 0,
    label: "Private",
    sentence: "for yourself and your household, without any commercial purpose",
  },
  { id: "internal", bit: 1, label: "Internal", sentence: "within your organisation, for its own work" },
  { id: "teaching", bit: 2, label: "Teaching", sentence: "in teaching, training and study" },
  { id: "research", bit: 3, label: "Research", sentence: "in research, and to show its results" },
  { id: "editorial", bit: 4, label: "Editorial", sentence: "in news, reviews, documentaries and comment" },
  { id: "advertising", bit: 5, label: "Advertising", sentence: "to promote products, services and organisations" },
  {
    id: "commercial",
    bit: 6,
    label: "Commercial",
    sentence: "in products and services for which others pay, other than editorial ones and advertising",
  },
  {
    id: "non-commercial",
    bit: 7,
    label: "Public, non-commercial",
    sentence: "for the public, where nobody pays and nothing is promoted",
  },
] as const satisfies readonly Term[];

export type UseId = (typeof uses)[number]["id"];

export type PurposeId = (typeof purposes)[number]["id"];

function lookup<Id extends string>(what: string, terms: readonly (Term & { id: Id })[]) {
  const byId = new Map<string, Term & { id: Id }>(terms.map((term) => [term.id, term]));
  return (id: string): Term & { id: Id } => {
    const term = byId.get(id);
    if (term) return term;
    const meant = nearestOf(
      String(id),
      terms.map((known) => ({ id: known.id, names: [known.label] })),
    );
    throw new TermsError(
      `There is no ${what} called “${String(id).slice(0, 40)}”.${didYouMean(meant)} Choose one of: ${[...byId.keys()].join(", ")}.`,
    );
  };
}

/**
 * A use by its id, also where a program or a stranger names it: an unknown one is refused, because whatever is made of
 * it would answer a question that nobody asked.
 *
 * @throws {TermsError} that names the value and the use that was most likely meant.
 */
export const useOf = lookup<UseId>("use", uses);

/** A purpose by its id, as {@link useOf}. */
export const purposeOf = lookup<PurposeId>("purpose", purposes);

function bitmapOf(terms: readonly Term[]): bigint {
  return terms.reduce((bits, { bit }) => bits | (1n << BigInt(bit)), 0n);
}

/** Uses as the bitmap on chain. Throws a TermsError for a use that is unknown. */
export const usesBitmapOf = (ids: readonly UseId[]): bigint => bitmapOf(ids.map(useOf));

/** Purposes as the bitmap on chain. Throws a TermsError for a purpose that is unknown. */
export const purposesBitmapOf = (ids: readonly PurposeId[]): number => Number(bitmapOf(ids.map(purposeOf)));

function ofBitmap<Id extends string>(terms: readonly (Term & { id: Id })[], bitmap: bigint, width: number) {
  const known: Id[] = [];
  /** Bits that this version has no word for. */
  const unknown: number[] = [];
  for (let bit = 0; bit < width; bit++) {
    if (((bitmap >> BigInt(bit)) & 1n) === 0n) continue;
    const term = terms.find((candidate) => candidate.bit === bit);
    if (term) known.push(term.id);
    else unknown.push(bit);
  }
  return { known, unknown };
}

/** The uses that a bitmap on chain stands for, and the bits that this version has no word for. */
export function usesOfBitmap(bitmap: bigint): { uses: UseId[]; unknown: number[] } {
  const { known, unknown } = ofBitmap<UseId>(uses, bitmap, 64);
  return { uses: known, unknown };
}

/** The purposes that a bitmap on chain stands for, and the bits that this version has no word for. */
export function purposesOfBitmap(bitmap: number): { purposes: PurposeId[]; unknown: number[] } {
  const { known, unknown } = ofBitmap<PurposeId>(purposes, BigInt(bitmap), 32);
  return { purposes: known, unknown };
}

/** The longest name of a field, in characters. */
export const mostFieldName = 100;

/**
 * The name of a field as it counts: two that read the same are one. Unicode compatibility form, lower case, single
 * spaces. Names with a kind say it first, such as "language: French", "format: audiobook" or "project: Harbour".
 *
 * @throws {TermsError} for a name that is blank, too long, or has characters that nobody sees.
 */
export function fieldName(name: string): string {
  const normal = name.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
  if (normal === "") throw new TermsError("A field needs a name, such as “language: French”.");
  if ([...normal].length > mostFieldName) {
    throw new TermsError(
      `The name of a field has at most ${mostFieldName} characters, and this one ${[...normal].length}.`,
    );
  }
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u.test(normal)) {
    throw new TermsError("The name of the field has characters that nobody sees. Type it anew.");
  }
  return normal;
}

/** What stands on chain for a field: zero for every field, or the hash of its name. */
export function fieldHashOf(field: "all" | string): Hex {
  return field === "all" ? zeroHash : keccak256(stringToBytes(fieldName(field)));
}
