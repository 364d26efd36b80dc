import { mostReported, parseDecimal } from "@colophon/sdk";
import { dueForReport, type OnchainTerms } from "@colophon/sdk/terms";
import type { Hex } from "viem";
import type { FileDigest } from "../../flow/FileDigestField.tsx";
import { parseAmount } from "../../lib/parse.ts";

/** What a licensee typed and chose for a report. */
export type ReportForm = { units: string; revenue: string; file: FileDigest | undefined };

type ParsedReport = {
  errors: Readonly<Record<string, string>>;
  /** What is reported, and what is owed for it; undefined while something is wrong. */
  usage: { units: bigint; revenue: bigint; digest: Hex | undefined; due: bigint } | undefined;
};

type Money = Pick<OnchainTerms, "perUnit" | "revenueShare" | "minimum" | "cap">;

/** Reads a report strictly: nothing is rounded, and an empty box is not a zero. */
export function parseReportForm(form: ReportForm, terms: Money, decimals: number | undefined): ParsedReport {
  const errors: Record<string, string> = {};
  const units = parseReportedUnits(form.units);
  if (typeof units === "string") errors.units = units;
  const revenue = decimals === undefined ? undefined : parseAmount(form.revenue, decimals);
  if (!revenue) errors.revenue = "The currency of this licence cannot be read right now. Try again in a moment.";
  else if (!revenue.ok)
    errors.revenue = revenue.reason === "blank" ? "Type the revenue; 0 if there was none." : revenue.error;
  else if (revenue.amount > mostReported) errors.revenue = "That is more than a report can hold. Check the number.";
  if (typeof units === "string" || !revenue?.ok || Object.keys(errors).length > 0) return { errors, usage: undefined };
  const usage = { units, revenue: revenue.amount };
  return { errors, usage: { ...usage, digest: form.file?.digest, due: dueForReport(terms, usage) } };
}

function parseReportedUnits(text: string): bigint | string {
  const tooMany = "That is more than a report can hold. Check the number.";
  const parsed = parseDecimal(text, 0);
  if (parsed.ok) return parsed.value > mostReported ? tooMany : parsed.value;
  if (parsed.reason === "blank") return "Type how many; 0 if there were none.";
  return parsed.reason === "ambiguous"
    ? parsed.error
    : parsed.reason === "too large"
      ? tooMany
      : "Type a whole number.";
}
