import { type Address, isAddressEqual } from "viem";
import type { IndexedLicence } from "../../lib/index/IndexedLicence.ts";
import { bucketsBetween } from "../../lib/time/bucketsBetween.ts";
import { startOfBucket } from "../../lib/time/startOfBucket.ts";

const mostMonths = 120;

/** What licences brought in one currency, renewals included, by the month of their sale, until now. */
export function salesByMonth(licences: readonly IndexedLicence[], currency: Address, now: number) {
  const sums = new Map<number, bigint>();
  for (const licence of licences) {
    if (licence.pricePaid === 0n || !isAddressEqual(licence.currency, currency)) continue;
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
