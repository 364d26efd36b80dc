import { type Agreement, agreementIdOf } from "../model/agreement.ts";
import { isSameAddress } from "../model/ids.ts";
import { inList, words as named } from "../model/words.ts";
import { type SignedAgreement, withEndSignature, withSignature } from "./document.ts";
import { AgreementError } from "./text.ts";

/*
 * Copies of one agreement that went around, put together again. What is said here is for people and is no part of any
 * document, so pages have it in their language.
 */

/** So many lines that differ are quoted, and so many characters of each. */
const [mostLines, mostOfLine] = [6, 160];

/** What two drafts say differently: facts by their name, and each run of lines that one has and the other has not. */
export type AgreementDifference = {
  facts: readonly string[];
  lines: readonly { only: "here" | "there"; text: string }[];
};

const factNames: Record<Exclude<keyof Agreement, "text">, string> = {
  parties: "the parties",
  witnessed: "whether it may be witnessed",
  opens: "from when it can be concluded",
  closes: "until when it can be concluded",
  ends: "when it ends",
  leavers: "who may end it alone",
  notice: "the time of notice",
  supersedes: "what it replaces",
  arbitrator: "who decides disputes",
  court: "how disputes are decided",
};

/** How `there` differs from `here`; undefined if both are one agreement. */
export function agreementDifference(here: SignedAgreement, there: SignedAgreement): AgreementDifference | undefined {
  if (agreementIdOf(here, here.agreement) === agreementIdOf(there, there.agreement)) return undefined;
  const of = (signed: SignedAgreement, key: keyof typeof factNames) => String(signed.agreement[key]).toLowerCase();
  const facts = (Object.keys(factNames) as (keyof typeof factNames)[]).filter(
    (key) => of(here, key) !== of(there, key),
  );
  const elsewhere = here.chainId !== there.chainId || !isSameAddress(here.agreements, there.agreements);
  const lines = lineDifference(here.agreement.text.split("\n"), there.agreement.text.split("\n"));
  return { facts: [...facts.map((key) => factNames[key]), ...(elsewhere ? ["the chain"] : [])], lines };
}

/** The longest common lines stay; what is left is only here or only there. Texts have a few hundred lines at most. */
function lineDifference(here: readonly string[], there: readonly string[]): AgreementDifference["lines"] {
  const common = here.map(() => new Uint16Array(there.length + 1));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = here.length - 1; i >= 0; i--) {
    for (let j = there.length - 1; j >= 0; j--) {
      const row = common[i] as Uint16Array;
      row[j] = here[i] === there[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: { only: "here" | "there"; text: string }[] = [];
  for (let i = 0, j = 0; i < here.length || j < there.length; ) {
    if (i < here.length && j < there.length && here[i] === there[j]) [i, j] = [i + 1, j + 1];
    else if (j >= there.length || (i < here.length && at(i + 1, j) >= at(i, j + 1)))
      lines.push({ only: "here", text: here[i++] ?? "" });
    else lines.push({ only: "there", text: there[j++] ?? "" });
  }
  return lines.filter(({ text }) => text.trim() !== "");
}

/** Why two copies cannot be joined: who signed the other draft, and what it says differently. */
function sentenceOf({ facts, lines }: AgreementDifference, { signatures }: SignedAgreement): string {
  const signers = inList(signatures.map(({ party }) => named.account(party)));
  const first = signatures.length === 0 ? "The other file is another draft." : `${signers} signed another draft.`;
  const second = facts.length === 0 ? "The facts are the same." : `These facts differ: ${inList(facts)}.`;
  const quoted = lines.slice(0, mostLines).map(({ only, text }) => {
    const line = text.slice(0, mostOfLine);
    return only === "here" ? `only here: “${line}”` : `only there: “${line}”`;
  });
  const third = quoted.length === 0 ? "Nothing differs in the text." : `In the text, ${quoted.join("; ")}.`;
  return `${first} ${second} ${third} Decide on one of them, and let everybody sign that.`;
}

/**
 * Two copies of one agreement with the signatures of both, in whatever order they were collected. Throws an
 * AgreementError that says in words what differs if they are not the same draft.
 */
export function joinSignatures(here: SignedAgreement, there: SignedAgreement): SignedAgreement {
  const difference = agreementDifference(here, there);
  if (difference) {
    throw new AgreementError(sentenceOf(difference, there), "text");
  }
  const joined = there.signatures.reduce(
    (all, each) =>
      all.signatures.some(({ party }) => isSameAddress(party, each.party)) ? all : withSignature(all, each),
    here,
  );
  const [one, other] = [here.ending, there.ending];
  if (!other || (one && one.deadline > other.deadline)) return joined;
  return other.signatures.reduce((all, each) => withEndSignature(all, other.deadline, each), joined);
}
