import { isSameAddress, type PastedPlace, unitsFromPercent } from "@colophon/sdk";
import * as v from "valibot";
import { type Address, zeroAddress } from "viem";
import type { CurrencyInfo } from "../../lib/currency.ts";
import { parseAddress, parseAmount, parsePercent, parseWhole, tokenProblem } from "../../lib/parse.ts";
import { afterDay, parseDay } from "../../lib/typedTime.ts";

/** What somebody typed of a sale. */
export const SaleFormSchema = v.object({
  control: v.boolean(),
  /** A percentage of the royalty units; empty for none. */
  share: v.string(),
  /** ETH (the zero address), one of the site's tokens, or any other. */
  currency: v.custom<Address | "other">((value) => typeof value === "string"),
  token: v.string(),
  price: v.string(),
  /** Who may buy; empty for anybody, which only shares allow. */
  buyer: v.string(),
  closes: v.string(),
  /** How many licences may still be sold or renewed until then. */
  room: v.string(),
  resale: v.boolean(),
  /** Own words for the deed; empty for the standard ones. */
  words: v.string(),
});

export type SaleForm = v.InferOutput<typeof SaleFormSchema>;

export const emptySale: SaleForm = {
  ...{ control: true, share: "", currency: zeroAddress, token: "", price: "", buyer: "", closes: "", room: "0" },
  ...{ resale: false, words: "" },
};

export type SaleErrors = Partial<Record<keyof SaleForm, string>>;

/** What a form asks for, for draftOrder. */
export type AskedSale = {
  control: boolean;
  units: number;
  currency: Address;
  price: bigint;
  buyer?: Address;
  closes: number;
  room: number;
  resaleRoyalty: boolean;
  words?: string;
};

type ReadSaleParameters = {
  form: SaleForm;
  /** The chosen currency; undefined while another token is not read or cannot be. */
  currency: CurrencyInfo | undefined;
  seller: Address;
  place: PastedPlace;
  /** Seconds since 1970. */
  now: number;
};

/** What a form stands for, or what is wrong with each of its fields. */
export function readSaleForm({ form, currency, seller, place, now }: ReadSaleParameters): {
  errors: SaleErrors;
  asked: AskedSale | undefined;
} {
  const errors: SaleErrors = {};
  const units = readUnits(form, errors);
  const price = readPrice(form, currency, errors);
  const buyer = readBuyer(form, { seller, place }, errors);
  const closes = parseDay(form.closes);
  if (!closes.ok) errors.closes = closes.error;
  else if (closes.seconds === undefined) errors.closes = "Choose until when it can be bought.";
  else if (afterDay(closes.seconds) <= now) errors.closes = "This day is over. Choose a later one.";
  const room = parseWhole(form.room, { ask: "Enter how many licences.", least: 0, most: 100_000 });
  if (!room.ok) errors.room = room.error;
  const until = closes.ok && closes.seconds !== undefined ? afterDay(closes.seconds) : undefined;
  if (Object.keys(errors).length > 0 || until === undefined || !room.ok) return { errors, asked: undefined };
  if (price === undefined || currency === undefined) return { errors, asked: undefined };
  const asked: AskedSale = {
    ...{ control: form.control, units, currency: currency.address, price, resaleRoyalty: form.resale },
    ...(buyer && { buyer }),
    closes: until,
    room: Number(room.value),
    ...(form.words.trim() !== "" && { words: form.words }),
  };
  return { errors, asked };
}

function readUnits({ control, share }: SaleForm, errors: SaleErrors): number {
  if (share.trim() === "") {
    if (!control) errors.share = "Choose the work, shares of its income, or both.";
    return 0;
  }
  const read = parsePercent(share, unitsFromPercent);
  if (!read.ok) errors.share = read.error;
  else if (read.part === 0 && !control) errors.share = "0 % is nothing. Type more.";
  return read.ok ? read.part : 0;
}

function readPrice({ price, currency, token }: SaleForm, known: CurrencyInfo | undefined, errors: SaleErrors) {
  if (known === undefined) {
    errors[currency === "other" ? "token" : "currency"] =
      currency === "other" ? tokenProblem(token) : "Choose a currency.";
    return undefined;
  }
  const read = parseAmount(price, known.decimals);
  if (!read.ok) errors.price = read.error;
  return read.ok ? read.amount : undefined;
}

function readBuyer(
  { control, buyer }: SaleForm,
  { seller, place }: { seller: Address; place: PastedPlace },
  errors: SaleErrors,
): Address | undefined {
  if (buyer.trim() === "") {
    if (control) errors.buyer = "A work is sold to somebody named. Paste the address of the buyer.";
    return undefined;
  }
  const read = parseAddress(buyer, [], place);
  if (!read.ok) errors.buyer = read.error;
  else if (isSameAddress(read.address, seller)) errors.buyer = "This is your own account. Name the buyer's.";
  return read.ok ? read.address : undefined;
}
