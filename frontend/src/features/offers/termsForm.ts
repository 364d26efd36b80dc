import {
  ColophonError,
  type Derivatives,
  day,
  type Exclusivity,
  forever,
  mostWorks,
  percentOfShare,
  shareFromPercent,
  typeable,
} from "@colophon/sdk";
import {
  baseTerms,
  type Further,
  fieldName,
  normalTerms,
  type PurposeId,
  type SeatMeaningId,
  type Terms,
  type TerritoryCode,
  type UseId,
  uses,
} from "@colophon/sdk/terms";
import type { CurrencyInfo } from "../../lib/currency.ts";
import { wordFor } from "../../lib/format.ts";
import { parsePercent, parseWhole } from "../../lib/parse.ts";
import { type ConditionsErrors, type ConditionsForm, formOfConditions, parseConditionsForm } from "./conditionsForm.ts";
import { durations } from "./termsChoices.ts";
import { formOfWording, parseWordingForm, type WordingErrors, type WordingForm } from "./wordingForm.ts";

export type DurationUnit = "hours" | "days" | "weeks";

/** What may be made from the work: each step includes the one before it. */
export type Making = "nothing" | "changes" | Exclude<Derivatives, "none">;

/** What the form "Terms" holds, as typed. What one choice hides stays, so that a change of mind loses nothing. */
export type TermsForm = {
  uses: readonly UseId[];
  purposes: readonly PurposeId[];
  worldwide: boolean;
  territories: readonly TerritoryCode[];
  /** Whether it is for one field only, and which. */
  fielded: boolean;
  field: string;
  /** Seconds, for ever, or an own count of a unit. */
  duration: number | "forever" | "own";
  ownDuration: string;
  ownUnit: DurationUnit;
  exclusivity: Exclusivity;
  transferable: boolean;
  /** Levels of sublicences, 0 to 8. */
  sublicensing: number;
  /** Of all that is paid under sublicences, what goes up, in per cent. */
  sublicenceShare: string;
  passesDown: boolean;
  fallsWithParent: boolean;
  attribution: boolean;
  making: Making;
  /** How many new works under one licence; empty for any number. */
  works: string;
  /** What new works owe, in per cent. */
  upstream: string;
  further: Further;
  seats: SeatMeaningId;
  conditions: ConditionsForm;
  wording: WordingForm;
};

/** The form that says these terms, whose times are whole hours and days. */
export function formOfTerms(terms: Terms): TermsForm {
  const { duration, territories, derivatives, changes, upstreamShare, sublicenceShare, works, field } = terms;
  const listed = duration === "forever" || durations.some(({ seconds }) => seconds === duration);
  const percent = (share: number) => (share === 0 ? "" : typeable(percentOfShare(share)));
  return {
    uses: [...terms.uses],
    purposes: [...terms.purposes],
    worldwide: territories === "worldwide",
    territories: territories === "worldwide" ? [] : [...territories],
    fielded: field !== "all",
    field: field === "all" ? "" : field,
    duration: listed ? duration : "own",
    ownDuration: listed ? "" : String(duration / 3_600),
    ownUnit: listed ? "days" : "hours",
    exclusivity: terms.exclusivity,
    transferable: terms.transferable,
    sublicensing: terms.sublicensing,
    sublicenceShare: percent(sublicenceShare),
    passesDown: terms.passesDown,
    fallsWithParent: terms.fallsWithParent,
    attribution: terms.attribution,
    making: derivatives === "none" ? (changes ? "changes" : "nothing") : derivatives,
    works: works === "any" ? "" : String(works),
    upstream: percent(upstreamShare),
    further: terms.further,
    seats: terms.seats,
    conditions: formOfConditions(terms.conditions),
    wording: formOfWording(terms.wording),
  };
}

const secondsOf: Record<DurationUnit, number> = { hours: 3_600, days: day, weeks: 7 * day };

export type TermsErrors = Readonly<Partial<Record<keyof TermsForm | "terms", string>>> &
  ConditionsErrors &
  WordingErrors;

type ParsedTerms = {
  /** What is wrong, by field; `terms` for what concerns them as a whole. */
  errors: TermsErrors;
  /** Undefined if something is wrong, other than that rights of others are not spoken of yet. */
  terms: Terms | undefined;
  /** What is chosen so far, with the plainest choice wherever something is wrong: for sentences beside the fields. */
  shown: Terms;
};

type ParseTermsFormParameters = {
  form: TermsForm;
  /** What is owed for reports; undefined while a token is not read or cannot be. */
  currency: CurrencyInfo | undefined;
};

/** What is not chosen yet, or contradicts itself. */
function missingIn(form: TermsForm): Partial<Record<keyof TermsForm, string>> {
  const errors: Partial<Record<keyof TermsForm, string>> = {};
  if (form.uses.length === 0) errors.uses = "Choose at least one use. What is not chosen is not allowed.";
  if (form.purposes.length === 0) {
    errors.purposes = "Choose at least one purpose. What is for another one is not allowed.";
  }
  if (!form.worldwide && form.territories.length === 0) {
    errors.territories = "Choose at least one country, or the whole world.";
  }
  const remaking = uses.filter(({ id }) => (id === "adapt" || id === "translate") && form.uses.includes(id));
  if (!makesWorks(form) && remaking.length > 0) {
    const names = remaking.map(({ label }) => `“${label}”`).join(" and ");
    errors.making = `You allow ${names}, which ${wordFor(remaking.length, "makes a new work", "make new works")} from this one. Allow new works, or take ${wordFor(remaking.length, "this use", "these uses")} out.`;
  }
  return errors;
}

function makesWorks({ making }: Pick<TermsForm, "making">): boolean {
  return making === "allowed" || making === "share-alike";
}

/** The terms that a form says, or what is wrong with it. Nothing is rounded. */
export function parseTermsForm({ form, currency }: ParseTermsFormParameters): ParsedTerms {
  const duties = parseConditionsForm({ form: form.conditions, currency });
  const worded = parseWordingForm({ form: form.wording, scope: form });
  const errors: Partial<Record<keyof TermsForm | "terms", string>> = {
    ...missingIn(form),
    ...duties.errors,
    ...worded.errors,
  };
  const attempt = <Value>(field: keyof TermsForm, otherwise: Value, read: () => Value): Value => {
    try {
      return read();
    } catch (error) {
      errors[field] = error instanceof ColophonError ? error.shortMessage : String(error);
      return otherwise;
    }
  };
  const share = (field: "upstream" | "sublicenceShare", asked: boolean) =>
    attempt(field, 0, () => {
      if (!asked || form[field].trim() === "") return 0;
      const parsed = parsePercent(form[field], shareFromPercent);
      if (!parsed.ok) throw new ColophonError(parsed.error);
      return parsed.part;
    });
  const { making, sublicensing } = form;
  const newWorks = making === "allowed" || making === "share-alike";
  const owesDuties = duties.conditions !== "none";
  const chosen: Terms = {
    uses: form.uses,
    purposes: form.purposes,
    territories: form.worldwide ? "worldwide" : form.territories,
    field: attempt("field", baseTerms.field, () => (form.fielded ? fieldName(form.field) : "all")),
    duration: attempt("duration", baseTerms.duration, () => readDuration(form)),
    exclusivity: form.exclusivity,
    transferable: form.transferable,
    sublicensing,
    sublicenceShare: share("sublicenceShare", sublicensing > 0),
    fallsWithParent: form.fallsWithParent && !owesDuties,
    passesDown: form.passesDown && owesDuties,
    changes: making !== "nothing",
    derivatives: newWorks ? making : "none",
    works: attempt("works", baseTerms.works, () => (newWorks ? readWorks(form) : "any")),
    upstreamShare: share("upstream", newWorks),
    further: newWorks ? form.further : "free",
    conditions: duties.conditions,
    attribution: form.attribution,
    seats: form.seats,
    wording: worded.wording,
  };
  // What is not answered yet stands so in the text, which can be read meanwhile.
  const broken = Object.keys(errors).some((field) => field !== "wordingRights");
  if (broken) return { errors, terms: undefined, shown: chosen };
  try {
    return { errors, terms: normalTerms(chosen), shown: chosen };
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    return { errors: { ...errors, terms: error.shortMessage }, terms: undefined, shown: chosen };
  }
}

function readDuration({ duration, ownDuration, ownUnit }: TermsForm): Terms["duration"] {
  if (duration !== "own") return duration;
  const unit = secondsOf[ownUnit];
  const count = parseWhole(ownDuration, {
    ask: "Type how long, as a whole number above 0.",
    most: Math.floor((forever - 1) / unit),
    over: "That is longer than any calendar. Choose “For ever”.",
  });
  if (!count.ok) throw new ColophonError(count.error);
  return Number(count.value) * unit;
}

function readWorks({ works }: TermsForm): Terms["works"] {
  if (works.trim() === "") return "any";
  const count = parseWhole(works, {
    ask: `Type how many new works, from 1 to ${mostWorks}, or leave it empty for any number.`,
    most: mostWorks,
    over: `No more than ${mostWorks} can be counted. Type fewer, or leave it empty for any number.`,
  });
  if (!count.ok) throw new ColophonError(count.error);
  return Number(count.value);
}

/** What every part of the form "Terms" gets. */
export type TermsFieldsProps = {
  value: TermsForm;
  onChange: (patch: Partial<TermsForm>) => void;
  errors: TermsErrors;
  /** What is chosen so far, for the sentences of the licence text. */
  shown: Terms;
};
