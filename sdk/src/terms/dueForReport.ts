import type { OnchainTerms } from "./Terms.ts";

/** What is owed for a report under these terms, in their currency's smallest unit, as the contract works it out. */
export function dueForReport(
  { perUnit, revenueShare, minimum, cap }: Pick<OnchainTerms, "perUnit" | "revenueShare" | "minimum" | "cap">,
  { units, revenue }: { units: bigint; revenue: bigint },
): bigint {
  const asked = units * perUnit + (revenue * BigInt(revenueShare)) / 1_000_000_000n;
  const atLeast = asked < minimum ? minimum : asked;
  return cap !== 0n && atLeast > cap ? cap : atLeast;
}
