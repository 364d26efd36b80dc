import { deedClause } from "./deedClause.ts";
import type { Terms } from "./Terms.ts";
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
