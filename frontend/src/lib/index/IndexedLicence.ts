import * as v from "valibot";
import { At, Bytes32, IndexedAddress, IndexedAmount, LicenceNumber, Whole, Words, WorkNumber } from "./fields.ts";
import { IndexedTerms } from "./IndexedTerms.ts";

export const IndexedLicence = v.object({
  id: LicenceNumber,
  work: WorkNumber,
  workName: v.nullable(Words),
  parent: v.nullable(LicenceNumber),
  offer: Bytes32,
  terms: IndexedTerms,
  licensor: IndexedAddress,
  holder: IndexedAddress,
  seats: Whole,
  start: Whole,
  end: Whole,
  terminatedAt: v.nullable(Whole),
  state: v.picklist(["live", "ended", "terminated", "future"]),
  pricePaid: IndexedAmount,
  currency: IndexedAddress,
  renewals: Whole,
  soldAt: At,
});
export type IndexedLicence = v.InferOutput<typeof IndexedLicence>;
