import { askIndex } from "./askIndex.ts";

/** Ponder answers no more in one question. */
const atOnce = 25;

/** How many licences the index has of each of some works. */
export async function countLicences(indexUrl: string, works: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let from = 0; from < works.length; from += atOnce) {
    const asked = works.slice(from, from + atOnce);
    const parts = asked.map((work, i) => `of${i}: licences(where: { work: "${work}" }) { totalCount }`);
    const answer = await askIndex<Record<string, { totalCount: number }>>(indexUrl, `{ ${parts.join(" ")} }`);
    for (const [i, work] of asked.entries()) counts.set(work, Number(answer[`of${i}`]?.totalCount));
  }
  return counts;
}
