import { categories, formatId, type WorkSummary } from "@colophon/sdk";

export type WorkFilter = { words: string; category: string };

/** Without accents and case, so that "ångström" is found by "angstrom". */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function textOf(work: WorkSummary): string {
  const label = categories.find((category) => category.id === work.category)?.label ?? "";
  const parts = [label, formatId(work.id, "work"), work.id.toString(), work.claimant];
  if (work.metadata.status === "found") {
    const { name, description, credits, identifiers = [] } = work.metadata.value;
    parts.push(name, description, ...credits.map((credit) => credit.name), ...identifiers.map(({ value }) => value));
  }
  return plain(parts.join("\n"));
}

/** The works that have every one of the words, in any order, and the category if one is chosen. */
export function filterWorks(works: readonly WorkSummary[], { words, category }: WorkFilter): WorkSummary[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return works.filter((work) => {
    if (category && work.category !== category) return false;
    if (wanted.length === 0) return true;
    const text = textOf(work);
    return wanted.every((word) => text.includes(word));
  });
}
