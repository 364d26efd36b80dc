import { mostReported } from "@colophon/sdk";
import { dueForReport, type OnchainTerms } from "@colophon/sdk/terms";
import * as v from "valibot";
import type { Hex } from "viem";
import { KeptDigest } from "../../flow/draftSchemas.ts";
import { parseAmount, parseWhole } from "../../lib/parse.ts";

/** What a licensee typed and chose for a report. */
export const ReportForm = v.object({ units: v.string(), revenue: v.string(), file: v.undefinedable(KeptDigest) });

export type ReportForm = v.InferOutput<typeof ReportForm>;

export type Usage = { units: bigint; revenue: bigint; digest: Hex | undefined; due: bigint };

type ParsedReport = {
  errors: Readonly<Record<string, string>>;
  /** What is reported, and what is owed for it; undefined while something is wrong. */
  usage: Usage | undefined;
};

type Money = Pick<OnchainTerms, "perUnit" | "revenueShare" | "minimum" | "cap">;

/** Reads a report strictly: nothing is rounded, and an empty box is not a zero. */
export function parseReportForm(form: ReportForm, terms: Money, decimals: number | undefined): ParsedReport {
  const errors: Record<string, string> = {};
  const empty = form.units.trim() === "";
  const units = parseWhole(form.units, {
    ask: empty ? "Type how many; 0 if there were none." : "Type a whole number, with digits only: 1250",
    least: 0,
    most: mostReported,
    over: "That is more than a report can hold. Check the number.",
  });
  if (!units.ok) errors.units = units.error;
  const revenue = decimals === undefined ? undefined : parseAmount(form.revenue, decimals);
  if (!revenue) errors.revenue = "The currency of this licence cannot be read right now. Try again in a moment.";
  else if (!revenue.ok)
    errors.revenue = revenue.reason === "blank" ? "Type the revenue; 0 if there was none." : revenue.error;
  else if (revenue.amount > mostReported) errors.revenue = "That is more than a report can hold. Check the number.";
  if (!units.ok || !revenue?.ok || Object.keys(errors).length > 0) return { errors, usage: undefined };
  const usage = { units: units.value, revenue: revenue.amount };
  return { errors, usage: { ...usage, digest: form.file?.digest, due: dueForReport(terms, usage) } };
}
