/** Letters that Unicode does not take apart into a letter and a mark. */
const whole: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ı: "i",
  ħ: "h",
  ŋ: "n",
};

/**
 * A text as it is searched: small letters, without accents and other marks, in the plain forms of its characters. Every
 * database compares the same, because none of it is left to the database.
 */
function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[ßæœøđðłþıħŋ]/g, (letter) => whole[letter] ?? letter)
    .normalize("NFC");
}

/** Scripts that are written without blanks: two neighbouring characters stand for a word. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Longer "words" are no words, in characters. */
const longestWord = 40;

/** The different words of a text, folded, in the order in which they first come, at most `most` of them. */
export function foldedWordsOf(text: string, most: number): string[] {
  const words = new Set<string>();
  for (const [run] of foldText(text).matchAll(/[\p{L}\p{N}]+/gu)) {
    for (const word of unspaced.test(run) ? pairsOf(run) : [run.slice(0, longestWord)]) {
      words.add(word);
      if (words.size >= most) return [...words];
    }
  }
  return [...words];
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

/** No name is longer, in characters of which grams are made. */
const longestName = 120;

/**
 * The different groups of three neighbouring characters of a name, each word with blanks around it: names that share
 * many of them are spelled alike.
 */
export function gramsOf(name: string): string[] {
  const grams = new Set<string>();
  for (const [word] of foldText(name)
    .slice(0, longestName)
    .matchAll(/[\p{L}\p{N}]+/gu)) {
    const characters = [..."  ".concat(word, " ")];
    for (let i = 0; i + 3 <= characters.length; i++) grams.add(characters.slice(i, i + 3).join(""));
  }
  return [...grams];
}

/** PostgreSQL's dictionaries of word stems, by the language that metadata names: part of every PostgreSQL, and of PGlite. */
export const dictionaries: Readonly<Record<string, string>> = {
  ar: "arabic_stem",
  hy: "armenian_stem",
  eu: "basque_stem",
  ca: "catalan_stem",
  da: "danish_stem",
  nl: "dutch_stem",
  en: "english_stem",
  fi: "finnish_stem",
  fr: "french_stem",
  de: "german_stem",
  el: "greek_stem",
  hi: "hindi_stem",
  hu: "hungarian_stem",
  id: "indonesian_stem",
  ga: "irish_stem",
  it: "italian_stem",
  lt: "lithuanian_stem",
  ne: "nepali_stem",
  no: "norwegian_stem",
  nb: "norwegian_stem",
  nn: "norwegian_stem",
  pt: "portuguese_stem",
  ro: "romanian_stem",
  ru: "russian_stem",
  sr: "serbian_stem",
  es: "spanish_stem",
  sv: "swedish_stem",
  ta: "tamil_stem",
  tr: "turkish_stem",
  yi: "yiddish_stem",
};
