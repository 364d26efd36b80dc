import { wordFor } from "../model/numbers.ts";
import { durationInWords } from "../model/time.ts";
import { percentOfShare } from "../model/units.ts";
import { inList } from "../model/words.ts";
import { conditionClause } from "./deedConditions.ts";
import { seatMeanings, type Terms } from "./terms.ts";
import { territories } from "./territories.ts";
import { purposes, uses } from "./uses.ts";

/** One choice in the terms. */
export type TermsField = keyof Terms;

function territoryName(code: string): string {
  return `${territories.find((territory) => territory.code === code)?.name ?? "?"} (${code})`;
}

const renewal =
  "and as long again for each period that is bought by renewal. A renewal needs an open offer of the Licensor on these same terms, and costs what that offer asks. Nobody owes you one.";

const alone =
  "through the contracts, nobody else is granted a licence of this entry of the Work that shares with this one an act, a purpose, a territory, the field and time, other than the licences above it and sublicences under it. A licence for every field shares the field with each. The contracts go by these lists and by this entry: they do not see licences given elsewhere, other entries of the same content, or uses that overlap in fact. The Licensor declares that no licence given elsewhere and no other entry of the same content stands in the way, and gives and makes none.";

const ownWork =
  "You may make new works from the Work within the licensed uses and purposes, such as adaptations, translations and remixes, in a way that does not harm the author's honour or reputation. What you add is yours. While this licence is in force you may register such a work in Colophon as made from this one. The contracts let a work that was registered so be licensed after the end too; whether it may still be used after a breach is a matter of law.";

const clauses: { [Field in TermsField]: (terms: Terms) => string } = {
  uses: (terms) =>
    `You may ${uses
      .filter(({ id }) => terms.uses.includes(id))
      .map(({ sentence }) => sentence)
      .join("; ")}.`,
  purposes: (terms) =>
    `You may do this ${purposes
      .filter(({ id }) => terms.purposes.includes(id))
      .map(({ sentence }) => sentence)
      .join("; ")}.`,
  territories: (terms) =>
    terms.territories === "worldwide"
      ? "You may use the Work anywhere in the world."
      : `You may use the Work in ${inList(terms.territories.map(territoryName))}, and nowhere else. What you put online is used wherever it is directed at people.`,
  field: ({ field }) =>
    field === "all"
      ? "It is for every field: every language, format, product category and project."
      : `It is for one field only: “${field}”.`,
  duration: ({ duration }) =>
    `The Term begins at the start that the licence token records: its sale, or a later time that the offer named. ${
      duration === "forever"
        ? "It has no end, but lasts no longer than the rights in the Work."
        : `It lasts ${durationInWords(duration)}, ${renewal} The end that the token records is the first moment at which you are no longer licensed.`
    }`,
  exclusivity: ({ exclusivity }) =>
    ({
      "non-exclusive":
        "The permission is not exclusive: the Licensor may use the Work and may license it to others, now or later.",
      sole: `The permission is sole: ${alone} The Licensor may still use the Work.`,
      exclusive: `The permission is exclusive: ${alone} The Licensor does not use the Work in these ways either.`,
    })[exclusivity],
  transferable: ({ transferable, conditions }) => {
    if (!transferable)
      return "The licence token cannot be transferred. It stays with the account that first received it.";
    const duties =
      conditions === "none"
        ? ""
        : " The contracts transfer it only to an account that takes it over itself, or said that it would: with its duties and what is unpaid under it. You still answer for what was due before.";
    return `You may transfer the licence token. The new holder then has this licence for the rest of the Term, and you have it no longer. It cannot be divided.${duties}`;
  },
  sublicensing: ({ sublicensing }) => {
    if (sublicensing === 0) return "You may not grant licences to others under this one.";
    const levels =
      sublicensing === 1
        ? "Your sublicensees may not grant any further."
        : `They may be granted down to ${sublicensing} levels below this licence.`;
    return `You may grant sublicences to others through the contracts, for all or part of what this licence allows. ${levels} A sublicence allows nothing that this licence does not, lasts no longer, and counts towards its seats. If this licence ends, for whatever reason, the sublicences below it end with it.`;
  },
  sublicenceShare: ({ sublicensing, sublicenceShare }) => {
    if (sublicensing === 0) return "Since there are no sublicences, no share of them is owed.";
    if (sublicenceShare === 0) return "You keep all that reaches you from sublicences through the contracts.";
    return `Of all that reaches this licence from sublicences through the contracts, whether prices, renewals or payments for reports, ${percentOfShare(sublicenceShare)} % goes up and you keep the rest. What goes up goes to the holder of the licence above this one, if there is one, and is divided again as that licence says; what is left at last goes to the holders of the Work's royalty units.`;
  },
  fallsWithParent: ({ fallsWithParent, conditions }) => {
    const falls = "If this is a sublicence, it ends with any licence above it, whatever ends that one.";
    if (conditions !== "none") return falls;
    return fallsWithParent
      ? `${falls} It may have been granted under a licence that can be ended for a breach of others, and falls with it though you did nothing wrong.`
      : `${falls} The contracts do not let it be offered under a licence that rules can end, or that falls with one above it.`;
  },
  passesDown: ({ passesDown, sublicensing }) => {
    if (sublicensing === 0) return "There are no sublicences that could have conditions.";
    return passesDown
      ? "A sublicence must have the same rules and conditions as this licence, and pass them down in turn."
      : "A sublicence may have other conditions than this licence, or none if it says that it falls with this one.";
  },
  changes: ({ changes }) =>
    changes
      ? "You may change the Work as far as the licensed uses call for it, in a way that does not harm the author's honour or reputation."
      : "You may not change the Work, apart from what a licensed use technically requires, such as another size, format or resolution.",
  derivatives: ({ derivatives }) =>
    ({
      none: "You may not make new works from the Work, such as adaptations, translations and remixes, or register any as made from it.",
      allowed: ownWork,
      "share-alike": `${ownWork} Once registered, it can be offered through the contracts under exactly the terms of this licence and no others.`,
    })[derivatives],
  works: ({ derivatives, works }) => {
    if (derivatives === "none") return "Since no new works may be made, none are counted.";
    return works === "any"
      ? "You may make and register any number of them under this licence."
      : `You may register ${wordFor(works, "one of them", `at most ${works} of them`)} under this licence, however many seats it has.`;
  },
  upstreamShare: ({ derivatives, upstreamShare }) => {
    if (derivatives === "none") return "Since no new works may be made from the Work, no share of them is owed.";
    if (upstreamShare === 0) return "A new work made from the Work owes it no share of what it receives.";
    return `A new work that is registered as made from the Work owes it ${percentOfShare(upstreamShare)} % of everything that the new work receives through the contracts, for as long as it receives anything.`;
  },
  further: ({ derivatives, further, upstreamShare }) => {
    if (derivatives === "none") return "Since no new works may be made, nothing is made from them.";
    return {
      free: "What may be made from the new work in turn is for its controller to say, within what the law asks for the Work itself.",
      "owes-on": `Through the contracts, the new work can be offered for works to be made from it in turn only if they owe it at least ${percentOfShare(upstreamShare)} %.`,
      "ends-there": "Through the contracts, the new work cannot be offered for works to be made from it in turn.",
    }[further];
  },
  conditions: ({ conditions }) =>
    conditions === "none"
      ? "You report nothing and owe nothing beyond the price. The Licensor cannot end this licence before its Term ends, not even for a breach. For a breach they have the other remedies that the law gives."
      : conditionClause("cure", conditions),
  attribution: ({ attribution, changes }) =>
    attribution
      ? `Name the author and the title as the offer's facts or else the record of the Work give them, where and how that is customary for the use.${changes ? " If you changed the Work, say so." : ""}`
      : "The Licensor does not ask you to name the author. Where the law gives authors a right to be named that they cannot give up, that right remains.",
  seats: ({ seats }) =>
    `A licence has as many seats as the token records. ${seatMeanings.find(({ id }) => id === seats)?.sentence ?? ""}`,
};

/**
 * What one choice in the terms says in the licence text, so that an editor can show it at once. Expects normal terms.
 * Its words are part of the format colophon-deed/2, like those of deedSections.
 */
export function deedClause(field: TermsField, terms: Terms): string {
  return clauses[field](terms);
}

const agreedFields: readonly TermsField[] = ["changes", "attribution", "seats"];

/** Whether a choice in the terms is only in the licence text, and binds by agreement: no contract knows it. */
export function bindsByAgreement(field: TermsField): boolean {
  return agreedFields.includes(field);
}
