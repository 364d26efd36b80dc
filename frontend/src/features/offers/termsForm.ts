import {
  ColophonError,
  type Derivatives,
  day,
  type Exclusivity,
  forever,
  mostTermsAmount,
  mostTermsSeconds,
  percentOfShare,
  shareFromPercent,
  typeable,
} from "@colophon/sdk";
import {
  baseTerms,
  normalTerms,
  type SeatMeaningId,
  type Terms,
  type TerritoryCode,
  type UseId,
  uses,
} from "@colophon/sdk/terms";
import { type Address, formatUnits, zeroAddress } from "viem";
import type { CurrencyInfo } from "../../lib/currency.ts";
import { wordFor } from "../../lib/format.ts";
import { parseAmount, parsePercent, parseWhole, tokenProblem } from "../../lib/parse.ts";
import { durations, periods } from "./termsChoices.ts";

export type DurationUnit = "hours" | "days" | "weeks";

/** What may be made from the work: each step includes the one before it. */
export type Making = "nothing" | "changes" | Exclude<Derivatives, "none">;

/** What the form "Terms" holds, as typed. What one choice hides stays, so that a change of mind loses nothing. */
export type TermsForm = {
  uses: readonly UseId[];
  worldwide: boolean;
  territories: readonly TerritoryCode[];
  /** Seconds, for ever, or an own count of a unit. */
  duration: number | "forever" | "own";
  ownDuration: string;
  ownUnit: DurationUnit;
  exclusivity: Exclusivity;
  transferable: boolean;
  /** Levels of sublicences, 0 to 8. */
  sublicensing: number;
  attribution: boolean;
  making: Making;
  /** What new works owe, in per cent. */
  upstream: string;
  seats: SeatMeaningId;
  /** Whether a licence can be ended for a breach, and after how many days. */
  revocable: boolean;
  cure: string;
  /** Whether use is reported and paid for, how often in seconds, or an own number of days. */
  reports: boolean;
  period: number | "own";
  ownPeriod: string;
  /** Of reported revenue and of the price of sublicences, in per cent. */
  revenue: string;
  currency: Address | "other";
  token: string;
  perUnit: string;
  minimum: string;
  cap: string;
};

function hasSeconds(list: readonly { seconds: number }[], value: number): boolean {
  return list.some(({ seconds }) => seconds === value);
}

/** The form that says these terms, whose times are whole hours and days, and whose amounts have these decimals. */
export function formOfTerms(terms: Terms, decimals = 18): TermsForm {
  const { duration, cure, period, territories, derivatives, changes, upstreamShare, revenueShare } = terms;
  const listed = duration === "forever" || hasSeconds(durations, duration);
  const often = period === "none" || hasSeconds(periods, period);
  const money = (amount: bigint) => (amount === 0n ? "" : typeable(formatUnits(amount, decimals)));
  return {
    uses: [...terms.uses],
    worldwide: territories === "worldwide",
    territories: territories === "worldwide" ? [] : [...territories],
    duration: listed ? duration : "own",
    ownDuration: listed ? "" : String(duration / 3_600),
    ownUnit: listed ? "days" : "hours",
    exclusivity: terms.exclusivity,
    transferable: terms.transferable,
    sublicensing: terms.sublicensing,
    attribution: terms.attribution,
    making: derivatives === "none" ? (changes ? "changes" : "nothing") : derivatives,
    upstream: upstreamShare === 0 ? "" : typeable(percentOfShare(upstreamShare)),
    seats: terms.seats,
    revocable: cure !== "irrevocable",
    cure: cure === "irrevocable" ? "30" : String(cure / day),
    reports: period !== "none",
    period: period === "none" ? 91 * day : often ? period : "own",
    ownPeriod: often ? "" : String(Number(period) / day),
    revenue: revenueShare === 0 ? "" : typeable(percentOfShare(revenueShare)),
    currency: terms.currency,
    token: "",
    perUnit: money(terms.perUnit),
    minimum: money(terms.minimum),
    cap: terms.cap === "none" ? "" : money(terms.cap),
  };
}

const secondsOf: Record<DurationUnit, number> = { hours: 3_600, days: day, weeks: 7 * day };

/** The longest that terms may state, in whole days. */
const mostDays = Math.floor(mostTermsSeconds / day);

export type TermsErrors = Readonly<Partial<Record<keyof TermsForm | "terms", string>>>;

type ParsedTerms = {
  /** What is wrong, by field; `terms` for what concerns them as a whole. */
  errors: TermsErrors;
  /** Undefined if something is wrong. */
  terms: Terms | undefined;
  /** What is chosen so far, with the plainest choice wherever something is wrong: for sentences beside the fields. */
  shown: Terms;
};

type ParseTermsFormParameters = {
  form: TermsForm;
  /** What is owed for reports; undefined while a token is not read or cannot be. */
  currency: CurrencyInfo | undefined;
};

/** The terms that a form says, or what is wrong with it. Nothing is rounded. */
export function parseTermsForm({ form, currency }: ParseTermsFormParameters): ParsedTerms {
  const errors: Partial<Record<keyof TermsForm | "terms", string>> = {};
  const attempt = <Value>(field: keyof TermsForm, otherwise: Value, read: () => Value): Value => {
    try {
      return read();
    } catch (error) {
      errors[field] = error instanceof ColophonError ? error.shortMessage : String(error);
      return otherwise;
    }
  };
  const { reports, sublicensing, making } = form;
  const newWorks = making === "allowed" || making === "share-alike";
  const sharesRevenue = reports || sublicensing > 0;

  if (form.uses.length === 0) errors.uses = "Choose at least one use. What is not chosen is not allowed.";
  if (!form.worldwide && form.territories.length === 0) {
    errors.territories = "Choose at least one country, or the whole world.";
  }
  const remaking = uses.filter(({ id }) => (id === "adaptation" || id === "translation") && form.uses.includes(id));
  if (!newWorks && remaking.length > 0) {
    const names = remaking.map(({ label }) => label.toLowerCase()).join(" and ");
    errors.making = `You allow ${names}, which ${wordFor(remaking.length, "makes a new work", "make new works")} from this one. Allow new works, or take ${wordFor(remaking.length, "this use", "these uses")} out.`;
  }

  const money = (field: "perUnit" | "minimum" | "cap") =>
    attempt(field, 0n, () => {
      const text = form[field].trim();
      if (!reports || text === "" || !currency) return 0n;
      const parsed = parseAmount(text, currency.decimals);
      if (!parsed.ok) throw new ColophonError(parsed.error);
      if (parsed.amount > mostTermsAmount)
        throw new ColophonError("That is more than can be owed. Type a smaller amount.");
      return parsed.amount;
    });
  const share = (field: "upstream" | "revenue", asked: boolean) =>
    attempt(field, 0, () => {
      if (!asked || form[field].trim() === "") return 0;
      const parsed = parsePercent(form[field], shareFromPercent);
      if (!parsed.ok) throw new ColophonError(parsed.error);
      return parsed.part;
    });
  const days = (field: "cure" | "ownPeriod", what: string) =>
    attempt(field, day, () => {
      const count = parseWhole(form[field], {
        ask: `Type ${what}, as a whole number of days above 0.`,
        most: mostDays,
        over: "That is longer than anybody can wait. Type fewer days.",
      });
      if (!count.ok) throw new ColophonError(count.error);
      return Number(count.value) * day;
    });

  if (reports && form.currency === "other" && !currency) errors.token = tokenProblem(form.token);
  const minimum = money("minimum");
  const cap = money("cap");
  if (reports && form.cap.trim() !== "" && cap === 0n) {
    errors.cap ??= "A most of 0 would mean that nothing is ever owed. Type more, or leave it empty.";
  } else if (cap !== 0n && cap < minimum) {
    errors.cap = "The most is less than the least. Raise the most, or lower the least.";
  }
  const revenueShare = share("revenue", sharesRevenue);
  const perUnit = money("perUnit");
  if (reports && revenueShare === 0 && perUnit === 0n && minimum === 0n && cap === 0n && !errors.revenue) {
    errors.revenue =
      "Reports would cost nothing. Type a share, an amount for each unit or a least amount, or turn reports off.";
  }

  const chosen: Terms = {
    uses: form.uses,
    territories: form.worldwide ? "worldwide" : form.territories,
    duration: attempt("duration", baseTerms.duration, () => readDuration(form)),
    exclusivity: form.exclusivity,
    transferable: form.transferable,
    sublicensing,
    changes: making !== "nothing",
    derivatives: newWorks ? making : "none",
    upstreamShare: share("upstream", newWorks),
    cure: form.revocable ? days("cure", "how long a buyer has to put a breach right") : "irrevocable",
    revenueShare,
    period: reports ? (form.period === "own" ? days("ownPeriod", "how long a period lasts") : form.period) : "none",
    currency: reports ? (currency?.address ?? zeroAddress) : zeroAddress,
    perUnit,
    minimum,
    cap: cap === 0n ? "none" : cap,
    attribution: form.attribution,
    seats: form.seats,
  };
  if (Object.keys(errors).length > 0) return { errors, terms: undefined, shown: chosen };
  try {
    return { errors, terms: normalTerms(chosen), shown: chosen };
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    return { errors: { terms: error.shortMessage }, terms: undefined, shown: chosen };
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

/** What every part of the form "Terms" gets. */
export type TermsFieldsProps = {
  value: TermsForm;
  onChange: (patch: Partial<TermsForm>) => void;
  errors: TermsErrors;
  /** What is chosen so far, for the sentences of the deed. */
  shown: Terms;
};
