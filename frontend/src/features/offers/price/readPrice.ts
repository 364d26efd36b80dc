import { forever, unlimitedSupply } from "@colophon/sdk";
import type { Address } from "viem";
import { parseAmount } from "../../../components/parseAmount.ts";
import type { CurrencyInfo } from "../../../lib/currency/CurrencyInfo.ts";
import { parseWholeNumber } from "../parseWholeNumber.ts";
import { localTime } from "./localTime.ts";
import type { PriceForm } from "./PriceForm.ts";
import { tokenProblem } from "./tokenProblem.ts";

export type Sale = { currency: Address; price: bigint; supply: number; opens: number; closes: number };

export type ReadPrice = {
  /** By field: `token`, `price`, `free`, `supply`, `opens`, `closes`. */
  errors: Readonly<Record<string, string>>;
  /** Undefined if something is wrong. */
  sale: Sale | undefined;
};

export type ReadPriceParameters = {
  form: PriceForm;
  /** The chosen currency; undefined while another token is not read or cannot be. */
  currency: CurrencyInfo | undefined;
  /** Seconds since 1970. */
  now: number;
};

/** What a form says about price, number and time of sale, or what is wrong with it. Nothing is rounded. */
export function readPrice({ form, currency, now }: ReadPriceParameters): ReadPrice {
  const errors: Record<string, string> = {};
  if (form.currency === "other" && currency === undefined) errors.token = tokenProblem(form.token);

  const price = currency ? parseAmount(form.price, currency.decimals) : undefined;
  if (currency && price && !price.ok) {
    const blank = form.price.trim() === "";
    const long = !blank && /^[\d.]+$/.test(form.price.trim()) && price.error.includes("decimals at most");
    errors.price = blank ? "Type a price, or 0 to give it away." : long ? decimalsProblem(currency) : price.error;
  }
  if (price?.ok && price.amount === 0n && !form.free) {
    errors.free = "Say that you give it away, or type a price above 0.";
  }
  if (price?.ok && price.amount > maximumPrice) errors.price = "That is more than a work can ever be paid.";

  const supply = form.limited ? parseWholeNumber(form.supply) : unlimitedSupply;
  if (supply === undefined || supply === 0)
    errors.supply = "Type how many licences you sell, as a whole number above 0.";
  else if (form.limited && supply >= unlimitedSupply)
    errors.supply = "That is as good as unlimited. Choose “No limit”.";

  const opens = form.timed && form.opens !== "" ? localTime(form.opens) : 0;
  const closes = form.timed && form.closes !== "" ? localTime(form.closes) : forever;
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

  if (Object.keys(errors).length > 0 || !currency || !price?.ok) return { errors, sale: undefined };
  return {
    errors,
    sale: {
      currency: currency.address,
      price: price.amount,
      supply: supply as number,
      opens: opens as number,
      closes: closes as number,
    },
  };
}

/** What one payment can bring a work at most: its lifetime income is counted in 112 bits. */
const maximumPrice = 2n ** 112n - 1n;

function decimalsProblem({ symbol, decimals }: CurrencyInfo): string {
  if (decimals === 0) return `${symbol} has no decimals: it cannot be divided. Type a whole number.`;
  return `${symbol} has ${decimals} decimals, and this price has more. Nothing is rounded: shorten it.`;
}
