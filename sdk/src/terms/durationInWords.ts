const units = [
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
  const unit = units.find((candidate) => seconds % candidate.seconds === 0) ?? units[3];
  const count = seconds / unit.seconds;
  return `${grouped(count)} ${count === 1 ? unit.one : unit.many}`;
}
