import type { LedgerName, LineKind } from "@colophon/sdk";

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

/** The same from the side of whoever paid. */
export const paymentWords: Partial<Record<LineKind, string>> = {
  sale: "Licence bought",
  renewal: "Licence renewed",
  report: "Paid with a report",
};

export const ledgerWords: Record<LedgerName, string> = {
  units: "Share of a work",
  proceeds: "Sublicences",
  work: "The work",
  payments: "Paid to others",
};
