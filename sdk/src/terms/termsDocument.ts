import * as v from "valibot";
import { addressField, amountField } from "../core/json.ts";
import type { Tier } from "../model/conditions.ts";
import { allShares, mostLevels } from "../model/constants.ts";
import { TermsError } from "../model/errors.ts";
import { derivativeRules, exclusivities, furtherRules } from "../model/terms.ts";
import type { Conditions } from "./conditions.ts";
import { type SeatMeaningId, seatMeanings } from "./seats.ts";
import type { Terms } from "./terms.ts";
import { type TerritoryCode, territoryOf } from "./territories.ts";
import { type PurposeId, purposeOf, type UseId, useOf } from "./uses.ts";
import { indemnities, type Part, rightsAnswers, type Wording } from "./wording.ts";
import { type LicenceLanguage, licenceLanguages } from "./words/languages.ts";

/** The same with amounts as decimal strings, because they may be above 2^53. */
type WithStrings<Of> = { [Field in keyof Of]: bigint extends Of[Field] ? string : Of[Field] };

type ConditionsJson = Omit<WithStrings<Conditions>, "tiers"> & { tiers: readonly WithStrings<Tier>[] };

type TermsJson = Omit<Terms, "conditions"> & { conditions: "none" | ConditionsJson };

function conditionsJsonOf(conditions: Conditions): ConditionsJson {
  const { tiers, minimum, cap, lifeCap, advance } = conditions;
  return {
    ...conditions,
    tiers: tiers.map(({ from, share, perUnit }) => ({ from: String(from), share, perUnit: String(perUnit) })),
    minimum: String(minimum),
    cap: String(cap),
    lifeCap: String(lifeCap),
    advance: String(advance),
  };
}

/** Terms as they stand in documents. Expects normal terms. */
export function termsJsonOf(terms: Terms): TermsJson {
  const { conditions } = terms;
  return { ...terms, conditions: conditions === "none" ? conditions : conditionsJsonOf(conditions) };
}

const wholeFrom = (minimum: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(minimum));

const shareField = v.pipe(wholeFrom(0), v.maxValue(allShares));

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

/** A value, or a word in its place. Chosen by the value, so that what is wrong is told of the right one. */
function orWord<const Word extends string, Schema extends v.GenericSchema>(word: Word, schema: Schema) {
  const literal: v.GenericSchema<unknown, Word | v.InferOutput<Schema>> = v.literal(word);
  const other = schema as v.GenericSchema<unknown, Word | v.InferOutput<Schema>>;
  return v.lazy((value) => (value === word ? literal : other));
}

const hexField = v.custom<`0x${string}`>(
  (value) => typeof value === "string" && /^0x(?:[0-9a-f]{2})*$/.test(value),
  "this must be 0x and lower-case hexadecimal digits.",
);

const periodField = v.union([
  v.strictObject({ seconds: wholeFrom(1) }),
  v.strictObject({ months: wholeFrom(1) }),
]) satisfies v.GenericSchema<unknown, Conditions["period"]>;

const conditionsSchema = v.strictObject({
  currency: v.strictObject({ address: addressField, symbol: v.string(), decimals: wholeFrom(0) }),
  tiers: v.array(v.strictObject({ from: amountField, share: shareField, perUnit: amountField })),
  byRevenue: v.boolean(),
  minimum: amountField,
  carriesOver: v.boolean(),
  perSeat: v.boolean(),
  cap: orWord("none", amountField),
  lifeCap: orWord("none", amountField),
  advance: amountField,
  period: orWord("none", periodField),
  grace: wholeFrom(0),
  cure: orWord("irrevocable", wholeFrom(1)),
  arbitrator: orWord("none", v.strictObject({ address: addressField, extraData: hexField, silence: wholeFrom(1) })),
});

/** A document that is named by its digest, strictly. */
export const partField = v.strictObject({
  title: v.string(),
  sha256: v.pipe(hexField, v.length(66, "this must be 0x and 64 hexadecimal digits.")),
  type: v.string(),
  at: v.string(),
}) satisfies v.GenericSchema<unknown, Part>;

const answerField = v.picklist(rightsAnswers);

/** The wording in a document, strictly; normalTerms decides whether a text can be made of it. */
export const wordingSchema = v.strictObject({
  language: v.picklist<readonly LicenceLanguage[]>(licenceLanguages.map(({ id }) => id)),
  law: v.string(),
  forum: orWord(
    "none",
    v.union([v.strictObject({ courts: v.string() }), v.strictObject({ arbitration: v.string(), seat: v.string() })]),
  ),
  notices: v.string(),
  rights: v.strictObject({ people: answerField, property: answerField, marks: answerField, societies: answerField }),
  sellOff: wholeFrom(0),
  models: v.picklist(["stay", "retire"]),
  liability: v.union([v.picklist(["law", "paid"]), v.strictObject({ most: v.string() })]),
  indemnity: v.picklist(indemnities),
  annexes: v.array(partField),
  prevails: v.picklist(["text", "annexes"]),
  own: orWord("none", partField),
}) satisfies v.GenericSchema<unknown, Wording>;

/** Terms in a document, strictly; normalTerms decides whether they make a licence. */
export const termsSchema = v.strictObject({
  uses: v.array(wordField<UseId>(useOf)),
  purposes: v.array(wordField<PurposeId>(purposeOf)),
  territories: orWord("worldwide", v.array(wordField<TerritoryCode>(territoryOf))),
  field: v.string(),
  duration: orWord("forever", wholeFrom(1)),
  exclusivity: v.picklist(exclusivities),
  transferable: v.boolean(),
  sublicensing: v.pipe(wholeFrom(0), v.maxValue(mostLevels)),
  sublicenceShare: shareField,
  fallsWithParent: v.boolean(),
  passesDown: v.boolean(),
  changes: v.boolean(),
  derivatives: v.picklist(derivativeRules),
  works: orWord("any", wholeFrom(1)),
  upstreamShare: shareField,
  further: v.picklist(furtherRules),
  conditions: orWord("none", conditionsSchema),
  attribution: v.boolean(),
  seats: v.picklist<readonly SeatMeaningId[]>(seatMeanings.map(({ id }) => id)),
  wording: wordingSchema,
});
