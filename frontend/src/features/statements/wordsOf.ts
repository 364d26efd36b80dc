import { lineWords, type StatementLine } from "@colophon/sdk";

/** The same from the side of whoever paid. */
const paymentWords: Record<string, string> = {
  sale: "Licence bought",
  report: "Paid with a report",
};

/** What a line is, as its reader would say it. */
export function wordsOf({ ledger, kind, currency }: Pick<StatementLine, "ledger" | "kind" | "currency">): string {
  // Taking a share makes a line for the share, and one for what it had earned in each currency.
  if (kind === "units-taken" && currency !== undefined) return "Income from before it was taken";
  return (ledger === "payments" ? paymentWords[kind] : undefined) ?? lineWords[kind];
}
