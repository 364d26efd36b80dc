/** Seconds since 1970 as ISO 8601 in UTC, to the second; the contracts' "for ever" lies beyond what dates can say. */
export function isoTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) || seconds >= 2 ** 40 - 1 ? "no end" : date.toISOString().replace(".000Z", "Z");
}

const durationUnits = [
  { seconds: 86_400, one: "day", many: "days" },
  { seconds: 3_600, one: "hour", many: "hours" },
  { seconds: 60, one: "minute", many: "minutes" },
  { seconds: 1, one: "second", many: "seconds" },
] as const;

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A duration in the largest unit that states it exactly, such as "730 days". A year is no unit: its length varies. */
export function durationInWords(seconds: number): string {
  const unit = durationUnits.find((candidate) => seconds % candidate.seconds === 0) ?? durationUnits[3];
  const count = seconds / unit.seconds;
  return `${grouped(count)} ${count === 1 ? unit.one : unit.many}`;
}
