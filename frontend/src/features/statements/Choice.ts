export type PeriodChoice = "all" | "year" | "quarter" | "custom";

/** What a person chose on the page, as they typed it. */
export type Choice = {
  about: "holder" | "work";
  holder: string;
  work: string;
  period: PeriodChoice;
  /** Four digits. */
  year: string;
  /** Days as a date field writes them, 2026-03-12; both belong to the period. Empty for no limit. */
  from: string;
  to: string;
  /** The address of a currency, or "all". */
  currency: string;
};
