import * as v from "valibot";
import { At, Whole, Words } from "../../lib/index/fields.ts";
import { IndexedLicence } from "../../lib/index/IndexedLicence.ts";
import { IndexedOffer } from "../../lib/index/IndexedOffer.ts";
import { IndexedWork } from "../../lib/index/IndexedWork.ts";

const WorkVerdict = v.picklist(["held", "offered", "conflict", "none"]);

const ClearedWork = v.object({
  work: IndexedWork,
  rank: v.nullish(Whole, null),
  verdict: WorkVerdict,
  sentence: Words,
  /** The account controls the work itself. */
  controls: v.optional(v.boolean(), false),
  held: v.array(IndexedLicence),
  offers: v.array(IndexedOffer),
  conflicts: v.array(IndexedLicence),
});
export type ClearedWork = v.InferOutput<typeof ClearedWork>;

const ClearedItem = v.object({
  input: v.object({ kind: v.picklist(["file", "work", "words"]), value: v.string() }),
  verdict: v.picklist(["held", "offered", "conflict", "none", "unknown-file", "unknown-work"]),
  sentence: Words,
  works: v.array(ClearedWork),
});
export type ClearedItem = v.InferOutput<typeof ClearedItem>;

export const ClearanceAnswer = v.object({ at: At, items: v.array(ClearedItem) });
/** What the index says about using each file or work. */
export type ClearanceAnswer = v.InferOutput<typeof ClearanceAnswer>;
