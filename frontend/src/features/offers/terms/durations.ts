const day = 86_400;

/** Durations to choose from, in seconds. A year is counted as 365 days, which the deed says. */
export const durations = [
  { seconds: 30 * day, label: "30 days" },
  { seconds: 182 * day, label: "Half a year (182 days)" },
  { seconds: 365 * day, label: "1 year (365 days)" },
  { seconds: 730 * day, label: "2 years (730 days)" },
  { seconds: 1_095 * day, label: "3 years (1,095 days)" },
  { seconds: 1_825 * day, label: "5 years (1,825 days)" },
  { seconds: 3_650 * day, label: "10 years (3,650 days)" },
] as const;
