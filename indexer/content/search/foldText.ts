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
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[ßæœøđðłþıħŋ]/g, (letter) => whole[letter] ?? letter)
    .normalize("NFC");
}
