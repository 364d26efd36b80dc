import { forever } from "@colophon/sdk";
import type { IndexedLicence } from "../../lib/index/IndexedLicence.ts";

const day = 86_400;

/** How long licences still count, in steps that people plan by. */
export const lives = [
  { id: "over", label: "Over" },
  { id: "month", label: "30 days or less" },
  { id: "year", label: "A year or less" },
  { id: "longer", label: "Longer" },
  { id: "forever", label: "Without an end" },
] as const;

export type Life = (typeof lives)[number]["id"];

/** Which step a licence is in at a moment; half-open like the contract, so its last moment is over already. */
export function remainingLife({ end, terminatedAt, state }: IndexedLicence, now: number): Life {
  if (state === "terminated" || (terminatedAt !== null && terminatedAt <= now)) return "over";
  if (end >= forever) return "forever";
  if (end <= now) return "over";
  if (end - now <= 30 * day) return "month";
  return end - now <= 365 * day ? "year" : "longer";
}
