import * as v from "valibot";
import { At, IndexedAddress, IndexedAmount, Whole } from "../../lib/index/fields.ts";

export const TrendsAnswer = v.object({
  at: At,
  series: v.array(
    v.object({
      key: v.pipe(v.string(), v.maxLength(80)),
      currency: v.nullish(IndexedAddress, null),
      points: v.array(v.object({ time: Whole, value: IndexedAmount, count: Whole })),
    }),
  ),
});
/** Counts or amounts over time; `value` is in the currency's smallest unit where there is one. */
export type TrendsAnswer = v.InferOutput<typeof TrendsAnswer>;
