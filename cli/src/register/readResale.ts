import { UsageError } from "../UsageError.ts";

/** A resale royalty as it is typed, in hundredths of a per cent; none if missing. */
export function readResale(text: string | undefined): number {
  if (text === undefined) return 0;
  const found = /^(\d{1,3})(?:\.(\d{1,2}))?%?$/.exec(text.trim());
  const hundredths = found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : Number.NaN;
  if (!Number.isInteger(hundredths) || hundredths > 10_000) {
    throw new UsageError(`--resale ${text} is not a percentage from 0 to 100 with at most two decimals, such as 7.5.`);
  }
  return hundredths;
}
