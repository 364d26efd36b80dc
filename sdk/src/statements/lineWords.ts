import type { LineKind } from "./Statement.ts";

/** What each kind of line is, for people. */
export const lineWords: Record<LineKind, string> = {
  sale: "Licence sold",
  renewal: "Licence renewed",
  report: "Usage report",
  till: "Paid into the till",
  payment: "Payment",
  derivative: "From a work made from it",
  upstream: "To a work it is made from",
  "units-taken": "Share taken",
  "units-received": "Share received",
  "units-sent": "Share sent",
  withdrawal: "Withdrawal",
  proceeds: "Sublicence sold",
  "proceeds-withdrawal": "Proceeds withdrawn",
};
