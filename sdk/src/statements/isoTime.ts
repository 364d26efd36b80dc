/** Seconds since 1970 as ISO 8601 in UTC, to the second; the contracts' "for ever" lies beyond what dates can say. */
export function isoTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) || seconds >= 2 ** 40 - 1 ? "no end" : date.toISOString().replace(".000Z", "Z");
}
