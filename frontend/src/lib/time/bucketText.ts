import type { Bucket } from "./startOfBucket.ts";

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const monthFormat = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

/** What a day, week or month is called, by its first second: "12 Mar 2026", "Mar 2026". A week has its Monday's name. */
export function bucketText(by: Bucket, start: number): string {
  return (by === "month" ? monthFormat : dayFormat).format(new Date(start * 1000));
}
