import * as v from "valibot";
import { Bytes32, IndexedAddress, IndexedAmount, LicenceNumber, Whole, Words, WorkNumber } from "./fields.ts";
import { IndexedTerms } from "./IndexedTerms.ts";

export const IndexedOffer = v.object({
  id: Bytes32,
  work: WorkNumber,
  workName: v.nullable(Words),
  parent: v.nullable(LicenceNumber),
  licensor: IndexedAddress,
  buyer: v.nullable(IndexedAddress),
  terms: IndexedTerms,
  currency: IndexedAddress,
  price: IndexedAmount,
  supply: v.nullable(Whole),
  sold: Whole,
  opens: Whole,
  closes: Whole,
  state: v.picklist(["open", "not open yet", "ended", "sold out", "closed", "lapsed"]),
});
export type IndexedOffer = v.InferOutput<typeof IndexedOffer>;
