import {
  ColophonError,
  day,
  mostIncome,
  mostReported,
  mostTermsAmount,
  mostTermsSeconds,
  percentOfShare,
  shareFromPercent,
  typeable,
} from "@colophon/sdk";
import {
  type Arbitrator,
  baseConditions,
  type Conditions,
  ether,
  owesAnything,
  type Tier,
  type WrittenCurrency,
} from "@colophon/sdk/terms";
import { type Address, formatUnits, type Hex } from "viem";
import type { CurrencyInfo } from "../../lib/currency.ts";
import { parseAddress, parseAmount, parsePercent, parseWhole, tokenProblem } from "../../lib/parse.ts";
import { reportingMonths } from "./termsChoices.ts";

export type PeriodUnit = "months" | "days" | "hours";

/** One tier of a royalty, as typed. */
export type TierForm = { from: string; share: string; perUnit: string };

/** What the form says of duties, as typed. What one choice hides stays, so that a change of mind loses nothing. */
export type ConditionsForm = {
  /** Whether a licence can be ended for a breach, and after how many days. */
  revocable: boolean;
  cure: string;
  /** Whether a notice can be contested, before whom, what they are told, and how many days they have. */
  arbitrated: boolean;
  arbitrator: string;
  arbitratorData: string;
  silence: string;
  /** Whether use is reported and paid for, and how often: in calendar months, or an own count of a unit. */
  reports: boolean;
  period: number | "own";
  ownPeriod: string;
  ownPeriodUnit: PeriodUnit;
  /** Days after a period. */
  grace: string;
  currency: Address | "other";
  token: string;
  /** 1 to 4. */
  tiers: readonly TierForm[];
  byRevenue: boolean;
  minimum: string;
  perSeat: boolean;
  carriesOver: boolean;
  cap: string;
  lifeCap: string;
  advance: string;
};

export const emptyTier: TierForm = { from: "", share: "", perUnit: "" };

const hour = 3_600;

function periodForm(period: Conditions["period"]): Pick<ConditionsForm, "period" | "ownPeriod" | "ownPeriodUnit"> {
  if (period === "none") return { period: 3, ownPeriod: "", ownPeriodUnit: "days" };
  if ("months" in period) {
    const listed = reportingMonths.some(({ months }) => months === period.months);
    if (listed) return { period: period.months, ownPeriod: "", ownPeriodUnit: "months" };
    return { period: "own", ownPeriod: String(period.months), ownPeriodUnit: "months" };
  }
  const whole = period.seconds % day === 0;
  return {
    period: "own",
    ownPeriod: String(period.seconds / (whole ? day : hour)),
    ownPeriodUnit: whole ? "days" : "hours",
  };
}

/** The form that says these conditions, whose times are whole days, and whose period whole hours. */
export function formOfConditions(conditions: Conditions | "none"): ConditionsForm {
  const said = conditions === "none" ? baseConditions : conditions;
  const { currency, cure, arbitrator, tiers, byRevenue, minimum, perSeat, carriesOver, cap, lifeCap, advance } = said;
  const money = (amount: bigint) => (amount === 0n ? "" : typeable(formatUnits(amount, currency.decimals)));
  return {
    revocable: conditions !== "none" && cure !== "irrevocable",
    cure: cure === "irrevocable" ? "30" : String(cure / day),
    arbitrated: arbitrator !== "none",
    arbitrator: arbitrator === "none" ? "" : arbitrator.address,
    arbitratorData: arbitrator === "none" || arbitrator.extraData === "0x" ? "" : arbitrator.extraData,
    silence: arbitrator === "none" ? "180" : String(arbitrator.silence / day),
    reports: conditions !== "none" && said.period !== "none",
    ...periodForm(said.period),
    grace: said.period === "none" ? "30" : String(said.grace / day),
    currency: currency.address,
    token: "",
    tiers: tiers.map(({ from, share, perUnit }) => ({
      from: from === 0n ? "" : byRevenue ? money(from) : String(from),
      share: share === 0 ? "" : typeable(percentOfShare(share)),
      perUnit: money(perUnit),
    })),
    byRevenue,
    minimum: money(minimum),
    perSeat,
    carriesOver,
    cap: cap === "none" ? "" : money(cap),
    lifeCap: lifeCap === "none" ? "" : money(lifeCap),
    advance: money(advance),
  };
}

export type ConditionsErrors = Readonly<Partial<Record<keyof ConditionsForm | `${keyof TierForm}${number}`, string>>>;

type ParseConditionsFormParameters = {
  form: ConditionsForm;
  /** What is owed; undefined while a token is not read or cannot be. */
  currency: CurrencyInfo | undefined;
};

type ParsedConditions = {
  errors: ConditionsErrors;
  /** What is chosen so far, with the plainest choice wherever something is wrong. */
  conditions: Conditions | "none";
};

/** The longest that terms may state, in whole days. */
const mostDays = Math.floor(mostTermsSeconds / day);

/** A reader that notes what is wrong by field, and goes on with the plainest choice. */
function noting(errors: Record<string, string>) {
  return <Value>(field: string, otherwise: Value, read: () => Value): Value => {
    try {
      return read();
    } catch (error) {
      errors[field] = error instanceof ColophonError ? error.shortMessage : String(error);
      return otherwise;
    }
  };
}

type Attempt = ReturnType<typeof noting>;

function accepted<Parsed extends { ok: boolean }>(parsed: Parsed | { ok: false; error: string }) {
  if (!parsed.ok) throw new ColophonError((parsed as { error: string }).error);
  return parsed as Extract<Parsed, { ok: true }>;
}

function daysIn(text: string, what: string, least = 1): number {
  const ask = `Type ${what}, as a whole number of days${least === 0 ? "; 0 for none" : " above 0"}.`;
  const over = "That is longer than anybody can wait. Type fewer days.";
  return Number(accepted(parseWhole(text, { ask, least, most: mostDays, over })).value) * day;
}

function moneyIn(text: string, currency: CurrencyInfo | undefined, most: bigint): bigint {
  if (text.trim() === "" || !currency) return 0n;
  const { amount } = accepted(parseAmount(text, currency.decimals));
  if (amount > most) throw new ColophonError("That is more than can be owed. Type a smaller amount.");
  return amount;
}

const periodAsked: Record<PeriodUnit, string> = {
  months: "Type how many months a period has, as a whole number above 0.",
  days: "Type how many days a period has, as a whole number above 0.",
  hours: "Type how many hours a period has, as a whole number above 0.",
};

function periodIn({ period, ownPeriod, ownPeriodUnit }: ConditionsForm): Conditions["period"] {
  if (period !== "own") return { months: period };
  const unit = { months: 1, days: day, hours: hour }[ownPeriodUnit];
  const most = ownPeriodUnit === "months" ? 1_200 : Math.floor(mostTermsSeconds / unit);
  const { value } = accepted(
    parseWhole(ownPeriod, {
      ask: periodAsked[ownPeriodUnit],
      most,
      over: "That is longer than anybody can wait. Type a shorter period.",
    }),
  );
  return ownPeriodUnit === "months" ? { months: Number(value) } : { seconds: Number(value) * unit };
}

function tiersIn({ tiers, byRevenue }: ConditionsForm, currency: CurrencyInfo | undefined, attempt: Attempt): Tier[] {
  const most = `Type where it begins, above the one before it.`;
  let before = 0n;
  return tiers.map(({ from, share, perUnit }, i) => {
    const begins = attempt(`from${i}`, before + 1n, () => {
      if (i === 0) return 0n;
      const value = byRevenue
        ? moneyIn(from, currency, mostReported)
        : accepted(parseWhole(from, { ask: most, most: mostReported })).value;
      if (value <= before) throw new ColophonError(most);
      return value;
    });
    before = begins;
    return {
      from: begins,
      share: attempt(`share${i}`, 0, () =>
        share.trim() === "" ? 0 : accepted(parsePercent(share, shareFromPercent)).part,
      ),
      perUnit: attempt(`perUnit${i}`, 0n, () => moneyIn(perUnit, currency, mostTermsAmount)),
    };
  });
}

function arbitratorIn(form: ConditionsForm, attempt: Attempt): "none" | Arbitrator {
  if (!form.arbitrated || !form.revocable) return "none";
  const address = attempt("arbitrator", undefined, () => accepted(parseAddress(form.arbitrator)).address);
  const extraData = attempt<Hex>("arbitratorData", "0x", () => {
    const text = form.arbitratorData.trim() || "0x";
    if (/^0x(?:[0-9a-f]{2}){0,1024}$/i.test(text)) return text.toLowerCase() as Hex;
    throw new ColophonError("This is 0x and at most 1,024 bytes in hexadecimal digits, as the arbitrator tells you.");
  });
  const silence = attempt("silence", day, () => daysIn(form.silence, "how long the arbitrator may take"));
  return address === undefined ? "none" : { address, extraData, silence };
}

/** What is owed for reports, and what is wrong with it. */
function owedIn(form: ConditionsForm, currency: CurrencyInfo | undefined, errors: Record<string, string>) {
  const attempt = noting(errors);
  const money = (field: "minimum" | "cap" | "lifeCap" | "advance", most: bigint) =>
    attempt(field, 0n, () => moneyIn(form[field], currency, most));
  const tiers = tiersIn(form, currency, attempt);
  const minimum = money("minimum", mostTermsAmount);
  const cap = money("cap", mostTermsAmount);
  const lifeCap = money("lifeCap", mostIncome);
  const advance = money("advance", mostIncome);
  const nothing = "A maximum of 0 would mean that nothing is owed. Type more, or leave it empty.";
  if (form.cap.trim() !== "" && cap === 0n && currency) errors.cap ??= nothing;
  if (form.lifeCap.trim() !== "" && lifeCap === 0n && currency) errors.lifeCap ??= nothing;
  if (cap !== 0n && cap < minimum) errors.cap = "The maximum is below the minimum. Raise one or lower the other.";
  const owes = owesAnything({ tiers, minimum });
  const first = "Type a share, an amount for each unit or a minimum first";
  if (!owes && cap !== 0n) errors.cap ??= `${first}: there is nothing that it could be the most of.`;
  if (!owes && lifeCap !== 0n) errors.lifeCap ??= `${first}: there is nothing that it could be the most of.`;
  if (!owes && advance !== 0n) errors.advance ??= `${first}: there is nothing that it could be an advance on.`;
  return {
    tiers,
    byRevenue: tiers.length > 1 && form.byRevenue,
    minimum,
    perSeat: minimum !== 0n && form.perSeat,
    carriesOver: minimum !== 0n && form.carriesOver,
    cap: cap === 0n ? ("none" as const) : cap,
    lifeCap: lifeCap === 0n ? ("none" as const) : lifeCap,
    advance,
  };
}

/** The duties that a form says, or what is wrong with it. Nothing is rounded. */
export function parseConditionsForm({ form, currency }: ParseConditionsFormParameters): ParsedConditions {
  const errors: Record<string, string> = {};
  const attempt = noting(errors);
  const { reports, revocable } = form;
  if (!reports && !revocable) return { errors, conditions: "none" };
  const ending = {
    cure: revocable
      ? attempt("cure", day, () => daysIn(form.cure, "how long a buyer has to put a breach right"))
      : ("irrevocable" as const),
    arbitrator: arbitratorIn(form, attempt),
  };
  if (!reports) return { errors, conditions: { ...baseConditions, period: "none", grace: 0, ...ending } };
  if (form.currency === "other" && !currency) errors.token = tokenProblem(form.token);
  const written: WrittenCurrency = currency
    ? { address: currency.address, symbol: currency.symbol, decimals: currency.decimals }
    : ether;
  const conditions: Conditions = {
    currency: written.address === ether.address ? ether : written,
    ...owedIn(form, currency, errors),
    period: attempt<Conditions["period"]>("ownPeriod", { months: 3 }, () => periodIn(form)),
    grace: attempt("grace", day, () => daysIn(form.grace, "how long after a period its report is in time", 0)),
    ...ending,
  };
  return { errors, conditions };
}
