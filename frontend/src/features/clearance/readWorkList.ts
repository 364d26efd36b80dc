import { readSearch } from "../../lib/questions/readSearch.ts";

export type WorkList = { works: bigint[]; wrong: string[] };

/** Reads numbers of works or links to them, one a line or with commas or spaces between; what is none of them is named. */
export function readWorkList(text: string): WorkList {
  const works = new Set<bigint>();
  const wrong: string[] = [];
  for (const part of text.split(/[\s,;]+/).filter(Boolean)) {
    const question = readSearch(part);
    if (question.kind === "work") works.add(question.id);
    // A licence is about a work too, and its number is longer: said, not guessed.
    else wrong.push(part.slice(0, 80));
  }
  return { works: [...works], wrong };
}
