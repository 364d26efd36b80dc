import { readMessage, type Token, writeMessage } from "./message.ts";

/**
 * The language of the tests: English with marks and accents, a third longer, to be laid out from right to left. A word
 * on a page without its marks was never translated. It is in no site that people visit.
 */
export function pseudo(message: string): string {
  return `⟦${writeMessage(readMessage(message).map(accented))}⟧`;
}

const accents: Record<string, string> = {
  a: "á",
  e: "é",
  i: "í",
  o: "ó",
  u: "ú",
  y: "ý",
  n: "ñ",
  c: "ç",
  A: "Á",
  E: "É",
  O: "Ó",
  U: "Ú",
};

const written = (text: string) => text.replace(/[aeiouyncAEOU]/g, (letter) => accents[letter] ?? letter);

/** Longer, as most languages are; as long as the text, no layout is spared. */
const longer = (text: string) =>
  text.trim().length > 12
    ? `${text.trimEnd()}${" ~~~".repeat(Math.ceil(text.length / 40))}${/\s*$/.exec(text)?.[0] ?? ""}`
    : text;

function accented(token: Token): Token {
  if (token.kind === "text") return { kind: "text", text: longer(written(token.text)) };
  if (token.kind === "element") return { ...token, children: token.children?.map(accented) };
  if (token.kind === "value") return token;
  return { ...token, words: token.words.map(written) };
}
