import * as v from "valibot";
import { At } from "./fields.ts";
import { IndexedWork } from "./IndexedWork.ts";

export const NearAnswer = v.object({
  at: At,
  items: v.array(v.object({ work: IndexedWork, likeness: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) })),
});
/** Works whose names are spelled alike, from 0 for not at all to 1 for the same. */
export type NearAnswer = v.InferOutput<typeof NearAnswer>;
