import { percentOfShare } from "../model/units.ts";
import { conditionClause } from "./deedConditions.ts";
import type { Terms } from "./terms.ts";
import { purposes, uses } from "./uses.ts";
import type { LicenceWords } from "./words/english.ts";
import { licenceWords } from "./words/languages.ts";

/** One choice in the terms. */
export type TermsField = keyof Terms;

const percentIn = (words: LicenceWords, share: number) => words.decimal(percentOfShare(share));

/** What is allowed, and what for, as lists in the order of their bits. */
export function scopeLists(terms: Terms, words: LicenceWords): { uses: string[]; purposes: string[] } {
  return {
    uses: uses.filter(({ id }) => terms.uses.includes(id)).map(({ id }) => words.uses[id]),
    purposes: purposes.filter(({ id }) => terms.purposes.includes(id)).map(({ id }) => words.purposes[id]),
  };
}

const clauses: { [Field in TermsField]: (terms: Terms, words: LicenceWords) => string } = {
  uses: (terms, words) => words.may.uses(scopeLists(terms, words).uses.join("; ")),
  purposes: (terms, words) => words.may.usesFor(scopeLists(terms, words).purposes.join("; ")),
  territories: ({ territories }, words) =>
    territories === "worldwide"
      ? words.where.worldwide
      : words.where.only(words.list(territories.map((code) => `${words.territories[code]} (${code})`))),
  field: ({ field }, words) => (field === "all" ? words.field.all : words.field.one(words.quoted(field))),
  duration: ({ duration }, { duration: said, durationOf }) =>
    `${said.begins} ${duration === "forever" ? said.forever : said.lasts(durationOf(duration))}`,
  exclusivity: ({ exclusivity }, words) => words.exclusivity[exclusivity],
  transferable: ({ transferable, conditions }, { transfer }) => {
    if (!transferable) return transfer.no;
    return conditions === "none" ? transfer.yes : `${transfer.yes} ${transfer.duties}`;
  },
  sublicensing: ({ sublicensing }, { sublicences }) =>
    sublicensing === 0 ? sublicences.none : sublicences.some(sublicensing),
  sublicenceShare: ({ sublicensing, sublicenceShare }, words) => {
    if (sublicensing === 0) return words.sublicences.noShare;
    if (sublicenceShare === 0) return words.sublicences.keepAll;
    return words.sublicences.share(percentIn(words, sublicenceShare));
  },
  fallsWithParent: ({ fallsWithParent, conditions }, { sublicences }) => {
    if (conditions !== "none") return sublicences.falls;
    return `${sublicences.falls} ${fallsWithParent ? sublicences.fallsForOthers : sublicences.safeParent}`;
  },
  passesDown: ({ passesDown, sublicensing }, { sublicences }) => {
    if (sublicensing === 0) return sublicences.noneToPass;
    return passesDown ? sublicences.passesDown : sublicences.passesNothing;
  },
  changes: ({ changes }, words) => (changes ? words.changes.yes : words.changes.no),
  derivatives: ({ derivatives }, { newWorks }) => newWorks[derivatives],
  works: ({ derivatives, works }, { newWorks }) => {
    if (derivatives === "none") return newWorks.noCount;
    return works === "any" ? newWorks.anyNumber : newWorks.most(works);
  },
  upstreamShare: ({ derivatives, upstreamShare }, words) => {
    if (derivatives === "none") return words.newWorks.noneOwed;
    return upstreamShare === 0 ? words.newWorks.noShare : words.newWorks.share(percentIn(words, upstreamShare));
  },
  further: ({ derivatives, upstreamShare, further }, words) => {
    if (derivatives === "none") return words.newWorks.noFurther;
    return further === "owes-on" ? words.newWorks[further](percentIn(words, upstreamShare)) : words.newWorks[further];
  },
  conditions: ({ conditions, wording }, { money, ending }) =>
    conditions === "none"
      ? `${money.nothing} ${ending.irrevocable}`
      : conditionClause("cure", conditions, wording.language),
  attribution: ({ attribution, changes }, { credit }) => {
    if (!attribution) return credit.unnamed;
    return changes ? `${credit.named} ${credit.changed}` : credit.named;
  },
  seats: ({ seats }, words) => `${words.seatCount} ${words.seats[seats]}`,
  wording: ({ wording: { law } }, words) => (law === "none" ? words.law.none : words.law.chosen(law)),
};

/**
 * What one choice in the terms says in the licence text, so that an editor can show it at once. Expects normal terms.
 * Its words are part of the format colophon-deed/2, like those of deedSections.
 */
export function deedClause(field: TermsField, terms: Terms): string {
  return clauses[field](terms, licenceWords(terms.wording.language));
}

const agreedFields: readonly TermsField[] = ["changes", "attribution", "seats", "wording"];

/** Whether a choice in the terms is only in the licence text, and binds by agreement: no contract knows it. */
export function bindsByAgreement(field: TermsField): boolean {
  return agreedFields.includes(field);
}
