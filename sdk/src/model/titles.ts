import { formatId, isSameAddress } from "./ids.ts";

/** What may mislead about a title or a name of credit. */
export type TitleConcern = {
  kind: "blank" | "hidden" | "stacked" | "mixed";
  /** Whether nobody may publish it: there is no honest reason for it. What is only marked may be a matter of style. */
  refused: boolean;
  /** For the person who types it: what is wrong, and what to do. */
  sentence: string;
  /** For those who read it: a few words. */
  mark: string;
};

/** What nobody sees: controls, spaces, unassigned and ignorable characters, and letters that are drawn blank. */
const nothingToSee = /[\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/gu;

/** Characters without a shape that stand between or around others. */
const shapeless = /[\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Scripts whose spelling needs joiners and marks of direction. */
const needsJoiners =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Thai}\p{Script=Lao}]/u;

/** Emoji are put together with joiners, variation selectors and tags. */
const emoji =
  /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f|\u20e3|\u200d|\p{Extended_Pictographic})*|[0-9#*]\ufe0f?\u20e3/gu;

/** More marks upon one letter than any spelling has. */
const stacked = /\p{M}{4,}/u;

/** Alphabets whose letters are taken for one another. Any other script is told apart by its look. */
const alike = [
  { name: "Latin", letters: /\p{Script=Latin}/u },
  { name: "Cyrillic", letters: /\p{Script=Cyrillic}/u },
  { name: "Greek", letters: /\p{Script=Greek}/u },
  { name: "Armenian", letters: /\p{Script=Armenian}/u },
  { name: "Cherokee", letters: /\p{Script=Cherokee}/u },
  { name: "Coptic", letters: /\p{Script=Coptic}/u },
  { name: "Lisu", letters: /\p{Script=Lisu}/u },
] as const;

/** Letters of Cyrillic and Greek that are drawn as Latin ones. */
const latinInLook = /^[АВЕЅІЈКМНОРСТУХЬЗаеѕіјорсухһԁԛԝкпгтмьΑΒΕΖΗΙΚΜΝΟΡΤΥΧοινρυκα]+$/u;

const concerns = {
  blank: {
    refused: true,
    sentence: "This holds nothing that anybody can see. Type it out.",
    mark: "Nothing visible in its name",
  },
  hidden: {
    refused: true,
    sentence: "This holds an invisible character that could mislead readers. Type it by hand instead of pasting it.",
    mark: "Invisible characters in its name",
  },
  stacked: {
    refused: true,
    sentence: "Too many accents stand upon one letter, so that it covers what is around it. Leave most of them out.",
    mark: "Piled-up accents in its name",
  },
} as const;

/** What may mislead about a title or a name of credit, the gravest first; undefined if nothing does. */
export function titleConcern(text: string): TitleConcern | undefined {
  if (text.replace(nothingToSee, "") === "") return { kind: "blank", ...concerns.blank };
  const plain = text.replace(emoji, "");
  if (shapeless.test(plain) && !needsJoiners.test(plain)) return { kind: "hidden", ...concerns.hidden };
  // Between letters that need no joiner a zero-width space has no use in any script.
  if (/[\u200b\u2060\u3164\u115f\u1160\uffa0\u2800]/u.test(plain)) return { kind: "hidden", ...concerns.hidden };
  if (stacked.test(text.normalize("NFC"))) return { kind: "stacked", ...concerns.stacked };
  const mixture = mixtureOf(text);
  return mixture === undefined
    ? undefined
    : {
        kind: "mixed",
        refused: false,
        sentence: `This has ${mixture}, which look alike. It can be published, and readers will see a mark beside it. Type it in one alphabet to have none.`,
        mark: `Look-alike letters in its name: ${mixture}`,
      };
}

/** Letters of several alphabets within a word, or words that only look like those beside them. */
function mixtureOf(text: string): string | undefined {
  const words = text.normalize("NFC").match(/[\p{L}\p{M}]+/gu) ?? [];
  for (const word of words) {
    const found = alike.filter(({ letters }) => letters.test(word)).map(({ name }) => name);
    if (found.length > 1) return `letters of ${found.slice(0, -1).join(", ")} and ${found.at(-1)} in one word`;
  }
  const latin = words.some((word) => alike[0].letters.test(word));
  const posing = words.find((word) => word.length > 1 && latinInLook.test(word));
  if (latin && posing !== undefined) {
    const from = alike.find(({ letters }) => letters.test(posing))?.name ?? "another alphabet";
    return `a word in ${from} beside words in Latin`;
  }
  // Letters of mathematics and of full width are drawn as Latin ones and are none.
  const dressed = words.some((word) => {
    const plain = word.normalize("NFKC");
    return word !== plain && /^[A-Za-z]+$/.test(plain) && [...word].length === plain.length;
  });
  return dressed ? "letters dressed as Latin ones" : undefined;
}

/** A stranger's title or name as it can be shown among others: accents that pile up are cut, what is blank is undefined. */
export function showableTitle(text: string): string | undefined {
  if (titleConcern(text)?.kind === "blank") return undefined;
  return text.replace(/(\p{M}{3})\p{M}+/gu, "$1");
}

/** A work as far as it says what its claimant is called. */
export type NamedWork = { claimant: string; credits: readonly { name: string; account?: string | undefined }[] };

/**
 * The name that a work's claimant gives their own account in its credits; undefined if there is none to show. Nobody has
 * checked it: it is a word of theirs, and stands nowhere without the account.
 */
export function ownNameIn({ claimant, credits }: NamedWork): string | undefined {
  const own = credits.find(({ account }) => account !== undefined && isSameAddress(account, claimant));
  // Letters that look like others are not passed on to where no mark stands beside them.
  return own && !titleConcern(own.name) ? showableTitle(own.name) : undefined;
}

/** What to call a work whose title is not known: the beginning of its number. */
export function untitled(work: bigint): string {
  return `Work ${formatId(work, "work").slice(2, 10)}`;
}
