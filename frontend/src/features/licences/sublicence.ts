import { ColophonError, day, type Exclusivity, forever, type Offer } from "@colophon/sdk";
import type { LicenceRecord } from "@colophon/sdk/read";
import {
  baseTerms,
  deedOf,
  onchainTermsOf,
  type Terms,
  type TerritoryCode,
  termsIdOf,
  type UseId,
} from "@colophon/sdk/terms";
import { type Address, zeroAddress } from "viem";
import { parseAddress, parseAmount, parseCount } from "../../lib/parse.ts";

/** What somebody typed and chose for a sublicence. */
export type SublicenceForm = {
  uses: readonly UseId[];
  /** Empty for all that the licence covers. */
  countries: readonly TerritoryCode[];
  /** Days, as typed; ignored if it lasts for ever. */
  days: string;
  endless: boolean;
  exclusivity: Exclusivity;
  transferable: boolean;
  derivatives: boolean;
  currency: Address;
  price: string;
  seats: string;
  /** The only account that may buy, as typed; empty for anyone. */
  buyer: string;
};

/** Uses that make new works, and need terms that allow them. */
const makesWorks: readonly UseId[] = ["adaptation", "translation"];

export type SublicenceBounds = {
  /** The terms of the licence above, by its verified deed. */
  terms: Terms;
  licence: Pick<LicenceRecord, "id" | "work" | "holder" | "end">;
  /** Seats that are not passed on yet. */
  seatsLeft: number;
  /** In seconds since 1970. */
  time: number;
};

type ParsedSublicence = {
  errors: Readonly<Record<string, string>>;
  /** Complete and within the licence above; undefined while something is wrong. */
  ready: { terms: Terms; offer: Offer } | undefined;
};

/** The uses that a sublicence may allow. */
export function usesWithin({ uses }: Pick<Terms, "uses">, derivatives: boolean): UseId[] {
  return uses.filter((use) => derivatives || !makesWorks.includes(use));
}

/** How many whole days a sublicence that is bought now can last; undefined if there is no end. */
export function daysLeft({ licence, time }: Pick<SublicenceBounds, "licence" | "time">): number | undefined {
  return licence.end === forever ? undefined : Math.max(0, Math.floor((licence.end - time) / day));
}

/** Reads the form of a sublicence, which never allows more than the licence above, nor asks less for the work. */
export function parseSublicenceForm(
  form: SublicenceForm,
  bounds: SublicenceBounds,
  decimals: number | undefined,
): ParsedSublicence {
  const { terms: outer, licence, seatsLeft, time } = bounds;
  const errors: Record<string, string> = {};
  const derivatives = form.derivatives && outer.derivatives !== "none";
  const uses = usesWithin(outer, derivatives).filter((use) => form.uses.includes(use));
  if (uses.length === 0) errors.uses = "Choose at least one use.";

  const most = daysLeft({ licence, time });
  const endless = form.endless && most === undefined;
  const typedDays = parseCount(form.days);
  const days = typedDays.ok ? typedDays.count : 0;
  if (!endless && !typedDays.ok) errors.days = typedDays.error;
  else if (!endless && most !== undefined && days > most) {
    errors.days = `Your licence has ${most.toLocaleString("en-GB")} whole days left, and a sublicence cannot outlive it. Type that or less.`;
  }

  const price = decimals === undefined ? undefined : parseAmount(form.price, decimals);
  if (!price) errors.price = "This currency cannot be read right now. Try again in a moment.";
  else if (!price.ok) errors.price = price.error;

  const typedSeats = parseCount(form.seats);
  const seats = typedSeats.ok ? typedSeats.count : 0;
  if (!typedSeats.ok) errors.seats = typedSeats.error;
  else if (seats > seatsLeft) {
    errors.seats = `Your licence has ${seatsLeft.toLocaleString("en-GB")} ${seatsLeft === 1 ? "seat" : "seats"} left to pass on. Type that or less.`;
  }

  const typed = form.buyer.trim();
  const buyer =
    typed === "" ? undefined : parseAddress(typed, [{ address: licence.holder, why: "This is your own account." }]);
  if (buyer && !buyer.ok) errors.buyer = buyer.error;

  if (Object.keys(errors).length > 0 || !price?.ok || (buyer && !buyer.ok)) return { errors, ready: undefined };
  const duration = endless ? "forever" : days * day;
  try {
    const terms = sublicenceTerms(outer, { ...form, uses, derivatives, duration });
    // Checks them as a whole: what does not go together is said in a sentence.
    deedOf(terms);
    return {
      errors,
      ready: {
        terms,
        offer: {
          work: licence.work,
          parent: licence.id,
          licensor: licence.holder,
          buyer: buyer?.address ?? zeroAddress,
          terms: termsIdOf(onchainTermsOf(terms)),
          currency: form.currency,
          price: price.amount,
          supply: seats,
          opens: 0,
          // From then on it would outlive the licence above.
          closes: duration === "forever" || licence.end === forever ? forever : licence.end - duration + 1,
        },
      },
    };
  } catch (error) {
    if (error instanceof ColophonError) return { errors: { terms: error.shortMessage }, ready: undefined };
    throw error;
  }
}

type Narrowed = Pick<SublicenceForm, "uses" | "countries" | "exclusivity" | "transferable" | "derivatives"> & {
  duration: Terms["duration"];
};

function sublicenceTerms(outer: Terms, narrowed: Narrowed): Terms {
  const { uses, countries, exclusivity, transferable, derivatives, duration } = narrowed;
  const reports = outer.revenueShare > 0 && outer.period !== "none";
  const territories =
    countries.length === 0
      ? outer.territories
      : countries.filter((code) => outer.territories === "worldwide" || outer.territories.includes(code));
  return {
    ...baseTerms,
    uses,
    territories,
    duration,
    exclusivity,
    transferable: transferable && outer.transferable,
    changes: outer.changes,
    derivatives: derivatives ? outer.derivatives : "none",
    upstreamShare: derivatives ? outer.upstreamShare : 0,
    cure: outer.cure,
    // Nothing can be sold on below this sublicence, so a share is only owed where the licence above asks for reports.
    revenueShare: reports ? outer.revenueShare : 0,
    period: reports ? outer.period : "none",
    currency: reports ? outer.currency : (zeroAddress as Address),
    attribution: outer.attribution,
    seats: outer.seats,
  };
}
