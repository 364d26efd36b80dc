import { formatId, splitLicenceId } from "@colophon/sdk";
import type { SearchAnswer } from "@colophon/sdk/index-api";
import { shorten } from "../../lib/format.ts";
import type { SearchQuestion } from "../../lib/questions.ts";
import { categoryLabel } from "../../lib/work.ts";

/** A line below the search box: where it leads, and what stands on it. */
type Suggestion = { id: string; href: string; title: string; detail: string };

const mostWorks = 6;

/** Where a number leads without any index: its page reads the chain. */
function directOf(question: SearchQuestion): Suggestion[] {
  switch (question.kind) {
    case "hash":
      return [
        {
          id: "verify",
          href: `/verify?q=${question.digest.slice(2)}`,
          title: "Check this digest on the chain",
          detail: "A file's SHA-256, a commitment, or a licence",
        },
      ];
    case "work":
      return [
        { id: "work", href: `/work/${formatId(question.id, "work")}`, title: "Go to this work", detail: "Its number" },
      ];
    case "licence":
      return [
        {
          id: "licence",
          href: `/licence/${formatId(question.id, "licence")}`,
          title: "Go to this licence",
          detail: "Its number",
        },
      ];
    case "offer":
      return [{ id: "offer", href: `/offer/${question.id}`, title: "Go to this offer", detail: "Its number" }];
    case "account":
      return [
        {
          id: "account",
          href: `/portfolio?account=${question.address}`,
          title: "See what this account has",
          detail: shorten(question.address, 6, 4),
        },
      ];
    default:
      return [];
  }
}

/** The lines below the search box: what was recognised, what the index found, and everything on a page of its own. */
export function suggestionsOf(
  text: string,
  question: SearchQuestion,
  answer: SearchAnswer | undefined,
  indexed: boolean,
): Suggestion[] {
  if (question.kind === "nothing") return [];
  const works = [...(answer?.files.map(({ work }) => work) ?? []), ...(answer?.works ?? [])];
  const unique = [...new Map(works.map((work) => [work.id, work])).values()].slice(0, mostWorks);
  const listed = directOf(question);
  const known = new Set(listed.map(({ href }) => href));
  const found: Suggestion[] = [
    ...unique.map((work) => ({
      id: work.id,
      href: `/work/${work.id}`,
      title: work.name ?? `Work ${shorten(work.id)}`,
      detail: [categoryLabel(work.category), work.credits[0]?.name].filter(Boolean).join(", "),
    })),
    ...(answer?.licences.map((licence) => ({
      id: licence.id,
      href: `/licence/${licence.id}`,
      title: `Licence ${splitLicenceId(BigInt(licence.id)).serial} of ${licence.workName ?? "a work"}`,
      detail: licence.state,
    })) ?? []),
  ].filter(({ href }) => !known.has(href));
  const all: Suggestion = indexed
    ? {
        id: "all",
        href: `/search?q=${encodeURIComponent(text.trim())}`,
        title: `All results for “${text.trim().slice(0, 60)}”`,
        detail: "With filters",
      }
    : {
        id: "all",
        href: `/works?q=${encodeURIComponent(text.trim())}`,
        title: `Look for “${text.trim().slice(0, 60)}” among the works`,
        detail: "Only through those that are loaded: this site has no index",
      };
  return [...listed, ...found, all];
}
