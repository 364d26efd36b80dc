import {
  forever,
  lastStart,
  mostIncome,
  mostSeats,
  type Offer,
  offerIdOf,
  type PastedPlace,
  unlimitedSupply,
} from "@colophon/sdk";
import { type Call, defineTermsCall, publishOfferCall } from "@colophon/sdk/calls";
import type { OfferRecord } from "@colophon/sdk/read";
import { type Deed, deedOf, onchainTermsOf, type Terms, termsIdOf } from "@colophon/sdk/terms";
import { type Address, type Hex, zeroAddress } from "viem";
import type { CurrencyInfo } from "../../lib/currency.ts";
import { formatNumber, wordFor } from "../../lib/format.ts";
import { parseAmount, parseRecipient, parseWhole, tokenProblem } from "../../lib/parse.ts";
import { freshOffer } from "../../lib/publishOffer.ts";
import { formatTime } from "../../lib/time.ts";
import { parseLocalTime } from "../../lib/typedTime.ts";

/** What the form "Price and sale" holds, as typed. */
export type PriceForm = {
  /** ETH (the zero address), one of the site's tokens, or any other. */
  currency: Address | "other";
  /** The address of another token. */
  token: string;
  price: string;
  /** Said yes to giving it away. */
  free: boolean;
  limited: boolean;
  supply: string;
  /** Whether it can be bought only for a time. */
  timed: boolean;
  /** Date and time in the person's own time zone; empty for no limit. */
  opens: string;
  closes: string;
  /** Whether licences start later than at their sale, and when. */
  later: boolean;
  starts: string;
};

/** What is sold, for how much and when, as an offer names it. */
export type OfferedSale = Pick<Offer, "currency" | "price" | "supply" | "opens" | "closes" | "starts" | "schedule">;

type ParsedPrice = {
  /** By field: `token`, `price`, `free`, `supply`, `opens`, `closes`, `starts`. */
  errors: Readonly<Record<string, string>>;
  /** Undefined if something is wrong. The facts of the deal are a form of their own. */
  sale: Omit<OfferedSale, "schedule"> | undefined;
};

type ParsePriceFormParameters = {
  form: PriceForm;
  /** The chosen currency; undefined while another token is not read or cannot be. */
  currency: CurrencyInfo | undefined;
  /** Seconds since 1970. */
  now: number;
};

/** What a form says about price, number and time of sale, or what is wrong with it. Nothing is rounded. */
export function parsePriceForm({ form, currency, now }: ParsePriceFormParameters): ParsedPrice {
  const errors: Record<string, string> = {};
  if (form.currency === "other" && currency === undefined) errors.token = tokenProblem(form.token);

  const price = currency ? parseAmount(form.price, currency.decimals) : undefined;
  if (currency && price && !price.ok) {
    const said = { blank: "Type a price, or 0 to give it away.", "too exact": decimalsProblem(currency) };
    errors.price = price.reason in said ? said[price.reason as keyof typeof said] : price.error;
  }
  if (price?.ok && price.amount === 0n && !form.free) {
    errors.free = "Say that you give it away, or type a price above 0.";
  }
  if (price?.ok && price.amount > mostIncome) errors.price = "That is more than a work can ever be paid.";

  const supply = form.limited
    ? parseWhole(form.supply, {
        ask: "Type how many licences you sell, as a whole number above 0.",
        most: unlimitedSupply - 1,
        over: "That is as good as unlimited. Choose “No limit”.",
      })
    : ({ ok: true, value: BigInt(unlimitedSupply) } as const);
  if (!supply.ok) errors.supply = supply.error;

  const opens = form.timed && form.opens !== "" ? parseLocalTime(form.opens) : 0;
  const closes = form.timed && form.closes !== "" ? parseLocalTime(form.closes) : forever;
  const noSuchTime = "There is no such moment on your clock. Choose another date and time.";
  if (opens === undefined) errors.opens = noSuchTime;
  if (closes === undefined) errors.closes = noSuchTime;
  if (form.timed && form.opens === "" && form.closes === "") {
    errors.opens = "Choose when it opens or closes, or turn this off.";
  } else if (closes !== undefined && closes <= now) {
    errors.closes = "This is in the past. Nobody could buy it any more.";
  } else if (opens !== undefined && closes !== undefined && closes <= opens) {
    errors.closes = "It must close after it opens.";
  }

  const starts = form.later ? parseLocalTime(form.starts) : 0;
  if (form.later) {
    if (form.starts === "") errors.starts = "Choose when licences start, or turn this off.";
    else if (starts === undefined) errors.starts = noSuchTime;
    else if (starts <= now)
      errors.starts = "This is in the past. Turn this off: then licences start when they are sold.";
    else if (starts > lastStart)
      errors.starts = "That is later than can be recorded. Choose a time before the year 2514.";
  }

  if (Object.keys(errors).length > 0 || !currency || !price?.ok || !supply.ok) return { errors, sale: undefined };
  return {
    errors,
    sale: {
      currency: currency.address,
      price: price.amount,
      supply: Number(supply.value),
      opens: opens as number,
      closes: closes as number,
      starts: starts as number,
    },
  };
}

function decimalsProblem({ symbol, decimals }: CurrencyInfo): string {
  if (decimals === 0) return `${symbol} has no decimals: it cannot be divided. Type a whole number.`;
  return `${symbol} has ${decimals} decimals, and this price has more. Nothing is rounded: shorten it.`;
}

/** What the form "One buyer" holds, as typed. */
export type DealForm = {
  buyer: string;
  seats: string;
  /** Date and time in the person's own time zone until which the quote holds; empty for no end. */
  expires: string;
};

export type QuoteDeal = { buyer: Address; seats: number; closes: number };

export type ParsedDeal = {
  /** By field: `buyer`, `seats`, `expires`. */
  errors: Readonly<Partial<Record<keyof DealForm, string>>>;
  /** Undefined if something is wrong. */
  deal: QuoteDeal | undefined;
};

type ParseDealFormParameters = {
  form: DealForm;
  deployment: PastedPlace;
  /** Who signs. */
  licensor: Address;
  /** Seconds since 1970. */
  now: number;
};

/** What a form says about the one buyer, or what is wrong with it. */
export function parseDealForm({ form, deployment, licensor, now }: ParseDealFormParameters): ParsedDeal {
  const errors: Partial<Record<keyof DealForm, string>> = {};
  const buyer = parseRecipient(form.buyer, deployment, "A licence", [
    { address: licensor, why: "This account licenses the work. Type the account of the buyer." },
  ]);
  if (!buyer.ok) errors.buyer = buyer.error;

  const seats = parseWhole(form.seats, {
    ask: "Type how many seats the buyer gets, as a whole number above 0.",
    most: mostSeats,
    over: `A licence has at most ${formatNumber(mostSeats)} seats. Type fewer.`,
  });
  if (!seats.ok) errors.seats = seats.error;

  const closes = form.expires === "" ? forever : parseLocalTime(form.expires);
  if (closes === undefined) errors.expires = "There is no such moment on your clock. Choose another date and time.";
  else if (closes <= now) errors.expires = "This is in the past. The buyer could not use the quote any more.";

  if (Object.keys(errors).length > 0 || !buyer.ok || !seats.ok) return { errors, deal: undefined };
  return { errors, deal: { buyer: buyer.address, seats: Number(seats.value), closes: closes as number } };
}

/** How many licences are on sale and when, as a sentence. `now` in seconds since 1970. */
export function saleInWords(
  { supply, opens, closes, starts }: Pick<Offer, "supply" | "opens" | "closes" | "starts">,
  now: number,
): string {
  const count =
    supply === unlimitedSupply
      ? "Any number of licences"
      : wordFor(supply, "One licence", `Up to ${formatNumber(supply)} licences`);
  const from = opens > now ? `from ${formatTime(opens)}` : "from the moment it is published";
  const until = closes === forever ? "until you close it" : `and before ${formatTime(closes)}`;
  const start = starts > now ? ` They start on ${formatTime(starts)}, or when they are sold if that is later.` : "";
  return `${count}, ${from} ${until}.${start}`;
}

type PreparedOffer = { id: Hex; offer: Offer; deed: Deed; define: Call; publish: Call };

type PrepareOfferParameters = {
  work: bigint;
  licensor: Address;
  terms: Terms;
  sale: OfferedSale;
  /** The offers that the work has or had. */
  existing: readonly OfferRecord[];
  deployment: PastedPlace;
};

/** The offer that a form stands for, or the offer that is exactly the same and open already. */
export function prepareOffer(parameters: PrepareOfferParameters): PreparedOffer | { same: OfferRecord } {
  const { work, licensor, terms, sale, existing, deployment } = parameters;
  const onchain = onchainTermsOf(terms, deployment);
  const wanted: Offer = { work, parent: 0n, licensor, buyer: zeroAddress, terms: termsIdOf(onchain), ...sale };
  const fresh = freshOffer(wanted, existing);
  if ("same" in fresh) return fresh;
  const { offer } = fresh;
  return {
    id: offerIdOf(offer),
    offer,
    deed: deedOf(terms),
    define: defineTermsCall(deployment, { terms: onchain }),
    publish: publishOfferCall(deployment, { offer }),
  };
}
