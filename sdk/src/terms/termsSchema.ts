import * as v from "valibot";
import { addressField, amountField } from "../json/fields.ts";
import { type SeatMeaningId, seatMeanings } from "./seatMeanings.ts";
import { type TerritoryCode, territories } from "./territories.ts";
import { type UseId, uses } from "./uses.ts";

const seconds = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const share = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000_000));

/** Terms in a document, strictly; normalTerms decides whether they make a licence. */
export const termsSchema = v.strictObject({
  uses: v.array(v.picklist<readonly UseId[]>(uses.map((use) => use.id))),
  territories: v.union([
    v.literal("worldwide"),
    v.array(v.picklist<readonly TerritoryCode[]>(territories.map(({ code }) => code))),
  ]),
  duration: v.union([v.literal("forever"), seconds]),
  exclusivity: v.picklist(["non-exclusive", "sole", "exclusive"]),
  transferable: v.boolean(),
  sublicensing: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8)),
  changes: v.boolean(),
  derivatives: v.picklist(["none", "allowed", "share-alike"]),
  upstreamShare: share,
  cure: v.union([v.literal("irrevocable"), seconds]),
  revenueShare: share,
  period: v.union([v.literal("none"), seconds]),
  currency: addressField,
  perUnit: amountField,
  minimum: amountField,
  cap: v.union([v.literal("none"), amountField]),
  attribution: v.boolean(),
  seats: v.picklist<readonly SeatMeaningId[]>(seatMeanings.map(({ id }) => id)),
});
