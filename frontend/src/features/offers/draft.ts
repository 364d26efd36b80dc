import { day } from "@colophon/sdk";
import { baseTerms, indemnities, type LicenceLanguage, licenceLanguages, rightsAnswers } from "@colophon/sdk/terms";
import * as v from "valibot";
import { zeroAddress } from "viem";
import {
  CurrencyText,
  ExclusivityWord,
  KeptDigest,
  listOf,
  Purpose,
  SeatMeaning,
  Territory,
  Use,
} from "../../flow/draftSchemas.ts";
import type { ConditionsForm } from "./conditionsForm.ts";
import { emptyFacts, type FactsForm } from "./factsForm.ts";
import type { DealForm, PriceForm } from "./offerForm.ts";
import { formOfTerms, type TermsForm } from "./termsForm.ts";
import type { WordingForm } from "./wordingForm.ts";

const Conditions: v.GenericSchema<unknown, ConditionsForm> = v.object({
  revocable: v.boolean(),
  cure: v.string(),
  arbitrated: v.boolean(),
  arbitrator: v.string(),
  arbitratorData: v.string(),
  silence: v.string(),
  reports: v.boolean(),
  period: v.union([v.number(), v.literal("own")]),
  ownPeriod: v.string(),
  ownPeriodUnit: v.picklist(["months", "days", "hours"]),
  grace: v.string(),
  currency: CurrencyText,
  token: v.string(),
  tiers: listOf(v.object({ from: v.string(), share: v.string(), perUnit: v.string() })),
  byRevenue: v.boolean(),
  minimum: v.string(),
  perSeat: v.boolean(),
  carriesOver: v.boolean(),
  cap: v.string(),
  lifeCap: v.string(),
  advance: v.string(),
});

const Part = v.object({ title: v.string(), file: v.undefinedable(KeptDigest), at: v.string() });

const Answer = v.picklist(rightsAnswers);

const Wording: v.GenericSchema<unknown, WordingForm> = v.object({
  language: v.picklist<readonly LicenceLanguage[]>(licenceLanguages.map(({ id }) => id)),
  law: v.string(),
  forum: v.picklist(["none", "courts", "arbitration"]),
  courts: v.string(),
  arbitration: v.string(),
  seat: v.string(),
  notices: v.string(),
  rights: v.object({ people: Answer, property: Answer, marks: Answer, societies: Answer }),
  sellOff: v.string(),
  models: v.picklist(["stay", "retire"]),
  liability: v.picklist(["law", "paid", "most"]),
  most: v.string(),
  indemnity: v.picklist(indemnities),
  annexes: listOf(Part),
  prevails: v.picklist(["text", "annexes"]),
  owned: v.boolean(),
  own: Part,
});

const Terms: v.GenericSchema<unknown, TermsForm> = v.object({
  uses: listOf(Use),
  purposes: listOf(Purpose),
  worldwide: v.boolean(),
  territories: listOf(Territory),
  fielded: v.boolean(),
  field: v.string(),
  duration: v.union([v.number(), v.picklist(["forever", "own"])]),
  ownDuration: v.string(),
  ownUnit: v.picklist(["hours", "days", "weeks"]),
  exclusivity: ExclusivityWord,
  transferable: v.boolean(),
  sublicensing: v.number(),
  sublicenceShare: v.string(),
  passesDown: v.boolean(),
  fallsWithParent: v.boolean(),
  attribution: v.boolean(),
  making: v.picklist(["nothing", "changes", "allowed", "share-alike"]),
  works: v.string(),
  upstream: v.string(),
  further: v.picklist(["free", "owes-on", "ends-there"]),
  seats: SeatMeaning,
  conditions: Conditions,
  wording: Wording,
});

const Price: v.GenericSchema<unknown, PriceForm> = v.object({
  currency: CurrencyText,
  token: v.string(),
  price: v.string(),
  free: v.boolean(),
  limited: v.boolean(),
  supply: v.string(),
  timed: v.boolean(),
  opens: v.string(),
  closes: v.string(),
  later: v.boolean(),
  starts: v.string(),
});

const Deal: v.GenericSchema<unknown, DealForm> = v.object({
  buyer: v.string(),
  seats: v.string(),
  expires: v.string(),
});

const Facts: v.GenericSchema<unknown, FactsForm> = v.object({
  project: v.string(),
  versions: v.string(),
  credit: v.string(),
  tax: v.string(),
  what: v.string(),
  when: v.string(),
  how: v.string(),
  acceptance: v.string(),
  parties: listOf(
    v.object({
      role: v.picklist(["licensor", "licensee"]),
      name: v.string(),
      address: v.string(),
      statement: v.undefinedable(KeptDigest),
    }),
  ),
  more: listOf(v.object({ title: v.string(), text: v.string() })),
  annexes: listOf(Part),
  owned: v.boolean(),
  own: v.undefinedable(KeptDigest),
  readers: v.picklist(["unsaid", "anybody", "buyers"]),
});

/** Everything a person chose and typed for an offer, until it is published or signed. */
export const OfferDraft = v.object({
  /** Where the terms started from. */
  preset: v.undefinedable(v.string()),
  terms: Terms,
  price: Price,
  /** For everybody, or signed for one buyer. */
  audience: v.picklist(["anyone", "one"]),
  deal: Deal,
  facts: Facts,
  /** Whether they are about to sign. */
  reviewing: v.boolean(),
});

export type OfferDraft = v.InferOutput<typeof OfferDraft>;

export const newOfferDraft: OfferDraft = {
  preset: undefined,
  terms: { ...formOfTerms(baseTerms), duration: 365 * day },
  price: {
    currency: zeroAddress,
    token: "",
    price: "",
    free: false,
    limited: false,
    supply: "",
    timed: false,
    opens: "",
    closes: "",
    later: false,
    starts: "",
  },
  audience: "anyone",
  deal: { buyer: "", seats: "1", expires: "" },
  facts: emptyFacts,
  reviewing: false,
};
