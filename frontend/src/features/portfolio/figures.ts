import { day, forever, isSameAddress } from "@colophon/sdk";
import type { IndexedLicence, IndexedWork } from "@colophon/sdk/index-api";
import type { Address } from "viem";
import { bucketsBetween, startOfBucket } from "../../lib/time.ts";

/** How far a work has come: each stage has what those before it have. */
export const stages = [
  { id: "registered", label: "Registered only" },
  { id: "offered", label: "On offer" },
  { id: "licensed", label: "Licensed" },
  { id: "earning", label: "Earning" },
] as const;

type Stage = (typeof stages)[number]["id"];

/** The furthest stage that a work has reached. */
export function stageOf({ offers, licencesSold, income }: IndexedWork): Stage {
  if (income.some(({ received }) => received > 0n)) return "earning";
  if (licencesSold > 0) return "licensed";
  return offers.open > 0 ? "offered" : "registered";
}

/** How long licences still count, in steps that people plan by. */
export const lives = [
  { id: "over", label: "Over" },
  { id: "month", label: "30 days or less" },
  { id: "year", label: "A year or less" },
  { id: "longer", label: "Longer" },
  { id: "forever", label: "Without an end" },
] as const;

type Life = (typeof lives)[number]["id"];

/** Which step a licence is in at a moment; half-open like the contract, so its last moment is over already. */
export function remainingLife({ endsAt: end, ended }: IndexedLicence, now: number): Life {
  if (ended !== null) return "over";
  if (end >= forever) return "forever";
  if (end <= now) return "over";
  if (end - now <= 30 * day) return "month";
  return end - now <= 365 * day ? "year" : "longer";
}

/** Amounts added up, each currency for itself, in the order in which they first occur; nothing stays out but zero. */
export function sumByCurrency(amounts: readonly { currency: Address; amount: bigint }[]) {
  const sums = new Map<Address, bigint>();
  for (const { currency, amount } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + amount);
  return [...sums].filter(([, amount]) => amount !== 0n).map(([currency, amount]) => ({ currency, amount }));
}

const mostMonths = 120;

/** What licences brought in one currency, renewals included, by the month of their sale, until now. */
export function salesByMonth(licences: readonly IndexedLicence[], currency: Address, now: number) {
  const sums = new Map<number, bigint>();
  for (const licence of licences) {
    if (licence.pricePaid === 0n || !isSameAddress(licence.currency, currency)) continue;
    const start = startOfBucket("month", licence.soldAt.time);
    sums.set(start, (sums.get(start) ?? 0n) + licence.pricePaid);
  }
  if (sums.size === 0) return [];
  const last = Math.max(now, ...sums.keys());
  return bucketsBetween("month", Math.min(...sums.keys()), last, mostMonths).map((start) => ({
    start,
    amount: sums.get(start) ?? 0n,
  }));
}
