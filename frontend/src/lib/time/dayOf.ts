const format = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** The day of a moment in UTC, as "12 March 2026". */
export function dayOf(seconds: number): string {
  return format.format(new Date(seconds * 1000));
}
