export type Bucket = "day" | "week" | "month";

const day = 86_400;

/** The first second, in UTC, of the day, the week (from Monday) or the month that a moment is in. */
export function startOfBucket(by: Bucket, seconds: number): number {
  const midnight = Math.floor(seconds / day) * day;
  if (by === "day") return midnight;
  const date = new Date(midnight * 1000);
  if (by === "month") return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / 1000;
  return midnight - ((date.getUTCDay() + 6) % 7) * day;
}
