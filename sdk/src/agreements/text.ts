import { type Address, stringToBytes, zeroAddress, zeroHash } from "viem";
import { type Agreement, type AgreementPlace, mostParties } from "../model/agreement.ts";
import { forever } from "../model/constants.ts";
import { ColophonError } from "../model/errors.ts";
import { isSameAddress } from "../model/ids.ts";
import { count } from "../model/numbers.ts";
import { durationInWords, utcTime } from "../model/time.ts";
import { inList, visibleText } from "../model/words.ts";

/** An agreement that can't be signed: a blank not filled in, a party named twice, words that deceive. */
export class AgreementError extends ColophonError {
  override name = "AgreementError";
  /** The blank or the field that is wrong; undefined for the agreement as a whole. */
  readonly field: string | undefined;

  constructor(sentence: string, field?: string) {
    super(sentence);
    this.field = field;
  }
}

/** An agreement without its text: the facts, which the end of the text says in words. */
export type AgreementFacts = Omit<Agreement, "text">;

/** The last second of the year 9999: later ones have no common way to be written. */
const lastMoment = 253_402_300_799;

/** As much as a wallet can be expected to show, in bytes. */
const mostText = 32_768;

/** Where the facts begin in every text. No text has a heading of this name of its own. */
const factsHeading = "## What is signed here";

/** What is drawn as nothing. The joiners U+200C and U+200D stay: Persian and Hindi are not written without them. */
const invisible = /\u034f|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2064\u3164\uffa0]/u;

/**
 * A text in the one form that is signed: Unicode NFC, lines that end in a line feed, no space at their ends, at most one
 * empty line, and nothing after the last word but a line feed. Throws an AgreementError if a character hides or reorders
 * others: what is signed must be what is read.
 */
export function canonicalText(text: string): string {
  const lines = text.normalize("NFC").replace(/\r\n?/g, "\n").replaceAll("\t", " ").split("\n");
  const joined = lines.map((line) => line.trimEnd()).join("\n");
  const canonical = `${joined.replace(/\n{3,}/g, "\n\n").trim()}\n`;
  const hidden =
    visibleText(canonical) === canonical
      ? invisible.exec(canonical)?.[0]
      : /⟦U\+\w+⟧/.exec(visibleText(canonical))?.[0];
  if (hidden !== undefined) {
    const name = hidden.startsWith("⟦")
      ? hidden.slice(1, -1)
      : `U+${hidden.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`;
    const line = lines.findIndex((each) => invisible.test(each) || visibleText(each) !== each) + 1;
    throw new AgreementError(
      `Line ${line} of the text has a character that nobody sees and that can change what is read (${name}). Remove it: delete the words around it and type them again.`,
      "text",
    );
  }
  return canonical;
}

const moment = (seconds: number) => utcTime(seconds, "second") ?? "never";

function endingInWords({ parties, leavers, notice }: AgreementFacts): string {
  const able = parties.flatMap((_, i) => ((leavers >>> i) & 1 ? [`party ${i + 1}`] : []));
  const together = "All parties together may end it at any time.";
  if (able.length === 0) return `No party may end it alone. ${together}`;
  const who = able.length === parties.length && able.length > 1 ? "Each party" : `Only ${inList(able, "or")}`;
  const when = notice === 0 ? "at once, by saying so" : `${durationInWords(notice)} after giving notice`;
  return `${who} may end it alone, ${when}. ${together}`;
}

/** The facts in words, the same for everybody: what the contract and the verifiers hold the agreement to. */
function factLines(place: AgreementPlace, facts: AgreementFacts, reference: string): string[] {
  const { parties, witnessed, opens, closes, ends, supersedes, arbitrator, court } = facts;
  const where = `the contract ${place.agreements.toLowerCase()} on chain ${place.chainId}`;
  return [
    ...parties.map((party, i) => `- Party ${i + 1} signs with the account ${party.toLowerCase()}.`),
    witnessed
      ? `- It may be witnessed by ${where}. Then everybody can see which accounts agreed and from when to when, and not on what.`
      : `- It stays with its parties. Nothing of it is recorded by ${where}, for which it is signed; a stamp can show when the signatures existed.`,
    `- It can be concluded from ${moment(opens)}${closes >= forever ? "" : `, and no longer at ${moment(closes)}`}.`,
    ends >= forever ? "- It stands without an end." : `- It stands until ${moment(ends)}, and no longer then.`,
    `- ${endingInWords(facts)}`,
    ...(supersedes === zeroHash ? [] : [`- It takes the place of the agreement ${supersedes}.`]),
    isSameAddress(arbitrator, zeroAddress)
      ? "- No contract decides disputes. What the text says of courts and law holds."
      : `- Disputes are decided by the contract ${arbitrator.toLowerCase()} (ERC-792), asked with data whose hash is ${court}.`,
    "- A signature shows that whoever has the account's key agreed to these words. Who that is, and whether the words bind them, it does not show.",
    `- Reference: ${reference}`,
  ];
}

function partsOf(text: string): { words: string; facts: string } | undefined {
  const parts = `\n${text}`.split(`\n${factsHeading}\n`);
  const [words, facts] = parts;
  return parts.length === 2 && words !== undefined && facts !== undefined ? { words, facts } : undefined;
}

export type AgreementTextParameters = {
  place: AgreementPlace;
  /** The words: a template's, or the parties' own. */
  words: string;
  facts: AgreementFacts;
  /** 32 hexadecimal digits at random. They keep anybody from guessing the text by its hash. */
  reference: string;
};

/** The whole text of an agreement: the words, and the facts said in words. Throws an AgreementError. */
export function agreementText({ place, words, facts, reference }: AgreementTextParameters): string {
  const own = canonicalText(words);
  if (own.trim() === "")
    throw new AgreementError("There are no words yet. Write what is agreed, or choose a template.", "text");
  if (`\n${own}`.includes(`\n${factsHeading}\n`)) {
    throw new AgreementError(
      `The words have the heading “${factsHeading.slice(3)}”, which is kept for the facts. Call it something else.`,
      "text",
    );
  }
  const text = canonicalText(`${own}\n${factsHeading}\n\n${factLines(place, facts, reference).join("\n")}`);
  const { length } = stringToBytes(text);
  if (length > mostText) {
    throw new AgreementError(
      `The text has ${length.toLocaleString("en")} bytes; wallets show up to about ${mostText.toLocaleString("en")}. Shorten it, or agree on the SHA-256 of an annex.`,
      "text",
    );
  }
  return text;
}

/** The words of an agreement, without the facts; the whole text if it has none. */
export function wordsOfAgreement({ text }: Pick<Agreement, "text">): string {
  return partsOf(text)?.words.trim() ?? text;
}

/** The heading of an agreement, to tell it from others. */
export function titleOfAgreement({ text }: Pick<Agreement, "text">): string {
  const [first = ""] = text.split("\n");
  return first.replace(/^#+\s*/, "").slice(0, 120) || "Agreement";
}

/** What is wrong with an agreement, in a sentence; undefined if it is sound and its words and its facts are the same. */
export function agreementProblem(
  place: AgreementPlace,
  agreement: Agreement,
): { field: string; sentence: string } | undefined {
  const { text, ...facts } = agreement;
  const problem = factsProblem(facts);
  if (problem) return problem;
  const reference = /\n- Reference: ([0-9a-f]{32})\n$/.exec(text)?.[1];
  const parts = partsOf(text);
  if (!parts || reference === undefined) {
    return { field: "text", sentence: `the text does not end with “${factsHeading.slice(3)}”, the facts in words.` };
  }
  try {
    if (text === agreementText({ place, words: parts.words, facts, reference })) return undefined;
  } catch (error) {
    if (error instanceof AgreementError) return { field: "text", sentence: error.shortMessage };
    throw error;
  }
  return { field: "text", sentence: "the text says other facts than those that are signed. Do not sign it." };
}

/** What the contract would refuse of the facts. */
export function factsProblem(facts: AgreementFacts): { field: string; sentence: string } | undefined {
  const { parties, opens, closes, ends, leavers, notice, arbitrator, court } = facts;
  const wrong = (field: string, sentence: string) => ({ field, sentence });
  if (parties.length === 0 || parties.length > mostParties) {
    return wrong(
      "parties",
      `there are ${count(parties.length, "party", "parties")}; there can be 1 to ${mostParties}.`,
    );
  }
  const lower = parties.map((party) => party.toLowerCase());
  const twice = lower.find((party, i) => lower.indexOf(party) !== i);
  if (twice) return wrong("parties", `${twice} is named twice.`);
  if (lower.some((party, i) => i > 0 && party < (lower[i - 1] ?? "")))
    return wrong("parties", "the parties are not in ascending order.");
  if (isSameAddress(parties[0], zeroAddress)) return wrong("parties", "nobody can sign for the zero address.");
  const late = [opens, closes, ends].find((each) => each > lastMoment && each < forever);
  if (late !== undefined) return wrong("ends", "a time is after the year 9999. Choose an earlier one, or none.");
  if (opens >= closes) return wrong("closes", "it would close before it opens.");
  if (ends <= opens) return wrong("ends", "it would end before it can be concluded.");
  if (leavers >= 2 ** parties.length) return wrong("leavers", "somebody may end it alone who is no party.");
  if (leavers === 0 && notice > 0) return wrong("notice", "there is a notice, and nobody may give it.");
  if (isSameAddress(arbitrator, zeroAddress) && court !== zeroHash)
    return wrong("court", "there is a court without an arbitrator.");
  if (parties.some((party) => isSameAddress(party, arbitrator)))
    return wrong("arbitrator", "a party would decide its own disputes.");
  return undefined;
}

/** Parties in the order in which they sign: ascending. */
export function inOrder(parties: readonly Address[]): Address[] {
  return [...parties].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}
