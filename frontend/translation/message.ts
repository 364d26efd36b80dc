/**
 * What translators see of a text. A message is a sentence with marks for what the program puts in:
 *
 *     Offer {title}                       a value
 *     {count:seat|seats}                  a number with its noun, for one and for more
 *     It is {open?open|closed}            one of two words
 *     Read <0>the terms</0> first.<1/>    an element around words, and one without any
 *
 * A translation has the same marks, in any order, as often as it wants them, with its own words in the alternatives.
 */
export type Token =
  | { kind: "text"; text: string }
  | { kind: "value"; name: string }
  | { kind: "count" | "choice"; name: string; words: readonly string[] }
  | { kind: "element"; name: string; children: readonly Token[] | undefined };

const sign = { count: ":", choice: "?" } as const;

const escaped = (text: string) => text.replace(/[{}<\\]/g, "\\$&");

/** A message as it stands in a catalogue. */
export function writeMessage(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.kind === "text") return escaped(token.text);
      if (token.kind === "value") return `{${token.name}}`;
      if (token.kind === "element") {
        const { name, children } = token;
        return children ? `<${name}>${writeMessage(children)}</${name}>` : `<${name}/>`;
      }
      return `{${token.name}${sign[token.kind]}${token.words.join("|")}}`;
    })
    .join("");
}

/**
 * Reads a message. Throws an Error that names the place where its marks do not close or are none.
 *
 * @param message As it stands in a catalogue.
 */
export function readMessage(message: string): Token[] {
  let at = 0;
  const fail = (why: string): never => {
    throw new Error(`“${message}”: ${why} at “${message.slice(at, at + 20)}”.`);
  };
  const read = (until: string | undefined): Token[] => {
    const tokens: Token[] = [];
    let text = "";
    const flush = () => {
      if (text) tokens.push({ kind: "text", text });
      text = "";
    };
    while (at < message.length) {
      const rest = message.slice(at);
      if (rest.startsWith("\\")) {
        text += rest.charAt(1);
        at += 2;
      } else if (rest.startsWith("{")) {
        flush();
        const [all, name = "", mark, words = ""] =
          /^\{(\w+)(?:([:?])([^{}]*))?\}/.exec(rest) ?? fail("a mark does not close");
        at += all.length;
        if (mark === undefined) tokens.push({ kind: "value", name });
        else tokens.push({ kind: mark === ":" ? "count" : "choice", name, words: words.split("|") });
      } else if (rest.startsWith("<")) {
        const [all, end, name = "", alone] = /^<(\/?)(\d+)(\/?)>/.exec(rest) ?? fail("an element's mark is none");
        flush();
        at += all.length;
        if (end) {
          if (name !== until) fail(`</${name}> closes nothing`);
          return tokens;
        }
        tokens.push({ kind: "element", name, children: alone ? undefined : read(name) });
      } else {
        text += rest.charAt(0);
        at += 1;
      }
    }
    if (until !== undefined) fail(`<${until}> does not close`);
    flush();
    return tokens;
  };
  return read(undefined);
}

/** The marks of a message, each once, without their words. */
function marksOf(tokens: readonly Token[]): string[] {
  const marks = tokens.flatMap((token): string[] => {
    if (token.kind === "text") return [];
    if (token.kind === "value") return [`{${token.name}}`];
    if (token.kind === "element") return [`<${token.name}>`, ...marksOf(token.children ?? [])];
    return [`{${token.name}${sign[token.kind]}${"|".repeat(token.words.length - 1)}}`];
  });
  return [...new Set(marks)].sort();
}

/** What is wrong with a translation, as a sentence; undefined if it has all the marks of its message and no others. */
export function faultOf(message: string, translation: string): string | undefined {
  try {
    const wanted = marksOf(readMessage(message));
    const found = marksOf(readMessage(translation));
    const lost = wanted.filter((mark) => !found.includes(mark));
    const strange = found.filter((mark) => !wanted.includes(mark));
    if (lost.length > 0) return `“${translation}” lacks ${lost.join(" ")} of “${message}”.`;
    if (strange.length > 0) return `“${translation}” has ${strange.join(" ")}, which “${message}” has not.`;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
