import * as v from "valibot";
import { At } from "../../lib/index/fields.ts";
import { IndexedAccount } from "../../lib/index/IndexedAccount.ts";
import { IndexedFile } from "../../lib/index/IndexedFile.ts";
import { IndexedLicence } from "../../lib/index/IndexedLicence.ts";
import { IndexedOffer } from "../../lib/index/IndexedOffer.ts";
import { IndexedWork } from "../../lib/index/IndexedWork.ts";

export const SearchAnswer = v.object({
  at: At,
  query: v.object({ kind: v.string() }),
  works: v.array(IndexedWork),
  licences: v.array(IndexedLicence),
  offers: v.optional(v.array(IndexedOffer), []),
  files: v.array(IndexedFile),
  account: v.nullish(IndexedAccount, null),
});
/** What the index found for whatever somebody typed. */
export type SearchAnswer = v.InferOutput<typeof SearchAnswer>;
