const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

function count(value: number, unit: string): string {
  return `${value.toLocaleString("en-GB")} ${unit}${value === 1 ? "" : "s"}`;
}

/** A span in whole units, cut and never rounded up: nobody is told of more time than they have. */
export function spanInWords(seconds: number): string {
  if (seconds >= 2 * day) return count(Math.floor(seconds / day), "day");
  if (seconds >= 2 * hour) return count(Math.floor(seconds / hour), "hour");
  if (seconds >= 2 * minute) return count(Math.floor(seconds / minute), "minute");
  return count(Math.max(0, Math.floor(seconds)), "second");
}
