import * as v from "valibot";
import { addressField, amountField } from "../core/json.ts";
import { allShares, mostLevels } from "../model/constants.ts";
import { TermsError } from "../model/errors.ts";
import { derivativeRules, exclusivities } from "../model/terms.ts";
import { type SeatMeaningId, seatMeanings, type Terms } from "./terms.ts";
import { type TerritoryCode, territoryOf } from "./territories.ts";
import { type UseId, useOf } from "./uses.ts";

/** Terms as JSON: amounts are decimal strings, because they may be above 2^53. */
type TermsJson = Omit<Terms, "perUnit" | "minimum" | "cap"> & { perUnit: string; minimum: string; cap: string };

/** Terms as they stand in documents. Expects normal terms. */
export function termsJsonOf(terms: Terms): TermsJson {
  return {
    ...terms,
    perUnit: String(terms.perUnit),
    minimum: String(terms.minimum),
    cap: String(terms.cap),
  };
}

const secondsField = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const shareField = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(allShares));

/** One of our words; another is refused with the one that was most likely meant. */
function wordField<Word extends string>(check: (word: string) => unknown) {
  return v.pipe(
    v.string(),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      try {
        check(dataset.value);
      } catch (error) {
        if (!(error instanceof TermsError)) throw error;
        addIssue({ message: error.shortMessage });
      }
    }),
    v.transform((word) => word as Word),
  );
}

const worldwideField: v.GenericSchema<unknown, Terms["territories"]> = v.literal("worldwide");

const territoriesField: v.GenericSchema<unknown, Terms["territories"]> = v.array(wordField<TerritoryCode>(territoryOf));

/** Terms in a document, strictly; normalTerms decides whether they make a licence. */
export const termsSchema = v.strictObject({
  uses: v.array(wordField<UseId>(useOf)),
  territories: v.lazy((value) => (value === "worldwide" ? worldwideField : territoriesField)),
  duration: v.union([v.literal("forever"), secondsField]),
  exclusivity: v.picklist(exclusivities),
  transferable: v.boolean(),
  sublicensing: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(mostLevels)),
  changes: v.boolean(),
  derivatives: v.picklist(derivativeRules),
  upstreamShare: shareField,
  cure: v.union([v.literal("irrevocable"), secondsField]),
  revenueShare: shareField,
  period: v.union([v.literal("none"), secondsField]),
  currency: addressField,
  perUnit: amountField,
  minimum: amountField,
  cap: v.union([v.literal("none"), amountField]),
  attribution: v.boolean(),
  seats: v.picklist<readonly SeatMeaningId[]>(seatMeanings.map(({ id }) => id)),
});
