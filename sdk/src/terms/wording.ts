import type { Hex } from "viem";
import { mostTermsSeconds } from "../model/constants.ts";
import { TermsError } from "../model/errors.ts";
import { visibleText } from "../model/words.ts";
import { isWhole } from "./conditions.ts";
import type { PurposeId, UseId } from "./uses.ts";
import { type LicenceLanguage, licenceWords } from "./words/languages.ts";

/** A document that is part of a licence: named by its digest, so that no other can take its place. */
export type Part = {
  title: string;
  /** SHA-256 of its bytes: 0x and 64 hexadecimal digits. */
  sha256: Hex;
  /** Its media type, such as application/pdf. */
  type: string;
  /** Where it is kept, as an ipfs:// or https:// address; "none" if the licensor hands it over. */
  at: "none" | string;
};

/** What the licensor says about rights of others in the work. */
export const rightsAnswers = ["unsaid", "none", "cleared", "not-cleared"] as const;

export type RightsAnswer = (typeof rightsAnswers)[number];

/** Of whom rights can be in a work: people shown, owners of property and works shown, of marks, and societies. */
export const rightsOfOthers = ["people", "property", "marks", "societies"] as const;

export type RightsOf = (typeof rightsOfOthers)[number];

/** Who decides disputes: the courts of a place, or arbitration under the rules of an institution. */
export type Forum = "none" | { courts: string } | { arbitration: string; seat: string };

/**
 * How far the parties answer to each other: as the law says, for at most what was paid and is owed for the licence, or
 * for at most an amount.
 */
export type Liability = "law" | "paid" | { most: string };

/** Who keeps whom free from claims of third parties: nobody beyond the law, the licensor, the licensee, or each the other. */
export const indemnities = ["none", "licensor", "licensee", "both"] as const;

export type Indemnity = (typeof indemnities)[number];

/** What a licence text says beside what the contracts know. All of it binds by agreement. */
export type Wording = {
  language: LicenceLanguage;
  /** Whose law governs, such as "Germany" or "England and Wales"; "none" chooses none. */
  law: "none" | string;
  forum: Forum;
  /** Where notices reach the licensor outside the contracts, such as an e-mail address; "none" for nowhere. */
  notices: "none" | string;
  /** What is said of rights of others. */
  rights: Readonly<Record<RightsOf, RightsAnswer>>;
  /** For how many seconds after the end copies may be sold off that were made before it. */
  sellOff: number;
  /** What becomes at the end of a model that was trained with the work. */
  models: "stay" | "retire";
  /** How far the parties answer to each other; "law" sets no limit. */
  liability: Liability;
  /** Who keeps whom free from claims of third parties; "none" leaves it to the law. */
  indemnity: Indemnity;
  annexes: readonly Part[];
  /** Which part prevails where an annex and the text differ. */
  prevails: "text" | "annexes";
  /** The parties' own text, in place of the generated one; "none" if that is used. */
  own: "none" | Part;
};

/** The plainest text: in English, choosing and saying nothing. */
export const baseWording: Wording = {
  language: "en",
  law: "none",
  forum: "none",
  notices: "none",
  rights: { people: "unsaid", property: "unsaid", marks: "unsaid", societies: "unsaid" },
  sellOff: 0,
  models: "stay",
  liability: "law",
  indemnity: "none",
  annexes: [],
  prevails: "text",
  own: "none",
};

const societyUses: readonly UseId[] = ["stream", "perform", "film", "record"];
const shownUses: readonly UseId[] = ["goods", "mark", "tokenise"];

/** Of which rights of others a licence has to speak, since its uses need them. */
export function rightsAsked(terms: { uses: readonly UseId[]; purposes: readonly PurposeId[] }): RightsOf[] {
  const shown = terms.purposes.includes("advertising") || shownUses.some((use) => terms.uses.includes(use));
  const societies = societyUses.some((use) => terms.uses.includes(use));
  return [...(shown ? (["people", "property", "marks"] as const) : []), ...(societies ? (["societies"] as const) : [])];
}

/** The most annexes of one licence. */
export const mostAnnexes = 16;

/** The longest that a name, title or address of a text may be, in characters. */
export const longestPhrase = 200;

/** One line as people read it: without what nobody sees, or what would end a sentence of the text early. */
function phrase(what: string, written: string): string {
  const text = String(written).normalize("NFC").trim();
  if (text === "") throw new TermsError(`The ${what} is blank. Type it, or choose none.`);
  if ([...text].length > longestPhrase) {
    throw new TermsError(`The ${what} has ${[...text].length} characters. Use at most ${longestPhrase}.`);
  }
  if (visibleText(text) !== text || /\s{2}|[\r\n\t]/u.test(text)) {
    throw new TermsError(`The ${what} has characters that nobody sees, or more than one line. Type it anew.`);
  }
  return text;
}

/** The same part in one spelling; refused, with the way out, if it names nothing. */
export function normalPart(what: string, { title, sha256, type, at }: Part): Part {
  if (!/^0x[0-9a-f]{64}$/i.test(sha256)) {
    throw new TermsError(
      `The digest of the ${what} is 0x and 64 hexadecimal digits, not “${String(sha256).slice(0, 80)}”.`,
    );
  }
  if (!/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/i.test(type) || type.length > 100) {
    throw new TermsError(`“${String(type).slice(0, 80)}” is no media type. Write one such as application/pdf.`);
  }
  if (at !== "none" && !/^(?:ipfs|https):\/\/[^\s"<>]{1,300}$/.test(at)) {
    throw new TermsError(
      `“${String(at).slice(0, 80)}” is no address of the ${what}. Give an ipfs:// or https:// one, or none.`,
    );
  }
  return {
    title: phrase(`title of the ${what}`, title),
    sha256: sha256.toLowerCase() as Hex,
    type: type.toLowerCase(),
    at,
  };
}

function normalForum(forum: Forum): Forum {
  if (forum === "none") return forum;
  if ("courts" in forum) return { courts: phrase("place of the courts", forum.courts) };
  return { arbitration: phrase("rules of the arbitration", forum.arbitration), seat: phrase("seat", forum.seat) };
}

function normalLiability(liability: Liability): Liability {
  if (liability === "law" || liability === "paid") return liability;
  if (typeof liability === "object" && typeof liability?.most === "string") {
    return { most: phrase("limit of liability", liability.most) };
  }
  throw new TermsError(
    `Liability is as the law says, at most what was paid, or at most an amount, not “${String(liability).slice(0, 80)}”.`,
  );
}

/** What the document of the parties says itself, so that the cover must not. */
function checkOwn(wording: Wording): void {
  const { law, forum, notices, rights, sellOff, models, liability, indemnity } = wording;
  const said = Object.values(rights).some((answer) => answer !== "unsaid");
  const open = law === "none" && forum === "none" && notices === "none" && liability === "law" && indemnity === "none";
  if (open && !said && sellOff === 0 && models === "stay") return;
  throw new TermsError(
    "The parties' own text says itself which law, court and address count, who answers for what, and what is said of others. Choose none of these beside it.",
  );
}

/** The same wording in one spelling; refused, with the way out, if no text can be made of it. */
export function normalWording(wording: Wording, { uses }: { uses: readonly UseId[] }): Wording {
  const { language, law, notices, rights, sellOff, models, indemnity, annexes, prevails, own } = wording;
  licenceWords(language);
  for (const of of rightsOfOthers) {
    if (!rightsAnswers.includes(rights[of])) {
      throw new TermsError(`“${rights[of]}” is no answer about ${of}. Choose one of: ${rightsAnswers.join(", ")}.`);
    }
  }
  if (!isWhole(sellOff, 0, mostTermsSeconds)) {
    throw new TermsError(`Copies can't be sold off for ${sellOff} seconds. Choose a whole number from 0 to 136 years.`);
  }
  if (models !== "stay" && models !== "retire") {
    throw new TermsError(`A model can stay or retire at the end, not “${models}”.`);
  }
  if (models === "retire" && !uses.includes("train")) {
    throw new TermsError("No model may be trained, so none can be retired. Allow training, or let models stay.");
  }
  if (!indemnities.includes(indemnity)) {
    throw new TermsError(`“${indemnity}” is no indemnity. Choose one of: ${indemnities.join(", ")}.`);
  }
  if (prevails !== "text" && prevails !== "annexes") {
    throw new TermsError(`Either the text or the annexes prevail, not “${prevails}”.`);
  }
  if (annexes.length > mostAnnexes) {
    throw new TermsError(
      `A licence has at most ${mostAnnexes} annexes, and this one ${annexes.length}. Join some of them.`,
    );
  }
  const parts = annexes.map((part) => normalPart("annex", part));
  const twice = parts.find(({ sha256 }, i) => parts.findIndex((other) => other.sha256 === sha256) !== i);
  if (twice) throw new TermsError(`“${twice.title}” is the same file as another annex. Remove one of them.`);
  if (own !== "none") checkOwn(wording);
  return {
    language,
    law: law === "none" ? law : phrase("governing law", law),
    forum: normalForum(wording.forum),
    notices: notices === "none" ? notices : phrase("address for notices", notices),
    rights: { people: rights.people, property: rights.property, marks: rights.marks, societies: rights.societies },
    sellOff,
    models,
    liability: normalLiability(wording.liability),
    indemnity,
    annexes: parts,
    // Without annexes there is nothing that could prevail.
    prevails: parts.length === 0 ? "text" : prevails,
    own: own === "none" ? own : normalPart("parties' own text", own),
  };
}
