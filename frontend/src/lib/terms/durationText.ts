import { durationInWords, forever } from "@colophon/sdk";

const year = 365 * 86_400;

/** How long a licence lasts, exactly, with the years people think in: "730 days (2 years)". */
export function durationText(seconds: number | "forever"): string {
  if (seconds === "forever" || seconds === forever) return "for ever";
  const years = seconds / year;
  const words = durationInWords(seconds);
  if (!Number.isInteger(years)) return words;
  return `${words} (${years === 1 ? "1 year" : `${years.toLocaleString("en-GB")} years`})`;
}
