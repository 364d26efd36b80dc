import { ColophonError, day, forever, type Offer, type PastedPlace } from "@colophon/sdk";
import type { LicenceRecord } from "@colophon/sdk/read";
import { baseTerms, deedOf, fieldName, onchainTermsOf, type Terms, termsIdOf, type UseId } from "@colophon/sdk/terms";
import * as v from "valibot";
import { zeroAddress, zeroHash } from "viem";
import { AddressText, ExclusivityWord, listOf, Purpose, Territory, Use } from "../../flow/draftSchemas.ts";
import { count } from "../../lib/format.ts";
import { parseAmount, parseRecipient, parseWhole } from "../../lib/parse.ts";

/** What somebody typed and chose for a sublicence. */
export const SublicenceForm = v.object({
  uses: listOf(Use),
  purposes: listOf(Purpose),
  /** The name of the one field that it is for, below a licence for every field; empty for every field. */
  field: v.string(),
  /** Empty for all that the licence covers. */
  countries: listOf(Territory),
  /** Days, as typed; ignored if it lasts for ever. */
  days: v.string(),
  endless: v.boolean(),
  exclusivity: ExclusivityWord,
  transferable: v.boolean(),
  derivatives: v.boolean(),
  /** Whether it has the duties of the licence above; of no account where that passes them down. */
  duties: v.boolean(),
  currency: AddressText,
  price: v.string(),
  seats: v.string(),
  /** The only account that may buy, as typed; empty for anyone. */
  buyer: v.string(),
});

export type SublicenceForm = v.InferOutput<typeof SublicenceForm>;

/**
 * The form before anything is typed: as much of the licence as goes, for at most half of the time that is left. An offer
 * of all of it would close the next day, since what is bought then would outlive the licence.
 */
export function newSublicenceForm({ terms, licence, seatsLeft, time }: SublicenceBounds): SublicenceForm {
  const most = daysLeft({ licence, time });
  return {
    uses: usesWithin(terms, false),
    purposes: [...terms.purposes],
    field: "",
    countries: [],
    days: String(Math.min(365, most === undefined ? 365 : Math.max(1, Math.floor(most / 2)))),
    endless: false,
    exclusivity: "non-exclusive",
    transferable: false,
    derivatives: false,
    duties: false,
    currency: zeroAddress,
    price: "",
    seats: String(Math.min(1, seatsLeft)),
    buyer: "",
  };
}

/** As many as fit before the contract's “for ever”. */
const mostDays = Math.floor((forever - 1) / day);

/** Uses that make new works, and need terms that allow them. */
const makesWorks: readonly UseId[] = ["adapt", "translate"];

export type SublicenceBounds = {
  /** The terms of the licence above, by its verified deed. */
  terms: Terms;
  licence: Pick<LicenceRecord, "id" | "work" | "holder" | "endsAt">;
  deployment: PastedPlace;
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
  return licence.endsAt === forever ? undefined : Math.max(0, Math.floor((licence.endsAt - time) / day));
}

/** Reads the form of a sublicence, which never allows more than the licence above, nor is harder to end. */
export function parseSublicenceForm(
  form: SublicenceForm,
  bounds: SublicenceBounds,
  decimals: number | undefined,
): ParsedSublicence {
  const { terms: outer, licence, deployment, seatsLeft, time } = bounds;
  const errors: Record<string, string> = {};
  const derivatives = form.derivatives && outer.derivatives !== "none";
  const uses = usesWithin(outer, derivatives).filter((use) => form.uses.includes(use));
  if (uses.length === 0) errors.uses = "Choose at least one use.";
  const purposes = outer.purposes.filter((purpose) => form.purposes.includes(purpose));
  if (purposes.length === 0) errors.purposes = "Choose at least one purpose.";

  const most = daysLeft({ licence, time });
  const endless = form.endless && most === undefined;
  const days = parseWhole(form.days, {
    ask: "Type a whole number of days, from 1.",
    most: most ?? mostDays,
    over:
      most === undefined
        ? "That is longer than any calendar. Choose “For ever”."
        : `Your licence has ${count(most, "whole day")} left, and a sublicence cannot outlive it. Type that or less.`,
  });
  if (!endless && !days.ok) errors.days = days.error;

  const price = decimals === undefined ? undefined : parseAmount(form.price, decimals);
  if (!price) errors.price = "This currency cannot be read right now. Try again in a moment.";
  else if (!price.ok) errors.price = price.error;

  const seats = parseWhole(form.seats, {
    ask: "Type a whole number, from 1.",
    most: seatsLeft,
    over: `Your licence has ${count(seatsLeft, "seat")} left to pass on. Type that or less.`,
  });
  if (!seats.ok) errors.seats = seats.error;

  const typed = form.buyer.trim();
  const buyer =
    typed === ""
      ? undefined
      : parseRecipient(typed, deployment, "A licence", [{ address: licence.holder, why: "This is your own account." }]);
  if (buyer && !buyer.ok) errors.buyer = buyer.error;

  if (Object.keys(errors).length > 0 || !price?.ok || !seats.ok || (buyer && !buyer.ok)) {
    return { errors, ready: undefined };
  }
  const duration = endless || !days.ok ? "forever" : Number(days.value) * day;
  try {
    const terms = sublicenceTerms(outer, { ...form, uses, purposes, derivatives, duration });
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
          terms: termsIdOf(onchainTermsOf(terms, deployment)),
          currency: form.currency,
          price: price.amount,
          supply: Number(seats.value),
          opens: 0,
          // From then on it would outlive the licence above.
          closes: duration === "forever" || licence.endsAt === forever ? forever : licence.endsAt - duration + 1,
          starts: 0,
          schedule: zeroHash,
        },
      },
    };
  } catch (error) {
    if (error instanceof ColophonError) return { errors: { terms: error.shortMessage }, ready: undefined };
    throw error;
  }
}

type Narrowed = Pick<
  SublicenceForm,
  "uses" | "purposes" | "countries" | "field" | "exclusivity" | "transferable" | "derivatives" | "duties"
> & { duration: Terms["duration"] };

/** Whether a licence below one on these terms must say that it falls with it, if it has no duties itself. */
function mayFall({ conditions, fallsWithParent }: Pick<Terms, "conditions" | "fallsWithParent">): boolean {
  return conditions !== "none" || fallsWithParent;
}

function sublicenceTerms(outer: Terms, narrowed: Narrowed): Terms {
  const { uses, purposes, countries, field, exclusivity, transferable, derivatives, duration } = narrowed;
  const duties = outer.passesDown || (narrowed.duties && outer.conditions !== "none");
  const territories =
    countries.length === 0
      ? outer.territories
      : countries.filter((code) => outer.territories === "worldwide" || outer.territories.includes(code));
  return {
    ...baseTerms,
    uses,
    purposes,
    territories,
    // A licence for one field can only be passed on for that one.
    field: outer.field === "all" && field.trim() !== "" ? fieldName(field) : outer.field,
    duration,
    exclusivity,
    transferable: transferable && outer.transferable,
    fallsWithParent: !duties && mayFall(outer),
    passesDown: outer.passesDown,
    changes: outer.changes,
    ...(derivatives
      ? {
          derivatives: outer.derivatives,
          works: outer.works,
          upstreamShare: outer.upstreamShare,
          further: outer.further,
        }
      : {}),
    conditions: duties ? outer.conditions : "none",
    attribution: outer.attribution,
    seats: outer.seats,
  };
}
