import type { PreparedOffer, PreparedWork } from "./prepareWork.ts";
import { workOf } from "./workOf.ts";

/** An offer of the catalogue. */
export function offerOf(works: readonly PreparedWork[], slug: string, key: string): PreparedOffer {
  const offer = workOf(works, slug).offers.find((it) => it.key === key);
  if (!offer) throw new Error(`${slug} has no offer called ${key}.`);
  return offer;
}
