import { inList } from "../model/words.ts";
import { deedClause } from "./deedClauses.ts";
import { conditionClause, reportingBlocks } from "./deedConditions.ts";
import type { Terms } from "./terms.ts";
import { type PurposeId, purposes, type UseId, uses } from "./uses.ts";

export type DeedSection = {
  /** Empty for the opening. */
  title: string;
  /** Paragraphs, and lists as arrays. */
  blocks: readonly (string | readonly string[])[];
};

const opening: DeedSection = {
  title: "",
  blocks: [
    "This is the text of a licence. “The Work” is the work that the licence token belongs to, in the versions that its record, “this entry”, holds when the licence is sold and in those that are added to it later. “The contracts” are those of Colophon that issued the token, and of them “the rules” is the one that the terms name, if they name one. “You” are the holder of the token.",
    "“The Licensor” is whoever may grant this licence: the account that controls the Work, or for a sublicence the account that holds the licence above it, and the person behind that account. If that passes to another account, the Licensor is another from then on, who takes over what is promised here; whoever promised it still answers for it.",
  ],
};

/** What people most often assume: the text says so when it is not included. */
const oftenAssumed: readonly { use?: UseId; purpose?: PurposeId; words: string }[] = [
  { purpose: "advertising", words: "use the Work to advertise or promote anything" },
  { use: "goods", words: "put the Work on goods" },
  { use: "mark", words: "use the Work as a name, a logo or another sign for goods, services or places" },
  { use: "sell-copies", words: "sell copies of the Work as such, outside the uses above" },
  { use: "tokenise", words: "make tokens that stand for copies of the Work" },
  { use: "prompt", words: "give the Work to a machine learning model as an input or a reference" },
];

/** What of machine learning is not licensed. Mining allows models that generate nothing. */
function withoutTraining({ uses: chosen }: Terms): string[] {
  if (chosen.includes("train")) return [];
  return [
    chosen.includes("mine")
      ? "train or fine-tune machine learning models that generate works with the Work"
      : "train, fine-tune or evaluate machine learning models with the Work",
  ];
}

function permissions(terms: Terms): DeedSection {
  return {
    title: "What you may do",
    blocks: [
      "From the beginning to the end of the Term you may:",
      uses.filter(({ id }) => terms.uses.includes(id)).map(({ sentence }) => sentence),
      "You may do this:",
      purposes.filter(({ id }) => terms.purposes.includes(id)).map(({ sentence }) => sentence),
      `What you do must be in the first list, and what you do it for in the second. ${deedClause("field", terms)}`,
      "You may do what each of these uses cannot do without, such as making copies. You may let others act for you, for your purposes only, and you answer for what they do.",
      deedClause("exclusivity", terms),
    ],
  };
}

function limits(terms: Terms): DeedSection {
  const missing = oftenAssumed.filter(
    ({ use, purpose }) =>
      (use !== undefined && !terms.uses.includes(use)) || (purpose !== undefined && !terms.purposes.includes(purpose)),
  );
  const reserved =
    " As far as the law lets them, the Licensor reserves the mining of text and data in the Work to those whom they license for it.";
  return {
    title: "What you may not do",
    blocks: [
      "What is not listed above is not licensed. In particular, you may not:",
      [
        ...missing.map(({ words }) => words),
        ...withoutTraining(terms),
        "say or suggest that you are the author of the Work, or that its author endorses you",
      ],
      `Nothing here takes away what the law allows everybody without a licence, such as quotation.${terms.uses.includes("mine") ? "" : reserved}`,
    ],
  };
}

function term(terms: Terms): DeedSection {
  const model =
    "A model that was trained with the Work before the end may stay in use after it. Train no more with the Work then, and delete the copies that you made for it.";
  const after =
    "Copies that were lawfully handed over to others before the end may stay with them. After the end you make, publish and hand over no more, and you take down what you control.";
  return {
    title: "How long",
    blocks: [
      deedClause("duration", terms),
      deedClause("fallsWithParent", terms),
      after,
      ...(terms.uses.includes("train") ? [model] : []),
    ],
  };
}

function newWorks(terms: Terms): DeedSection {
  const blocks = [deedClause("changes", terms), deedClause("derivatives", terms)];
  if (terms.derivatives !== "none") {
    blocks.push(deedClause("works", terms), deedClause("upstreamShare", terms), deedClause("further", terms));
  }
  return { title: "Changes and new works", blocks };
}

function passingOn(terms: Terms): DeedSection {
  const blocks = [deedClause("transferable", terms), deedClause("sublicensing", terms)];
  if (terms.sublicensing > 0) {
    blocks.push(deedClause("sublicenceShare", terms));
    if (terms.conditions !== "none") blocks.push(deedClause("passesDown", terms));
  }
  blocks.push(
    "Through the contracts you may name agents, until a time that you choose. They can act for you in what concerns this licence, but cannot transfer it or give it back, and you answer for what they do.",
  );
  return { title: "Passing it on", blocks };
}

function money({ conditions }: Terms): DeedSection {
  const price =
    "The price is the one at which the licence was sold, and that of each renewal. What you pay through the contracts is divided there among the holders of the Work's royalty units and, for a sublicence, the holders of the licences above it. What you pay so, you owe to nobody any more: it discharges you towards the Licensor and all of them, however it is divided.";
  const reports =
    conditions === "none" ? ["You report nothing and owe nothing beyond the price."] : reportingBlocks(conditions);
  return { title: "What you pay and report", blocks: [price, ...reports] };
}

function ending(terms: Terms): DeedSection {
  const { conditions, sublicensing } = terms;
  const unless = sublicensing === 0 ? "" : ", but not while sublicences under it may be in force";
  const blocks = [
    `You may give this licence back through the contracts at any time${unless}. Then it is over for good, nothing is paid back, and what was owed until then stays owed.`,
  ];
  if (conditions === "none") {
    blocks.push(
      "The Licensor cannot end this licence before its Term ends, not even for a breach. For a breach they have the other remedies that the law gives.",
    );
  } else {
    blocks.push(conditionClause("cure", conditions));
    if (conditions.arbitrator !== "none") blocks.push(conditionClause("arbitrator", conditions));
  }
  return { title: "Ending it early", blocks };
}

function endEnforced({ conditions }: Terms): string {
  if (conditions === "none" || conditions.cure === "irrevocable") {
    return "let nobody but you end this licence before its Term ends, other than with a licence above it";
  }
  return conditions.arbitrator === "none"
    ? "let the Licensor or their agent end this licence after notice and the time to cure, within the time in which a notice counts, and nobody else but you"
    : "let the Licensor or their agent end this licence after notice and the time to cure and, if you contested the notice, after a ruling that it may be ended, within the time in which these count, and nobody else but you";
}

function newWorksEnforced({ derivatives, works, upstreamShare, further }: Terms): string {
  if (derivatives === "none") return "refuse to register new works under this licence";
  return inList([
    `register new works under this licence${works === "any" ? "" : ", no more than it allows"}`,
    ...(upstreamShare === 0 ? [] : ["set the share aside that they owe"]),
    ...(derivatives === "share-alike" ? ["refuse to offer them under other terms"] : []),
    ...(further === "owes-on" ? ["refuse to offer them for further works that would owe them less"] : []),
    ...(further === "ends-there" ? ["refuse to offer them for further works"] : []),
  ]);
}

function transferEnforced({ transferable, conditions }: Terms): string {
  if (!transferable) return "refuse to transfer the token";
  return conditions === "none"
    ? "let the token be transferred"
    : "let the token be transferred, but only to an account that takes it over itself, or said that it would";
}

/** What the contracts see to, in sentences that hold for these terms. */
function enforced(terms: Terms): string[] {
  const { conditions, exclusivity, sublicensing, passesDown } = terms;
  return [
    "record the uses, the purposes, the territories, the field, the start, the end and the seats, and tell anyone who asks whether an account is licensed for a use and a purpose, in a territory and a field, at a time",
    exclusivity === "non-exclusive"
      ? "refuse to grant a licence of this entry that would overlap, in all of use, purpose, territory, field and time, a sole or exclusive one that they granted, or the other way round"
      : "refuse to grant any licence of this entry that overlaps this one in all of use, purpose, territory, field and time, other than sublicences under it, and refused to grant this one over any other that is not above it",
    ...(conditions === "none"
      ? []
      : ["granted this licence only to an account that bought it for itself, or signed that it accepts it"]),
    transferEnforced(terms),
    sublicensing === 0
      ? "refuse sublicences"
      : `keep sublicences within what this licence allows, its end, its seats and its levels${passesDown ? ", with the same rules and conditions" : ""}, and divide what is paid under them`,
    newWorksEnforced(terms),
    ...(conditions === "none" || conditions.period === "none"
      ? []
      : [
          "take reports in order, work out what is owed for what is reported, divide what is paid of it, and show what was not reported or not paid",
        ]),
    endEnforced(terms),
  ];
}

function enforcement(terms: Terms): DeedSection {
  const { conditions } = terms;
  const reports = conditions === "none" || conditions.period === "none" ? "" : ", whether a report is true";
  const breach = conditions === "none" || conditions.cure === "irrevocable" ? "" : ", whether there was a breach";
  return {
    title: "What the contracts enforce, and what binds by agreement",
    blocks: [
      "The contracts:",
      enforced(terms),
      `They cannot see what anybody does with the Work${reports}${breach}, or what was agreed elsewhere, and they cannot prevent it. Everything else in this text, including what a seat is, credit, changes and what you may not do, binds the Licensor and you as an agreement between you.`,
      "The Licensor made it by publishing the offer, by having an agent publish it, or by signing it for others to publish. You accept it by buying the licence, by signing or recording that you accept it, by taking it over, or by using the Work under it; the facts of the deal that the offer names by their digest are part of it. Each of these transactions and signatures is meant as the signature, in writing, of the person who made it, also where a law asks for one, such as 17 U.S.C. § 204(a) and section 92(1) of the Copyright, Designs and Patents Act 1988.",
      "By that the Licensor also declares to you that they may grant this licence, and answers to you by law if they may not; nobody has verified it. This text chooses no law and no court: those that apply without a choice apply. A consumer keeps the rights that the law of their country does not let them give up.",
    ],
  };
}

const disclaimer: DeedSection = {
  title: "What this is not",
  blocks: [
    "This licence gives a permission. It transfers no copyright, patent, mark or other right; where a law treats an exclusive licence as a transfer, it is one to that extent only. It does not prove that the Licensor is the author of the Work or may license it: the record shows only who claimed the Work, and when. It does not replace permissions that others may have to give, such as the people, places, marks or works that appear in the Work, its performers and producers, and the societies that manage rights for its authors. It is not legal advice.",
  ],
};

/**
 * The licence text of terms, section by section. Its words are part of the format colophon-deed/2: a text is checked by
 * writing it again, so none of them may ever change. Other words are another format.
 */
export function deedSections(terms: Terms): readonly DeedSection[] {
  return [
    opening,
    permissions(terms),
    { title: "Where", blocks: [deedClause("territories", terms)] },
    limits(terms),
    term(terms),
    { title: "For how many", blocks: [deedClause("seats", terms)] },
    newWorks(terms),
    passingOn(terms),
    { title: "Credit", blocks: [deedClause("attribution", terms)] },
    money(terms),
    ending(terms),
    enforcement(terms),
    disclaimer,
  ];
}

function listText(items: readonly string[]): string {
  return items.map((item, i) => `- ${item}${i === items.length - 1 ? "." : ";"}`).join("\n");
}

/** Sections as the plain text of a licence; a part of the format colophon-deed/2, like their words. */
export function deedText(sections: readonly DeedSection[]): string {
  const paragraphs = sections.flatMap(({ title, blocks }) => [
    title === "" ? "LICENCE" : title.toUpperCase(),
    ...blocks.map((block) => (typeof block === "string" ? block : listText(block))),
  ]);
  return `${paragraphs.join("\n\n")}\n`;
}
