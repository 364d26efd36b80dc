const format = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZone: "UTC",
});

/** A moment as "12 March 2026, 14:05:09 UTC". */
export function formatTime(seconds: bigint | number): string {
  const parts = Object.fromEntries(
    format.formatToParts(new Date(Number(seconds) * 1000)).map((part) => [part.type, part.value]),
  );
  return `${parts.day} ${parts.month} ${parts.year}, ${parts.hour}:${parts.minute}:${parts.second} UTC`;
}
