const day = 86_400;

/** Reporting periods to choose from, in seconds. */
export const periods = [
  { seconds: 30 * day, label: "30 days" },
  { seconds: 91 * day, label: "A quarter (91 days)" },
  { seconds: 182 * day, label: "Half a year (182 days)" },
  { seconds: 365 * day, label: "A year (365 days)" },
] as const;
