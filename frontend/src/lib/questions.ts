import { formatId, type Pasted, type PastedPlace, parsePasted } from "@colophon/sdk";

/** What a pasted text may be the number of. One text can be several. */
export type Question = Exclude<Pasted, { kind: "nothing" | "name" | "words" | "unusable" }>;

type ParsedQuestion = { ok: true; question: Question } | { ok: false; error: string };

/**
 * What a person pasted where a question is asked of the chain; see `parsePasted`. `place` is the chain that is asked, so
 * that a link to another one, or to another contract, is said to be one.
 */
export function parseQuestion(text: string, place?: PastedPlace): ParsedQuestion {
  const pasted = parsePasted(text, place);
  switch (pasted.kind) {
    case "nothing":
      return { ok: false, error: "Paste a digest, a commitment, a number, or a link." };
    case "name":
    case "unusable":
      return { ok: false, error: pasted.sentence };
    case "words":
      return {
        ok: false,
        error:
          "This is neither a digest (64 hexadecimal digits), a commitment, nor the number of a work or licence. Check that all of it was copied.",
      };
    default:
      return { ok: true, question: pasted };
  }
}

/** What somebody looks for: words too, with what is wrong about them as a number or a link, if they look like one. */
export type SearchQuestion =
  | { kind: "nothing" }
  | Question
  | { kind: "words"; words: string; problem?: string | undefined };

/** What somebody typed into the search box: the number of something, an account, or words. */
export function parseSearch(text: string, place?: PastedPlace): SearchQuestion {
  const pasted = parsePasted(text, place);
  if (pasted.kind !== "name" && pasted.kind !== "unusable") return pasted;
  return { kind: "words", words: text.trim().replace(/\s+/g, " "), problem: pasted.sentence };
}

/** A question as the index reads it, in one spelling whatever was pasted. */
export function indexedText(question: SearchQuestion): string {
  switch (question.kind) {
    case "work":
    case "licence":
      return formatId(question.id, question.kind);
    case "offer":
      return question.id;
    case "account":
      return question.address;
    case "transaction":
      return question.hash;
    case "hash":
    case "digest":
      return question.digest.slice(2);
    case "words":
      return question.words;
    case "nothing":
      return "";
  }
}

/** Where a question is answered: a page of this site, and what it is called. Undefined for words. */
export function placeOf(question: SearchQuestion): { what: string; href: string; action: string } | undefined {
  switch (question.kind) {
    case "work":
      return { what: "the number of a work", href: `/work/${formatId(question.id, "work")}`, action: "See the work" };
    case "licence":
      return {
        what: "the number of a licence",
        href: `/licence/${formatId(question.id, "licence")}`,
        action: "See the licence",
      };
    case "offer":
      return { what: "the number of an offer", href: `/offer/${question.id}`, action: "See the offer" };
    case "account":
      return { what: "an account", href: `/person/${question.address}`, action: "See their page" };
    case "transaction":
      return { what: "a transaction", href: `/verify?q=${question.hash}`, action: "See what it did" };
    case "digest":
      return { what: "a digest", href: `/verify?q=${question.digest.slice(2)}`, action: "Check it on the chain" };
    case "hash":
      return {
        what: "a digest, or a number as long as one",
        href: `/verify?q=${question.digest.slice(2)}`,
        action: "Check it on the chain",
      };
    default:
      return undefined;
  }
}
