import { deedClause, scopeLists } from "./deedClauses.ts";
import { conditionClause, reportingBlocks } from "./deedConditions.ts";
import type { Terms } from "./terms.ts";
import type { PurposeId, UseId } from "./uses.ts";
import { type Part, rightsAsked, rightsOfOthers } from "./wording.ts";
import type { LicenceWords } from "./words/english.ts";
import { licenceWords } from "./words/languages.ts";

export type DeedSection = {
  /** Empty for the opening. */
  title: string;
  /** Paragraphs, and lists as arrays. */
  blocks: readonly (string | readonly string[])[];
};

/** What people most often assume: the text says so when it is not included. */
const oftenAssumed: readonly (UseId | PurposeId)[] = [
  "advertising",
  "goods",
  "mark",
  "sell-copies",
  "tokenise",
  "prompt",
];

function opening({ wording: { own } }: Terms, words: LicenceWords): DeedSection {
  const { work, licensor, generated, own: cover, ownBesides } = words.opening;
  const first = own === "none" ? [`${generated} ${work}`] : [cover(partInWords(own, words)), ownBesides, work];
  return { title: "", blocks: [...first, licensor] };
}

/** What of machine learning is not licensed. Mining allows models that generate nothing. */
function withoutTraining({ uses: chosen }: Terms, { mayNot }: LicenceWords): string[] {
  if (chosen.includes("train")) return [];
  return [chosen.includes("mine") ? mayNot.trainGenerative : mayNot.train];
}

function permissions(terms: Terms, words: LicenceWords): DeedSection {
  const { may, titles } = words;
  const lists = scopeLists(terms, words);
  return {
    title: titles.may,
    blocks: [
      may.begin,
      lists.uses,
      may.purposes,
      lists.purposes,
      `${may.both} ${deedClause("field", terms)}`,
      ...(terms.wording.own === "none" ? [may.needed] : []),
      deedClause("exclusivity", terms),
    ],
  };
}

function limits(terms: Terms, words: LicenceWords): DeedSection {
  const chosen: readonly string[] = [...terms.uses, ...terms.purposes];
  const { mayNot } = words;
  const missing = oftenAssumed.filter((id) => !chosen.includes(id)).map((id) => mayNot[id as keyof typeof mayNot]);
  return {
    title: words.titles.mayNot,
    blocks: [
      mayNot.begin,
      [...missing, ...withoutTraining(terms, words), mayNot.endorse],
      terms.uses.includes("mine") ? mayNot.law : `${mayNot.law} ${mayNot.reserved}`,
    ],
  };
}

function term(terms: Terms, words: LicenceWords): DeedSection {
  const { after, titles } = words;
  const { sellOff, models, own } = terms.wording;
  const blocks = [deedClause("duration", terms), deedClause("fallsWithParent", terms)];
  if (own !== "none") return { title: titles.howLong, blocks };
  blocks.push(after.copies(sellOff === 0 ? "" : after.sellOff(words.durationOf(sellOff))));
  if (terms.uses.includes("train")) blocks.push(models === "stay" ? after.modelStays : after.modelRetires);
  if (terms.uses.includes("train") || terms.uses.includes("prompt")) blocks.push(after.output);
  return { title: titles.howLong, blocks };
}

function newWorks(terms: Terms, words: LicenceWords): DeedSection {
  const generated = terms.wording.own === "none";
  const blocks = [...(generated ? [deedClause("changes", terms)] : []), deedClause("derivatives", terms)];
  if (terms.derivatives !== "none") {
    blocks.push(deedClause("works", terms), deedClause("upstreamShare", terms), deedClause("further", terms));
  }
  if (generated && (terms.uses.includes("train") || terms.uses.includes("mine"))) blocks.push(words.changes.copies);
  if (generated) blocks.push(words.changes.moral);
  return { title: words.titles.changes, blocks };
}

function passingOn(terms: Terms, words: LicenceWords): DeedSection {
  const blocks = [deedClause("transferable", terms), deedClause("sublicensing", terms)];
  if (terms.sublicensing > 0) {
    blocks.push(deedClause("sublicenceShare", terms));
    if (terms.conditions !== "none") blocks.push(deedClause("passesDown", terms));
  }
  return { title: words.titles.passingOn, blocks: [...blocks, words.transfer.agents] };
}

function money({ conditions, wording }: Terms, words: LicenceWords): DeedSection {
  const reports = conditions === "none" ? [words.money.nothing] : reportingBlocks(conditions, wording.language);
  return { title: words.titles.money, blocks: [words.money.price, ...reports] };
}

function ending(terms: Terms, words: LicenceWords): DeedSection {
  const { conditions, sublicensing, wording } = terms;
  const blocks = [words.ending.surrender(sublicensing > 0)];
  if (conditions === "none") blocks.push(words.ending.irrevocable);
  else {
    blocks.push(conditionClause("cure", conditions, wording.language));
    if (conditions.arbitrator !== "none") blocks.push(conditionClause("arbitrator", conditions, wording.language));
  }
  return { title: words.titles.ending, blocks };
}

/** What is said of rights of others: where the uses need them, and where it was answered. */
function others(terms: Terms, words: LicenceWords): DeedSection[] {
  const asked = rightsAsked(terms);
  const { rights } = terms.wording;
  const blocks = rightsOfOthers
    .filter((of) => asked.includes(of) || rights[of] !== "unsaid")
    .map((of) => words.others[of][rights[of]]);
  return blocks.length === 0 ? [] : [{ title: words.titles.others, blocks }];
}

function partInWords({ title, type, sha256, at }: Part, words: LicenceWords): string {
  return words.annexes.part(words.quoted(title), type, sha256, at === "none" ? "" : at);
}

function annexes({ wording }: Terms, words: LicenceWords): DeedSection[] {
  if (wording.annexes.length === 0) return [];
  const { begin, read } = words.annexes;
  const parts = wording.annexes.map((part) => partInWords(part, words));
  return [{ title: words.titles.annexes, blocks: [begin, parts, words.annexes[wording.prevails], read] }];
}

function newWorksEnforced({ derivatives, works, upstreamShare, further }: Terms, words: LicenceWords): string {
  const { enforced } = words;
  if (derivatives === "none") return enforced.noNewWorks;
  return words.list([
    enforced.newWorks(works !== "any"),
    ...(upstreamShare === 0 ? [] : [enforced.shareAside]),
    ...(derivatives === "share-alike" ? [enforced.sameTerms] : []),
    ...(further === "owes-on" ? [enforced.owesOn] : []),
    ...(further === "ends-there" ? [enforced.endsThere] : []),
  ]);
}

function endEnforced({ conditions }: Terms, { enforced }: LicenceWords): string {
  if (conditions === "none" || conditions.cure === "irrevocable") return enforced.irrevocable;
  return conditions.arbitrator === "none" ? enforced.revocable : enforced.contestable;
}

/** What the contracts see to, in sentences that hold for these terms. Expects normal terms. */
export function enforcedSentences(terms: Terms): string[] {
  const words = licenceWords(terms.wording.language);
  const { enforced } = words;
  const { conditions, exclusivity, sublicensing, passesDown, transferable } = terms;
  const moves = conditions === "none" ? enforced.transfer : enforced.transferAccepted;
  return [
    enforced.record,
    exclusivity === "non-exclusive" ? enforced.open : enforced.closed,
    ...(conditions === "none" ? [] : [enforced.accepted]),
    transferable ? moves : enforced.noTransfer,
    sublicensing === 0 ? enforced.noSublicences : enforced.sublicences(passesDown),
    newWorksEnforced(terms, words),
    ...(conditions === "none" || conditions.period === "none" ? [] : [enforced.reports]),
    endEnforced(terms, words),
  ];
}

function enforcement(terms: Terms, words: LicenceWords): DeedSection {
  const { conditions, wording } = terms;
  const { enforced } = words;
  const reports = conditions !== "none" && conditions.period !== "none";
  const breach = conditions !== "none" && conditions.cure !== "irrevocable";
  const agreed = wording.own === "none" ? enforced.agreed : enforced.agreedOwn;
  return {
    title: words.titles.enforcement,
    blocks: [
      enforced.begin,
      enforcedSentences(terms),
      `${enforced.blind(reports, breach)} ${agreed}`,
      enforced.signature,
      ...(wording.own === "none" ? [enforced.title] : []),
    ],
  };
}

/** How far the parties answer to each other, and who keeps whom free from claims of others. */
function liability({ wording }: Terms, words: LicenceWords): DeedSection {
  const said = words.liability;
  const { liability: chosen, indemnity } = wording;
  const limit = typeof chosen === "string" ? said[chosen] : said.most(chosen.most);
  const kept = { none: [said.none], licensor: [said.licensor], licensee: [said.licensee] };
  const promises = indemnity === "both" ? [...kept.licensor, ...kept.licensee] : kept[indemnity];
  return {
    title: words.titles.liability,
    blocks: [
      limit,
      ...promises,
      ...(indemnity === "none" ? [] : [said.conduct]),
      ...(chosen === "law" ? [] : [`${indemnity === "none" ? "" : `${said.covers} `}${said.limits}`]),
      ...(chosen === "law" && indemnity === "none" ? [] : [said.many]),
    ],
  };
}

function law({ wording }: Terms, words: LicenceWords): DeedSection {
  const { law, forum, notices } = wording;
  const said = words.law;
  const decides = () => {
    if (forum === "none") return said.noForum;
    return "courts" in forum ? said.courts(forum.courts) : said.arbitration(forum.arbitration, forum.seat);
  };
  return {
    title: words.titles.law,
    blocks: [
      `${law === "none" ? said.none : said.chosen(law)} ${decides()}`,
      `${said.contractNotices}${notices === "none" ? "" : ` ${said.notices(notices)}`}`,
      `${said.language} ${said.whole}`,
      said.consumer,
    ],
  };
}

/**
 * The licence text of terms, section by section. Its words are part of the format colophon-deed/2: a text is checked by
 * writing it again, so none of them may ever change. Other words are another format.
 *
 * Where the parties have a text of their own, these are the sections of its cover: the document, and what the contracts
 * go by.
 */
export function deedSections(terms: Terms): readonly DeedSection[] {
  const words = licenceWords(terms.wording.language);
  const generated = terms.wording.own === "none";
  return [
    opening(terms, words),
    permissions(terms, words),
    { title: words.titles.where, blocks: [deedClause("territories", terms)] },
    ...(generated ? [limits(terms, words)] : []),
    term(terms, words),
    { title: words.titles.howMany, blocks: [generated ? deedClause("seats", terms) : words.seatCount] },
    newWorks(terms, words),
    passingOn(terms, words),
    ...(generated ? [{ title: words.titles.credit, blocks: [deedClause("attribution", terms)] }] : []),
    money(terms, words),
    ending(terms, words),
    ...(generated ? [...others(terms, words), liability(terms, words)] : []),
    ...annexes(terms, words),
    enforcement(terms, words),
    ...(generated ? [law(terms, words)] : []),
    { title: words.titles.notThis, blocks: [words.notThis] },
  ];
}

function listText(items: readonly string[]): string {
  return items.map((item, i) => `- ${item}${i === items.length - 1 ? "." : ";"}`).join("\n");
}

/** Sections as the plain text of a licence; a part of the format colophon-deed/2, like their words. */
export function deedText(sections: readonly DeedSection[], { titles }: LicenceWords): string {
  const paragraphs = sections.flatMap(({ title, blocks }) => [
    (title === "" ? titles.licence : title).toUpperCase(),
    ...blocks.map((block) => (typeof block === "string" ? block : listText(block))),
  ]);
  return `${paragraphs.join("\n\n")}\n`;
}
