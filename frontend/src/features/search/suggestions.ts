import { showableTitle, splitLicenceId } from "@colophon/sdk";
import type { SearchAnswer } from "@colophon/sdk/index-api";
import { shorten } from "../../lib/format.ts";
import { placeOf, type SearchQuestion } from "../../lib/questions.ts";
import { categoryLabel } from "../../lib/work.ts";

/** A line below the search box: where it leads, and what stands on it. */
type Suggestion = { id: string; href: string; title: string; detail: string };

const mostWorks = 6;

/** What stands on the line that leads to a number's own page, which reads the chain without any index. */
const directTitles: Partial<Record<SearchQuestion["kind"], [title: string, detail: string]>> = {
  hash: ["Check this digest on the chain", "A file's SHA-256, a commitment, a transaction, or a licence"],
  digest: ["Check this digest on the chain", "A file's SHA-256, or a commitment"],
  transaction: ["See what this transaction did", "Its hash"],
  work: ["Go to this work", "Its number"],
  licence: ["Go to this licence", "Its number"],
  offer: ["Go to this offer", "Its number"],
};

function directOf(question: SearchQuestion): Suggestion[] {
  const place = placeOf(question);
  if (!place) return [];
  const [title, detail] =
    question.kind === "account"
      ? ["See what this account has", shorten(question.address, 6, 4)]
      : (directTitles[question.kind] ?? [place.action, ""]);
  return [{ id: question.kind, href: place.href, title, detail }];
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
      title: (work.name && showableTitle(work.name)) || `Work ${shorten(work.id)}`,
      detail: [categoryLabel(work.category), work.credits[0]?.name].filter(Boolean).join(", "),
    })),
    ...(answer?.licences.map((licence) => ({
      id: licence.id,
      href: `/licence/${licence.id}`,
      title: `Licence ${splitLicenceId(BigInt(licence.id)).serial} of ${(licence.workName && showableTitle(licence.workName)) || "a work"}`,
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
