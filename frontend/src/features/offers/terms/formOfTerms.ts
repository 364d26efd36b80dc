import { percentOfShare, type Terms } from "@colophon/sdk";
import { formatUnits } from "viem";
import { durations } from "./durations.ts";
import { periods } from "./periods.ts";
import type { TermsForm } from "./TermsForm.ts";

const day = 86_400;

function hasSeconds(list: readonly { seconds: number }[], value: number): boolean {
  return list.some(({ seconds }) => seconds === value);
}

/** The form that says these terms, whose times are whole hours and days, and whose amounts have these decimals. */
export function formOfTerms(terms: Terms, decimals = 18): TermsForm {
  const { duration, cure, period, territories, derivatives, changes, upstreamShare, revenueShare } = terms;
  const listed = duration === "forever" || hasSeconds(durations, duration);
  const often = period === "none" || hasSeconds(periods, period);
  const money = (amount: bigint) => (amount === 0n ? "" : formatUnits(amount, decimals));
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
    upstream: upstreamShare === 0 ? "" : percentOfShare(upstreamShare),
    seats: terms.seats,
    revocable: cure !== "irrevocable",
    cure: cure === "irrevocable" ? "30" : String(cure / day),
    reports: period !== "none",
    period: period === "none" ? 91 * day : often ? period : "own",
    ownPeriod: often ? "" : String(Number(period) / day),
    revenue: revenueShare === 0 ? "" : percentOfShare(revenueShare),
    currency: terms.currency,
    token: "",
    perUnit: money(terms.perUnit),
    minimum: money(terms.minimum),
    cap: terms.cap === "none" ? "" : money(terms.cap),
  };
}
