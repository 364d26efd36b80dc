import { zeroAddress } from "viem";
import { durationInWords } from "../model/time.ts";
import { percentOfShare } from "../model/units.ts";
import { amountInWords, inList } from "../model/words.ts";
import { seatMeanings, type Terms } from "./terms.ts";
import { territories } from "./territories.ts";
import { type UseId, uses } from "./uses.ts";

export type DeedSection = {
  /** Empty for the opening. */
  title: string;
  /** Paragraphs, and lists as arrays. */
  blocks: readonly (string | readonly string[])[];
};

/** Uses that people most often assume: the deed says so when they are not included. */
const oftenAssumed: readonly { id: UseId; words: string }[] = [
  { id: "advertising", words: "use the Work to advertise or promote anything" },
  { id: "merchandise", words: "put the Work on goods for sale" },
  { id: "resale-of-copies", words: "sell, rent or hand out the Work on its own, outside the uses above" },
  { id: "ai-training", words: "train, fine-tune or evaluate machine learning models with the Work" },
  { id: "ai-generation", words: "give the Work to a machine learning model as an input or a reference" },
];

function permissions(terms: Terms): DeedSection {
  return {
    title: "What you may do",
    blocks: [
      "From the beginning to the end of the Term you may:",
      uses.filter((use) => terms.uses.includes(use.id)).map((use) => use.sentence),
      "You may do what each of these uses cannot do without, such as making copies. You may let others act for you, for your purposes only, and you answer for what they do.",
      deedClause("exclusivity", terms),
    ],
  };
}

function limits(terms: Terms): DeedSection {
  return {
    title: "What you may not do",
    blocks: [
      "A use that is not listed above is not licensed. In particular, you may not:",
      [
        ...oftenAssumed.filter(({ id }) => !terms.uses.includes(id)).map(({ words }) => words),
        "say or suggest that you are the author of the Work, or that its author endorses you",
      ],
      "Nothing here takes away what the law allows everybody without a licence, such as quotation.",
    ],
  };
}

function term(terms: Terms): DeedSection {
  const after =
    "Copies that were lawfully handed over to others before the end may stay with them. After the end you make, publish and hand over no more, and you take down what you control.";
  const ends = terms.duration !== "forever" || terms.cure !== "irrevocable";
  return { title: "How long", blocks: [deedClause("duration", terms), ...(ends ? [after] : [])] };
}

function newWorks(terms: Terms): DeedSection {
  const blocks = [deedClause("changes", terms), deedClause("derivatives", terms)];
  if (terms.derivatives !== "none") blocks.push(deedClause("upstreamShare", terms));
  return { title: "Changes and new works", blocks };
}

function passingOn(terms: Terms): DeedSection {
  return { title: "Passing it on", blocks: [deedClause("transferable", terms), deedClause("sublicensing", terms)] };
}

function money(terms: Terms): DeedSection {
  const blocks = ["The price is the one at which the token was sold, and that of each renewal."];
  if (terms.revenueShare !== 0 || terms.period === "none") blocks.push(deedClause("revenueShare", terms));
  blocks.push(deedClause("period", terms));
  if (terms.period !== "none") {
    blocks.push(deedClause("currency", terms));
    if (terms.perUnit !== 0n) blocks.push(deedClause("perUnit", terms));
    if (terms.minimum !== 0n) blocks.push(deedClause("minimum", terms));
    if (terms.cap !== "none") blocks.push(deedClause("cap", terms));
  }
  return { title: "What you pay and report", blocks };
}

/** What the contracts see to, in sentences that hold for these terms. */
function enforced(terms: Terms): string[] {
  return [
    "record the uses, the territories, the start, the end and the seats, and tell anyone who asks whether an account is licensed for a use, in a territory, at a time",
    terms.exclusivity === "non-exclusive"
      ? "refuse to sell a licence that would overlap a sole or exclusive one that they sold, or the other way round"
      : "refuse to sell any licence that overlaps this one in use, territory and time, other than sublicences under it, and refused to sell this one over any other",
    terms.transferable ? "let the token be transferred" : "refuse to transfer the token",
    terms.sublicensing === 0
      ? "refuse sublicences"
      : "keep sublicences within what this licence allows, its end, its seats and its levels, and divide their price",
    ...(terms.derivatives === "none"
      ? ["refuse to register new works under this licence"]
      : [
          `register new works under this licence${terms.upstreamShare === 0 ? "" : " and set the share aside that they owe"}${terms.derivatives === "share-alike" ? ", and refuse to offer them under other terms" : ""}`,
        ]),
    ...(terms.period === "none"
      ? []
      : [
          "take reports in order, work out and collect what is owed for what is reported, and show what was not reported",
        ]),
    terms.cure === "irrevocable"
      ? "let nobody end this licence before its time"
      : "let the Licensor end this licence after notice and the time to cure, and nobody else or sooner",
  ];
}

function enforcement(terms: Terms): DeedSection {
  const reports = terms.period === "none" ? "" : ", whether a report is true";
  const breach = terms.cure === "irrevocable" ? "" : ", whether there was a breach";
  return {
    title: "What the contracts enforce, and what binds by agreement",
    blocks: [
      "The smart contracts that issued the licence token:",
      enforced(terms),
      `They cannot see what anybody does with the Work${reports}${breach}, or what was agreed elsewhere, and they cannot prevent it. Everything else in this deed, including what a seat is, credit, changes and what you may not do, binds the Licensor and you as an agreement between you: the Licensor made it by publishing or signing the offer, and you accept it by acquiring the token. By that the Licensor also declares to you that they may grant this licence; nobody has verified that. This deed chooses no law and no court: those that apply without a choice apply.`,
    ],
  };
}

const disclaimer: DeedSection = {
  title: "What this is not",
  blocks: [
    "This deed transfers no copyright, patent, mark or other right; it gives a permission. It does not prove that the Licensor is the author of the Work or may license it: the record shows only who claimed the Work, and when. It does not replace permissions that others may have to give, such as the people, marks or works that appear in the Work. It is not legal advice.",
  ],
};

/**
 * The deed of terms, section by section. Its words are part of the format colophon-deed/1: a deed is checked by
 * writing it again, so none of them may ever change. Other words are another format.
 */
export function deedSections(terms: Terms): readonly DeedSection[] {
  return [
    {
      title: "",
      blocks: [
        "This deed is the text of a licence. “The Work” is the work that the licence token belongs to. “The Licensor” is the account that may grant it, which is the controller of the Work, or for a sublicence the holder of the licence above it, and the person behind that account. “You” are the holder of the token.",
      ],
    },
    permissions(terms),
    { title: "Where", blocks: [deedClause("territories", terms)] },
    limits(terms),
    term(terms),
    { title: "For how many", blocks: [deedClause("seats", terms)] },
    newWorks(terms),
    passingOn(terms),
    { title: "Credit", blocks: [deedClause("attribution", terms)] },
    money(terms),
    { title: "Ending it early", blocks: [deedClause("cure", terms)] },
    enforcement(terms),
    disclaimer,
  ];
}

function listText(items: readonly string[]): string {
  return items.map((item, i) => `- ${item}${i === items.length - 1 ? "." : ";"}`).join("\n");
}

/** Sections as the plain text of a deed; a part of the format colophon-deed/1, like their words. */
export function deedText(sections: readonly DeedSection[]): string {
  const paragraphs = sections.flatMap(({ title, blocks }) => [
    title === "" ? "LICENCE DEED" : title.toUpperCase(),
    ...blocks.map((block) => (typeof block === "string" ? block : listText(block))),
  ]);
  return `${paragraphs.join("\n\n")}\n`;
}

/** One choice in the terms. */
export type TermsField = keyof Terms;

function territoryName(code: string): string {
  return `${territories.find((territory) => territory.code === code)?.name ?? "?"} (${code})`;
}

const endings = {
  forever: "has no end. It lasts no longer than the rights in the Work.",
  period: (seconds: number) =>
    `lasts ${durationInWords(seconds)}, and as long again for each period that is added to it by renewal. The end time that the token records is the first moment at which you are no longer licensed.`,
};

const alone =
  "through the contract, nobody else is licensed for any of these uses in any of these territories while this licence lasts, other than by sublicences under it. The Licensor declares that no licence given elsewhere stands in the way, and gives none.";

const ownWork =
  "You may make new works from the Work for the licensed uses, such as adaptations, translations and remixes, in a way that does not harm the author's honour or reputation. What you add is yours. Until this licence ends you may register such a work in Colophon as made from this one. A work that was registered so may go on being used and licensed after the end, unless this licence was ended for a breach.";

const clauses: { [Field in TermsField]: (terms: Terms) => string } = {
  uses: (terms) =>
    `You may ${uses
      .filter(({ id }) => terms.uses.includes(id))
      .map(({ sentence }) => sentence)
      .join("; ")}.`,
  territories: (terms) =>
    terms.territories === "worldwide"
      ? "You may use the Work anywhere in the world."
      : `You may use the Work in ${inList(terms.territories.map(territoryName))}, and nowhere else. What you put online is used wherever it is directed at people.`,
  duration: ({ duration }) =>
    `The Term begins at the start time that the licence token records, which is the time of its sale, and ${duration === "forever" ? endings.forever : endings.period(duration)}`,
  exclusivity: ({ exclusivity }) =>
    ({
      "non-exclusive":
        "The permission is not exclusive: the Licensor may use the Work and may license it to others, now or later.",
      sole: `The permission is sole: ${alone} The Licensor may still use the Work.`,
      exclusive: `The permission is exclusive: ${alone} The Licensor does not use the Work in these ways either.`,
    })[exclusivity],
  transferable: ({ transferable }) =>
    transferable
      ? "You may transfer the licence token. The new holder then has this licence for the rest of the Term, with its duties, and you have it no longer. It cannot be divided."
      : "The licence token cannot be transferred. It stays with the account that first received it.",
  sublicensing: ({ sublicensing }) => {
    if (sublicensing === 0) return "You may not grant licences to others under this one.";
    const levels =
      sublicensing === 1
        ? "Your sublicensees may not grant any further."
        : `They may be granted down to ${sublicensing} levels below this licence.`;
    return `You may grant sublicences to others through the contract, for all or part of what this licence allows. ${levels} A sublicence allows nothing that this licence does not, lasts no longer, and counts towards its seats. If this licence ends, for whatever reason, the sublicences below it end with it.`;
  },
  changes: ({ changes }) =>
    changes
      ? "You may change the Work as far as the licensed uses call for it, in a way that does not harm the author's honour or reputation."
      : "You may not change the Work, apart from what a licensed use technically requires, such as another size, format or resolution.",
  derivatives: ({ derivatives }) =>
    ({
      none: "You may not make new works from the Work, such as adaptations, translations and remixes, or register any as made from it.",
      allowed: ownWork,
      "share-alike": `${ownWork} Once registered, the new work may be licensed to others under exactly the terms of this deed and no others.`,
    })[derivatives],
  upstreamShare: ({ derivatives, upstreamShare }) => {
    if (derivatives === "none") return "Since no new works may be made from the Work, no share of them is owed.";
    if (upstreamShare === 0) return "A new work made from the Work owes it no share of what it receives.";
    return `A new work that is registered as made from the Work owes it ${percentOfShare(upstreamShare)} % of everything that the new work receives through the contracts, for as long as it receives anything.`;
  },
  cure: ({ cure }) =>
    cure === "irrevocable"
      ? "The Licensor cannot end this licence before its Term ends, not even for a breach. For a breach they have the other remedies that the law gives."
      : `If you break this deed, the Licensor may give you notice of the breach through the contract, with the digest of the evidence. You have ${durationInWords(cure)} from then to cure it. If you have cured it, the Licensor takes the notice back; if not, they may end this licence after that time. What you lawfully did before stays lawful. The contract does not judge whether there was a breach or a cure: who ends a licence without a ground answers for it by law.`,
  revenueShare: ({ revenueShare, period, sublicensing }) => {
    if (revenueShare === 0) return "You owe no share of your revenue.";
    const share = `${percentOfShare(revenueShare)} %`;
    const sentences = [
      ...(period === "none" ? [] : [`You owe ${share} of the revenue that you make with the Work.`]),
      ...(sublicensing === 0
        ? []
        : [
            `Of the price of each sublicence that you sell through the contract, ${share} goes to the holders of the Work's royalty units at the sale${period === "none" ? "." : ", and that price is not reported again as revenue."}`,
          ]),
    ];
    return sentences.join(" ");
  },
  period: ({ period }) =>
    period === "none"
      ? "You report nothing."
      : `For each period of ${durationInWords(period)} from the start of the Term, as soon as it is over, you report through the contract how many units you made, sold or used and what revenue you made with the Work, and pay with the report what is owed. Periods are reported in order. A last period that the end of the Term cuts short counts whole. A report is your statement; the contract cannot tell whether it is true.`,
  currency: ({ currency, period }) => {
    if (period === "none") return "Since nothing is reported, nothing is owed for reports.";
    const name = currency === zeroAddress ? "ETH" : `the token ${currency.toLowerCase()}`;
    return `Revenue is reported, and what is owed is paid, in ${name}.`;
  },
  perUnit: ({ perUnit, currency }) =>
    perUnit === 0n
      ? "Nothing is owed for a unit as such."
      : `You owe ${amountInWords(perUnit, currency)} for each unit that you made, sold or used.`,
  minimum: ({ minimum, currency }) =>
    minimum === 0n
      ? "There is no least amount for a period."
      : `For each reporting period you owe at least ${amountInWords(minimum, currency)}, also if you made, sold and used nothing.`,
  cap: ({ cap, currency }) =>
    cap === "none"
      ? "There is no most amount for a period."
      : `For each reporting period you owe at most ${amountInWords(cap, currency)}.`,
  attribution: ({ attribution, changes }) =>
    attribution
      ? `Name the author and the title as the record of the Work gives them, where and how that is customary for the use.${changes ? " If you changed the Work, say so." : ""}`
      : "The Licensor does not ask you to name the author. Where the law gives authors a right to be named that they cannot give up, that right remains.",
  seats: ({ seats }) =>
    `A licence has as many seats as the token records. ${seatMeanings.find(({ id }) => id === seats)?.sentence ?? ""}`,
};

/**
 * What one choice in the terms says in the deed, so that an editor can show it at once. Expects normal terms. Its words
 * are part of the format colophon-deed/1, like those of deedSections.
 */
export function deedClause(field: TermsField, terms: Terms): string {
  return clauses[field](terms);
}

const agreedFields: readonly TermsField[] = ["changes", "attribution", "seats"];

/** Whether a choice in the terms is only in the deed, and binds by agreement: no contract knows it. */
export function bindsByAgreement(field: TermsField): boolean {
  return agreedFields.includes(field);
}
