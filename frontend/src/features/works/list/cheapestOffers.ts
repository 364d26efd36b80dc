import type { OfferRecord } from "@colophon/sdk";
import type { Address } from "viem";
import { deedVerdict } from "../../../lib/terms/deedVerdict.ts";

/** The lowest price in each currency among the offers that can be bought now and whose deed is not refused. */
export function cheapestOffers(offers: readonly OfferRecord[]): { currency: Address; price: bigint }[] {
  const lowest = new Map<Address, bigint>();
  for (const record of offers) {
    if (record.state !== "open" || deedVerdict(record.terms).status === "refused") continue;
    const { currency, price } = record.offer;
    const before = lowest.get(currency);
    if (before === undefined || price < before) lowest.set(currency, price);
  }
  return [...lowest].map(([currency, price]) => ({ currency, price }));
}
