import { type Address, isAddress, zeroAddress } from "viem";
import { allShares, forever, mostLevels, mostTermsAmount, mostTermsSeconds } from "../model/constants.ts";
import { TermsError } from "../model/errors.ts";
import { isSameAddress } from "../model/ids.ts";
import { type Derivatives, derivativeRules, type Exclusivity, exclusivities } from "../model/terms.ts";
import { onePercent } from "../model/units.ts";
import { didYouMean, nearestOf } from "../model/words.ts";
import { type TerritoryCode, territories, territoryOf } from "./territories.ts";
import { type UseId, useOf, uses } from "./uses.ts";

/** What a person chooses: the one source of the deed, of the policy in ODRL, and of the terms on chain. */
export type Terms = {
  uses: readonly UseId[];
  /** ISO 3166-1 alpha-2 codes, or the whole world. */
  territories: "worldwide" | readonly TerritoryCode[];
  /** How long one period of a licence lasts, in seconds from the sale, or "forever". */
  duration: number | "forever";
  /** Whether others may be licensed for the same. Sole: no other licensee. Exclusive: not even the licensor. */
  exclusivity: Exclusivity;
  /** Whether the licence token may be passed on. */
  transferable: boolean;
  /** How many levels of sublicences may hang below a licence, 0 to 8. */
  sublicensing: number;
  /** Whether the work itself may be changed where a licensed use calls for it, such as cropped, cut or recoloured. */
  changes: boolean;
  /** Whether new works may be made from it and registered as such; share-alike: to be offered on these terms only. */
  derivatives: Derivatives;
  /** What such a new work owes this one of everything it receives, in parts per billion. */
  upstreamShare: number;
  /** How long a licensee has to cure a breach after notice, in seconds, or "irrevocable". */
  cure: number | "irrevocable";
  /** What the licensee owes of the revenue they report, and of the price of sublicences, in parts per billion. */
  revenueShare: number;
  /** How long a reporting period lasts, in seconds, or "none" if nothing is reported. */
  period: number | "none";
  /** What is owed for reports: an ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** Owed for each unit reported, in the currency's smallest unit. */
  perUnit: bigint;
  /** Owed at least, for each reporting period. */
  minimum: bigint;
  /** Owed at most, for each reporting period. */
  cap: bigint | "none";
  /** Whether the author must be named. */
  attribution: boolean;
  /** What one seat of a licence is. */
  seats: SeatMeaningId;
};

export type SeatMeaning = {
  id: string;
  label: string;
  /** What one seat is, as a sentence of the deed. */
  sentence: string;
};

/** What a licence is counted in. The contract counts seats; what a seat is, the deed says. */
export const seatMeanings = [
  {
    id: "person",
    label: "Persons",
    sentence:
      "One seat is one person who uses the Work. The person may change, but never more persons use it at a time than there are seats.",
  },
  {
    id: "organisation",
    label: "Organisations",
    sentence: "One seat is one organisation, with everybody who works for it.",
  },
  {
    id: "product",
    label: "Products or projects",
    sentence:
      "One seat is one end product or project, such as one film, one book, one game or one campaign, in any number of copies.",
  },
  {
    id: "copy",
    label: "Copies or editions",
    sentence: "One seat is one copy of the Work that you may have or hand over.",
  },
  {
    id: "place",
    label: "Places",
    sentence: "One seat is one place, such as one shop, one school or one stage, where the Work is used.",
  },
] as const satisfies readonly SeatMeaning[];

export type SeatMeaningId = (typeof seatMeanings)[number]["id"];

/** Terms without any use yet, and the plainest choice everywhere else: what presets and editors start from. */
export const baseTerms: Terms = {
  uses: [],
  territories: "worldwide",
  duration: "forever",
  exclusivity: "non-exclusive",
  transferable: false,
  sublicensing: 0,
  changes: false,
  derivatives: "none",
  upstreamShare: 0,
  cure: "irrevocable",
  revenueShare: 0,
  period: "none",
  currency: zeroAddress,
  perUnit: 0n,
  minimum: 0n,
  cap: "none",
  attribution: true,
  seats: "organisation",
};

function isWhole(value: number, from: number, to: number): boolean {
  return Number.isSafeInteger(value) && value >= from && value <= to;
}

/** Refuses a word that isn't one of a list: whatever were made of it, nobody chose it. */
function known(what: string, word: string, words: readonly string[]): void {
  if (words.includes(word)) return;
  const meant = nearestOf(
    String(word),
    words.map((id) => ({ id, names: [] })),
  );
  throw new TermsError(`There is no ${what} called “${word}”.${didYouMean(meant)} Choose one of: ${words.join(", ")}.`);
}

function normalUses(chosen: Terms["uses"]): UseId[] {
  for (const id of chosen) useOf(id);
  const normal: UseId[] = uses.filter((use) => chosen.includes(use.id)).map((use) => use.id);
  if (normal.length === 0) throw new TermsError("The terms allow nothing yet. Choose at least one use.");
  return normal;
}

function normalTerritories(chosen: Terms["territories"]): Terms["territories"] {
  if (chosen === "worldwide") return chosen;
  if (!Array.isArray(chosen)) throw new TermsError(`“${chosen}” is no list of countries. Give one, or “worldwide”.`);
  for (const code of chosen) territoryOf(code);
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
    if (amount < 0n || amount > mostTermsAmount) {
      throw new TermsError(`The amount owed ${words} can't be ${amount}. Choose a smaller one, from 0.`);
    }
  }
  if (cap === 0n) throw new TermsError("A most of 0 would mean no limit. Choose an amount above 0, or no limit.");
  if (cap !== "none" && cap < minimum) {
    throw new TermsError("The most owed for a period is less than the least. Raise the most, or lower the least.");
  }
  if (period !== "none") return;
  if (perUnit !== 0n || minimum !== 0n || cap !== "none" || !isSameAddress(currency, zeroAddress)) {
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
  known("exclusivity", exclusivity, exclusivities);
  known("rule for new works", derivatives, derivativeRules);
  for (const [name, value] of Object.entries({ transferable, changes, attribution })) {
    if (typeof value !== "boolean") throw new TermsError(`“${name}” is either true or false, not “${value}”.`);
  }
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
      throw new TermsError(`A share of ${share / onePercent} % is not possible. Choose from 0 to 100 %.`);
    }
  }
  for (const [time, otherwise] of [
    [cure, "irrevocable"],
    [period, "none"],
  ] as const) {
    if (time !== otherwise && !isWhole(time as number, 1, mostTermsSeconds)) {
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
  known(
    "seat",
    seats,
    seatMeanings.map(({ id }) => id),
  );
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
