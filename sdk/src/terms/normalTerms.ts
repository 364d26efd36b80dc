import { isAddress, zeroAddress } from "viem";
import { forever } from "./forever.ts";
import { type SeatMeaningId, seatMeanings } from "./seatMeanings.ts";
import type { Terms } from "./Terms.ts";
import { TermsError } from "./TermsError.ts";
import { type TerritoryCode, territories } from "./territories.ts";
import { type UseId, uses } from "./uses.ts";

const allShares = 1_000_000_000;
const mostSeconds = 2 ** 32 - 1;
const mostMoney = 2n ** 96n - 1n;
const mostLevels = 8;

function isWhole(value: number, from: number, to: number): boolean {
  return Number.isSafeInteger(value) && value >= from && value <= to;
}

function normalUses(chosen: Terms["uses"]): UseId[] {
  const unknown = chosen.find((id) => !uses.some((use) => use.id === id));
  if (unknown !== undefined) throw new TermsError(`There is no use called “${unknown}”. Choose from the list of uses.`);
  const normal: UseId[] = uses.filter((use) => chosen.includes(use.id)).map((use) => use.id);
  if (normal.length === 0) throw new TermsError("The terms allow nothing yet. Choose at least one use.");
  return normal;
}

function normalTerritories(chosen: Terms["territories"]): Terms["territories"] {
  if (chosen === "worldwide") return chosen;
  const unknown = chosen.find((code) => !territories.some((territory) => territory.code === code));
  if (unknown !== undefined) {
    throw new TermsError(`There is no country with the code “${unknown}”. Choose from the list of countries.`);
  }
  const normal: TerritoryCode[] = territories.filter(({ code }) => chosen.includes(code)).map(({ code }) => code);
  if (normal.length === 0) {
    throw new TermsError("The terms are for no country yet. Choose at least one, or the whole world.");
  }
  return normal;
}

function checkMoney(terms: Terms): void {
  const { revenueShare, period, perUnit, minimum, cap, currency, sublicensing } = terms;
  if (!isAddress(currency, { strict: false })) {
    throw new TermsError(`“${currency}” is not the address of a token. Choose a currency, or ETH.`);
  }
  const amounts = { "for each unit": perUnit, "at least": minimum, "at most": cap === "none" ? 1n : cap };
  for (const [words, amount] of Object.entries(amounts)) {
    if (amount < 0n || amount > mostMoney) {
      throw new TermsError(`The amount owed ${words} can't be ${amount}. Choose a smaller one, from 0.`);
    }
  }
  if (cap === 0n) throw new TermsError("A most of 0 would mean no limit. Choose an amount above 0, or no limit.");
  if (cap !== "none" && cap < minimum) {
    throw new TermsError("The most owed for a period is less than the least. Raise the most, or lower the least.");
  }
  if (period !== "none") return;
  if (perUnit !== 0n || minimum !== 0n || cap !== "none" || currency.toLowerCase() !== zeroAddress) {
    throw new TermsError(
      "The terms ask money for reports, but nothing is reported. Choose a reporting period, or remove the amounts and the currency.",
    );
  }
  if (revenueShare !== 0 && sublicensing === 0) {
    throw new TermsError(
      "The terms ask a share of revenue, but nothing is reported and no sublicence can be sold. Choose a reporting period, allow sublicences, or remove the share.",
    );
  }
}

/** The same terms with lists in their order, each entry once; refused, with the way out, if they make no licence. */
export function normalTerms(terms: Terms): Terms {
  const chosenUses = normalUses(terms.uses);
  const chosenTerritories = normalTerritories(terms.territories);
  const { duration, exclusivity, transferable, sublicensing, changes, derivatives, upstreamShare } = terms;
  const { cure, revenueShare, period, currency, perUnit, minimum, cap, attribution, seats } = terms;
  if (duration !== "forever" && !isWhole(duration, 1, forever - 1)) {
    throw new TermsError(
      `A licence can't last ${duration} seconds. Choose a whole number of seconds above 0, or for ever.`,
    );
  }
  if (!isWhole(sublicensing, 0, mostLevels)) {
    throw new TermsError(`There can't be ${sublicensing} levels of sublicences. Choose from 0 to ${mostLevels}.`);
  }
  for (const share of [upstreamShare, revenueShare]) {
    if (!isWhole(share, 0, allShares)) {
      throw new TermsError(`A share of ${share / 10_000_000} % is not possible. Choose from 0 to 100 %.`);
    }
  }
  for (const time of [cure, period]) {
    if (typeof time === "number" && !isWhole(time, 1, mostSeconds)) {
      throw new TermsError(`${time} seconds is not possible here. Choose a whole number from 1 second to 136 years.`);
    }
  }
  if (derivatives === "none" && upstreamShare !== 0) {
    throw new TermsError(
      "The terms ask a share of new works, but allow none to be made. Allow them, or remove the share.",
    );
  }
  if (derivatives === "none" && chosenUses.some((id) => id === "adaptation" || id === "translation")) {
    throw new TermsError(
      "Adaptations and translations are new works made from this one, but the terms allow none. Allow new works, or remove these uses.",
    );
  }
  if (derivatives !== "none" && !changes) {
    throw new TermsError(
      "A new work made from this one changes it, but the terms allow no changes. Allow changes, or no new works.",
    );
  }
  if (!seatMeanings.some(({ id }) => id === (seats as SeatMeaningId))) {
    throw new TermsError(`There is no seat called “${seats}”. Choose what one seat is.`);
  }
  checkMoney(terms);
  return {
    uses: chosenUses,
    territories: chosenTerritories,
    duration,
    exclusivity,
    transferable,
    sublicensing,
    changes,
    derivatives,
    upstreamShare,
    cure,
    revenueShare,
    period,
    currency: currency.toLowerCase() as typeof currency,
    perUnit,
    minimum,
    cap,
    attribution,
    seats,
  };
}
