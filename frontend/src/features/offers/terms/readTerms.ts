import { baseTerms, ColophonError, forever, normalTerms, shareFromPercent, type Terms, uses } from "@colophon/sdk";
import { zeroAddress } from "viem";
import { parseAmount } from "../../../components/parseAmount.ts";
import type { CurrencyInfo } from "../../../lib/currency/CurrencyInfo.ts";
import { parseWholeNumber } from "../parseWholeNumber.ts";
import { tokenProblem } from "../price/tokenProblem.ts";
import type { DurationUnit, TermsForm } from "./TermsForm.ts";

const day = 86_400;
const secondsOf: Record<DurationUnit, number> = { hours: 3_600, days: day, weeks: 7 * day };

/** As long as 32 bits of seconds go, in whole days. */
const mostDays = 49_710;

export type TermsErrors = Readonly<Partial<Record<keyof TermsForm | "terms", string>>>;

export type ReadTerms = {
  /** What is wrong, by field; `terms` for what concerns them as a whole. */
  errors: TermsErrors;
  /** Undefined if something is wrong. */
  terms: Terms | undefined;
  /** What is chosen so far, with the plainest choice wherever something is wrong: for sentences beside the fields. */
  shown: Terms;
};

export type ReadTermsParameters = {
  form: TermsForm;
  /** What is owed for reports; undefined while a token is not read or cannot be. */
  currency: CurrencyInfo | undefined;
};

/** The terms that a form says, or what is wrong with it. Nothing is rounded. */
export function readTerms({ form, currency }: ReadTermsParameters): ReadTerms {
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
    errors.making = `You allow ${names}, which ${remaking.length === 1 ? "makes a new work" : "make new works"} from this one. Allow new works, or take ${remaking.length === 1 ? "this use" : "these uses"} out.`;
  }

  const money = (field: "perUnit" | "minimum" | "cap") =>
    attempt(field, 0n, () => {
      const text = form[field].trim();
      if (!reports || text === "" || !currency) return 0n;
      const parsed = parseAmount(text, currency.decimals);
      if (!parsed.ok) throw new ColophonError(parsed.error);
      if (parsed.amount > 2n ** 96n - 1n)
        throw new ColophonError("That is more than can be owed. Type a smaller amount.");
      return parsed.amount;
    });
  const share = (field: "upstream" | "revenue", asked: boolean) =>
    attempt(field, 0, () => (asked && form[field].trim() !== "" ? shareFromPercent(form[field]) : 0));
  const days = (field: "cure" | "ownPeriod", what: string) =>
    attempt(field, day, () => {
      const count = parseWholeNumber(form[field]);
      if (count === undefined || count === 0)
        throw new ColophonError(`Type ${what}, as a whole number of days above 0.`);
      if (count > mostDays) throw new ColophonError("That is longer than anybody can wait. Type fewer days.");
      return count * day;
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
  const count = parseWholeNumber(ownDuration);
  if (count === undefined || count === 0) throw new ColophonError("Type how long, as a whole number above 0.");
  const seconds = count * secondsOf[ownUnit];
  if (seconds >= forever) throw new ColophonError("That is longer than any calendar. Choose “For ever”.");
  return seconds;
}
