import { wordFor } from "../model/numbers.ts";
import type { PortfolioWork } from "./portfolio.ts";

/** Something that an audit did not look at, and who could. */
export type NotTested = { subject: string; why: string; how: string };

/** What an audit of these works did not test: always, and because something was not at hand. */
export function notTested(portfolio: readonly PortfolioWork[], secondNode: boolean): NotTested[] {
  const grants = portfolio.flatMap((entry) => entry.grants);
  const reports = grants.flatMap(({ compliance }) => compliance.reports);
  const detailed = reports.filter(({ digest }) => digest !== undefined).length;
  const lines = portfolio.flatMap(({ income }) => income);
  const tokens = new Set(lines.map(({ currency }) => currency.toLowerCase()));
  const dark = grants.filter(({ compliance: { rules, conditions } }) => rules !== "none" && conditions === undefined);
  const hidden = portfolio.filter(({ work }) => work.disclosures.length === 0);
  const unread = portfolio.filter(({ work }) => work.metadata.status !== "found");
  const words = grants.filter(({ terms }) => terms.deed.status !== "found");
  const counted = (list: readonly unknown[], one: string) => `${list.length} ${wordFor(list.length, one)}`;
  const missing: NotTested[] = [
    ...(secondNode
      ? []
      : [
          {
            subject: "Whether the node left records out",
            why: "No second node was asked.",
            how: "Make the report again with --second-rpc and a node that somebody else runs.",
          },
        ]),
    ...(dark.length === 0
      ? []
      : [
          {
            subject: "What is owed under some licences",
            why: `The conditions of ${counted(dark, "licence")} were not at hand.`,
            how: "Get the licence texts from the licensor, or name a content store that has them.",
          },
        ]),
    ...(words.length === 0
      ? []
      : [
          {
            subject: "The words of licence texts",
            why: `The text of ${counted(words, "licence")} was not at hand.`,
            how: "Hold the text that the parties have against the digest in the register.",
          },
        ]),
    ...(hidden.length === 0
      ? []
      : [
          {
            subject: "Other claims to the same files",
            why: `${counted(hidden, "work")} made no file findable.`,
            how: "Search the digests of the files themselves.",
          },
        ]),
    ...(unread.length === 0
      ? []
      : [
          {
            subject: "Titles, credits and batches of stamps",
            why: `The metadata of ${counted(unread, "work")} was not at hand.`,
            how: "Name a content store that has it.",
          },
        ]),
  ];
  return [
    ...missing,
    {
      subject: "Whether reports are true",
      why: `${counted(reports, "report")} ${wordFor(reports.length, "was", "were")} taken as made; ${detailed} of them name a detailed report, which was not read.`,
      how: "Ask licensees to confirm their figures, and inspect their books where the licence text allows it. Hold each detailed report against its digest.",
    },
    {
      subject: "Uses without a licence",
      why: "Nothing was looked for outside this register.",
      how: "Search the market, and compare uses with the licence register below.",
    },
    {
      subject: "Rights that go by other words",
      why: "Acts, purposes, places and fields were compared as the contracts have them. Whether two different words mean the same use, a reader must judge.",
      how: "Read the licence texts of what is licensed at the same time.",
    },
    {
      subject: "Who made and owns the works",
      why: "A record says who claimed something, and when.",
      how: "Contracts with contributors, and the law.",
    },
    {
      subject: "Who stands behind an address",
      why: "The chain knows addresses only.",
      how: "Statements of identity, signed messages, or letters of confirmation.",
    },
    {
      subject: "Whether the currencies are worth what they say",
      why: `${counted([...tokens], "currency")} ${wordFor(tokens.size, "is", "are")} counted in their own units. A token can lie, freeze or take back.`,
      how: "Look at each token's contract and at the market.",
    },
    {
      subject: "What happened after the block",
      why: "Everything holds for the block above and not for later ones.",
      how: "Make the report again, and compare.",
    },
    {
      subject: "Money that was paid in other ways",
      why: "Only what passed through the contracts is in it.",
      how: "Bank and cash books.",
    },
    {
      subject: "How much would matter",
      why: "No sum was set below which a difference is let pass: every difference is named.",
      how: "Judge each by what the report is for.",
    },
  ];
}
