import { mostReported } from "@colophon/sdk";
import type { UsagePayment } from "@colophon/sdk/calls";
import * as v from "valibot";
import type { Hex } from "viem";
import { KeptDigest } from "../../flow/draftSchemas.ts";
import { parseAmount, parseWhole } from "../../lib/parse.ts";

/** What a licensee typed and chose for a report, or for the correction of one. */
export const ReportForm = v.object({ units: v.string(), revenue: v.string(), file: v.undefinedable(KeptDigest) });

export type ReportForm = v.InferOutput<typeof ReportForm>;

export type Usage = { units: bigint; revenue: bigint; digest: Hex | undefined };

type ParsedReport = {
  errors: Readonly<Partial<Record<keyof ReportForm, string>>>;
  /** What is reported; undefined while something is wrong. */
  usage: Usage | undefined;
};

const unreadable = "The currency of this licence cannot be read right now. Try again in a moment.";

/** Reads a report strictly: nothing is rounded, and an empty box is not a zero. */
export function parseReportForm(form: ReportForm, decimals: number | undefined): ParsedReport {
  const errors: Partial<Record<keyof ReportForm, string>> = {};
  const empty = form.units.trim() === "";
  const units = parseWhole(form.units, {
    ask: empty ? "Type how many; 0 if there were none." : "Type a whole number, with digits only: 1250",
    least: 0,
    most: mostReported,
    over: "That is more than a report can hold. Check the number.",
  });
  if (!units.ok) errors.units = units.error;
  const revenue = decimals === undefined ? undefined : parseAmount(form.revenue, decimals);
  if (!revenue) errors.revenue = unreadable;
  else if (!revenue.ok)
    errors.revenue = revenue.reason === "blank" ? "Type the revenue; 0 if there was none." : revenue.error;
  else if (revenue.amount > mostReported) errors.revenue = "That is more than a report can hold. Check the number.";
  if (!units.ok || !revenue?.ok || Object.keys(errors).length > 0) return { errors, usage: undefined };
  return { errors, usage: { units: units.value, revenue: revenue.amount, digest: form.file?.digest } };
}

/** What a licensee typed and chose of a payment. */
export const PaymentForm = v.object({
  /** All that is due, what the report adds to it, another amount, or nothing now. */
  pay: v.picklist(["all", "added", "other", "later"]),
  amount: v.string(),
  /** Whether tax was withheld, how much, and its certificate. */
  taxed: v.boolean(),
  withheld: v.string(),
  certificate: v.undefinedable(KeptDigest),
});

export type PaymentForm = v.InferOutput<typeof PaymentForm>;

export const emptyPayment: PaymentForm = {
  pay: "all",
  amount: "",
  taxed: false,
  withheld: "",
  certificate: undefined,
};

type ParsedPayment = {
  errors: Readonly<Partial<Record<keyof PaymentForm, string>>>;
  /** Undefined while something is wrong. */
  payment: UsagePayment | undefined;
};

/**
 * Reads what is paid of a debt: never more than it, and tax only with its certificate.
 *
 * @param sure What of the debt nobody else can pay before; all of it where there is no report.
 */
export function parsePaymentForm(
  form: PaymentForm,
  debt: bigint,
  decimals: number | undefined,
  sure: bigint = debt,
): ParsedPayment {
  const errors: Partial<Record<keyof PaymentForm, string>> = {};
  const money = (field: "amount" | "withheld", most: bigint, over: string): bigint => {
    const parsed = decimals === undefined ? undefined : parseAmount(form[field], decimals);
    if (!parsed) errors[field] = unreadable;
    else if (!parsed.ok) errors[field] = parsed.error;
    else if (parsed.amount > most) errors[field] = over;
    else return parsed.amount;
    return 0n;
  };
  const withheld = form.taxed ? money("withheld", debt, "That is more than is due. Type that or less.") : 0n;
  if (form.taxed && withheld === 0n) errors.withheld ??= "Type how much was withheld, above 0, or turn this off.";
  if (form.taxed && !form.certificate) errors.certificate = "Choose the certificate of the tax that was withheld.";
  const left = debt - withheld;
  const amount =
    form.pay === "all"
      ? left
      : form.pay === "added"
        ? atLeastZero(sure - withheld)
        : form.pay === "later"
          ? 0n
          : money("amount", left, "That is more than is due. Nothing can be paid ahead: type that or less.");
  if (Object.keys(errors).length > 0) return { errors, payment: undefined };
  const certificate = form.taxed ? form.certificate?.digest : undefined;
  return { errors, payment: { amount, withheld, ...(certificate ? { certificate } : {}) } };
}

const atLeastZero = (amount: bigint) => (amount < 0n ? 0n : amount);
