import type { PreparedWork } from "./prepareWork.ts";

/** A work of the catalogue. */
export function workOf(works: readonly PreparedWork[], slug: string): PreparedWork {
  const work = works.find((it) => it.slug === slug);
  if (!work) throw new Error(`The demo catalogue has no work called ${slug}.`);
  return work;
}
