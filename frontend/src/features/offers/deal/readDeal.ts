import { forever } from "@colophon/sdk";
import type { Address } from "viem";
import { parseAddress } from "../../../lib/forms/parseAddress.ts";
import { parseWholeNumber } from "../parseWholeNumber.ts";
import { localTime } from "../price/localTime.ts";
import type { DealForm } from "./DealForm.ts";

export type Deal = { buyer: Address; seats: number; closes: number };

export type ReadDeal = {
  /** By field: `buyer`, `seats`, `expires`. */
  errors: Readonly<Partial<Record<keyof DealForm, string>>>;
  /** Undefined if something is wrong. */
  deal: Deal | undefined;
};

export type ReadDealParameters = {
  form: DealForm;
  /** Who signs. */
  licensor: Address;
  /** Seconds since 1970. */
  now: number;
};

/** As many seats as one licence can have. */
const mostSeats = 65_535;

/** What a form says about the one buyer, or what is wrong with it. */
export function readDeal({ form, licensor, now }: ReadDealParameters): ReadDeal {
  const errors: Partial<Record<keyof DealForm, string>> = {};
  const buyer = parseAddress(form.buyer, [
    { address: licensor, why: "This account licenses the work. Type the account of the buyer." },
  ]);
  if (!buyer.ok) errors.buyer = buyer.error;

  const seats = parseWholeNumber(form.seats);
  if (seats === undefined || seats === 0) {
    errors.seats = "Type how many seats the buyer gets, as a whole number above 0.";
  } else if (seats > mostSeats) errors.seats = "A licence has at most 65,535 seats. Type fewer.";

  const closes = form.expires === "" ? forever : localTime(form.expires);
  if (closes === undefined) errors.expires = "There is no such moment on your clock. Choose another date and time.";
  else if (closes <= now) errors.expires = "This is in the past. The buyer could not use the quote any more.";

  if (Object.keys(errors).length > 0 || !buyer.ok) return { errors, deal: undefined };
  return { errors, deal: { buyer: buyer.address, seats: seats as number, closes: closes as number } };
}
