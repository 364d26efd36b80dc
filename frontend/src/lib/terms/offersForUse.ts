import { type BlockRef, type OfferRecord, type UseId, usesOfBitmap } from "@colophon/sdk";
import { deedVerdict } from "./deedVerdict.ts";
import { offerStateNow } from "./offerNow.ts";

/** The offers that can be bought now and allow a use, by their verified deeds. */
export function offersForUse(records: readonly OfferRecord[], block: BlockRef, use: UseId): OfferRecord[] {
  return records.filter(
    (record) =>
      offerStateNow(record, block) === "open" &&
      deedVerdict(record.terms).status === "verified" &&
      usesOfBitmap(record.terms.onchain.uses).uses.includes(use),
  );
}
