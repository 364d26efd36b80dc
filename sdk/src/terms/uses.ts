import { TermsError } from "../model/errors.ts";
import { didYouMean, nearestOf } from "../model/words.ts";
export type Use = {
  id: string;
  /** The bit in on-chain terms. It never changes its meaning. */
  bit: number;
  label: string;
  /** Completes "You may ...", without a full stop. */
  sentence: string;
};

/** What a work can be licensed for. */
export const uses = [
  {
    id: "personal",
    bit: 0,
    label: "Personal use",
    sentence: "copy, display and enjoy the Work in private, without any commercial purpose",
  },
  {
    id: "education",
    bit: 1,
    label: "Education",
    sentence: "use the Work in teaching, training and study, and hand copies to the people taught",
  },
  {
    id: "research",
    bit: 2,
    label: "Research",
    sentence: "use the Work in research, including text and data mining for it, and quote it in the results",
  },
  {
    id: "editorial",
    bit: 3,
    label: "Editorial",
    sentence: "publish the Work in news, reviews, documentaries and comment",
  },
  {
    id: "web-and-social",
    bit: 4,
    label: "Websites and social media",
    sentence: "publish the Work on websites, in apps, in newsletters and on social media",
  },
  {
    id: "print",
    bit: 5,
    label: "Print",
    sentence: "print the Work in books, magazines, newspapers and other publications, and distribute them",
  },
  {
    id: "advertising",
    bit: 6,
    label: "Advertising",
    sentence: "use the Work to promote products, services and organisations, in any medium",
  },
  {
    id: "merchandise",
    bit: 7,
    label: "Merchandise",
    sentence: "put the Work on goods, such as clothing, posters and toys, and sell them",
  },
  {
    id: "audiovisual",
    bit: 8,
    label: "Film, television and video",
    sentence: "include the Work in films, series and videos, synchronised with pictures where it is sound",
  },
  {
    id: "games-and-software",
    bit: 9,
    label: "Games and software",
    sentence: "include the Work in games and other software, and distribute it as a part of them",
  },
  {
    id: "broadcast-and-streaming",
    bit: 10,
    label: "Broadcasting and streaming",
    sentence: "broadcast and stream the Work to the public, live and on demand",
  },
  {
    id: "public-performance",
    bit: 11,
    label: "Public performance",
    sentence: "perform, play and exhibit the Work in public, with or without an entrance fee",
  },
  {
    id: "adaptation",
    bit: 12,
    label: "Adaptation",
    sentence: "make new works that are based on the Work, such as arrangements, sequels and remixes",
  },
  {
    id: "translation",
    bit: 13,
    label: "Translation",
    sentence: "translate the Work into other languages and publish the translations",
  },
  {
    id: "ai-training",
    bit: 14,
    label: "AI training",
    sentence: "copy and analyse the Work to train, fine-tune and evaluate machine learning models",
  },
  {
    id: "ai-generation",
    bit: 15,
    label: "AI generation",
    sentence: "give the Work to machine learning models as an input or a reference, and use what they generate from it",
  },
  {
    id: "manufacture",
    bit: 16,
    label: "Manufacture",
    sentence: "make and sell products after the Work where it is a design or an invention",
  },
  {
    id: "resale-of-copies",
    bit: 17,
    label: "Resale of copies",
    sentence: "make copies of the Work as such, unchanged, and sell or rent them",
  },
] as const satisfies readonly Use[];

export type UseId = (typeof uses)[number]["id"];

const byId = new Map<string, (typeof uses)[number]>(uses.map((use) => [use.id, use]));

/**
 * A use by its id, also where a program or a stranger names it: an unknown one is refused, because whatever is made of
 * it would answer a question that nobody asked.
 *
 * @throws {TermsError} that names the value and the use that was most likely meant.
 */
export function useOf(id: string): (typeof uses)[number] {
  const use = byId.get(id);
  if (use) return use;
  const meant = nearestOf(
    String(id),
    uses.map((known) => ({ id: known.id, names: [known.label] })),
  );
  throw new TermsError(
    `There is no use called “${String(id).slice(0, 40)}”.${didYouMean(meant)} Choose one of: ${[...byId.keys()].join(", ")}.`,
  );
}

/** Uses as the bitmap on chain. Throws a TermsError for a use that is unknown. */
export function usesBitmapOf(ids: readonly UseId[]): bigint {
  return ids.reduce((bits, id) => bits | (1n << BigInt(useOf(id).bit)), 0n);
}

export type UsesOfBitmap = {
  uses: UseId[];
  /** Bits that this version has no word for. */
  unknown: number[];
};

/** The uses that a bitmap on chain stands for. */
export function usesOfBitmap(bitmap: bigint): UsesOfBitmap {
  const result: UsesOfBitmap = { uses: [], unknown: [] };
  for (let bit = 0; bit < 64; bit++) {
    if (((bitmap >> BigInt(bit)) & 1n) === 0n) continue;
    const use = uses.find((known) => known.bit === bit);
    if (use) result.uses.push(use.id);
    else result.unknown.push(bit);
  }
  return result;
}
