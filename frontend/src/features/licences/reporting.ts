import { formatId } from "@colophon/sdk";
import { payDebtCall, reportUsageCall } from "@colophon/sdk/calls";
import { type LicenceDetails, readAtHead } from "@colophon/sdk/read";
import { debtWithReport, type OnchainConditions } from "@colophon/sdk/terms";
import { useMemo } from "react";
import * as v from "valibot";
import { useConnection } from "wagmi";
import { foundOf } from "../../flow/Read.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { usePayment } from "../../flow/usePayment.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { useCurrency, usePriceInWords } from "../../lib/currency.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { emptyPayment, PaymentForm, parsePaymentForm, parseReportForm, ReportForm, type Usage } from "./report.ts";

/** A licence whose conditions are known, so that something can be reported and paid under it. */
export type Reported = LicenceDetails & { compliance: { conditions: OnchainConditions } };

const ReportDraft = v.object({ ...ReportForm.entries, payment: PaymentForm });

type ReportDraft = v.InferOutput<typeof ReportDraft>;

/** The decimals of what is owed; of a silent token, which can only be counted in its smallest unit, none. */
export function useDecimals({ compliance }: Reported) {
  const state = useCurrency(compliance.conditions.currency);
  const currency = state.status === "known" ? state.currency : undefined;
  return { symbol: currency?.symbol, decimals: currency?.decimals ?? (state.status === "silent" ? 0 : undefined) };
}

/** What the contract would say is owed for a period, before the advance; it knows every rule of the conditions. */
function useOwed(licence: Reported, period: number | undefined, usage: Usage | undefined) {
  const { address } = useConnection();
  const { conditions, account } = licence.compliance;
  return useFinding(
    address && period !== undefined && usage
      ? {
          key: ["owed", licence.id.toString(), period, String(usage.units), String(usage.revenue), address],
          read: (context) =>
            readAtHead(context, async (block) => {
              const report = { period, units: usage.units, revenue: usage.revenue };
              const rules = { licence: licence.id, terms: licence.terms.onchain, conditions };
              const { result } = await context.client.simulateContract({
                ...reportUsageCall(context.deployment, { ...rules, report }),
                account: address,
                blockNumber: BigInt(block.number),
              });
              return { owed: result, ...debtWithReport(conditions, account, result) };
            }),
        }
      : undefined,
    { keep: true },
  );
}

/** What was typed of the next report, what is owed by it, and how that is paid. */
export function useReport(licence: Reported, time: number) {
  const { deployment } = useActiveChain();
  const { conditions, next } = licence.compliance;
  const { onchain } = licence.terms;
  const intent = `report:${formatId(licence.id, "licence")}:${next?.period ?? "none"}`;
  const initial: ReportDraft = { units: "", revenue: "", file: undefined, payment: emptyPayment };
  const draft = useDraft({ key: intent, version: 2, schema: ReportDraft, initial });
  const { symbol, decimals } = useDecimals(licence);
  const { value } = draft;
  const { errors, usage } = useMemo(() => parseReportForm(value, decimals), [value, decimals]);
  const asked = useOwed(licence, next?.period, usage);
  const owed = foundOf(asked);
  const paying = useMemo(
    () => parsePaymentForm(value.payment, owed?.debt ?? 0n, decimals, owed?.sure),
    [value.payment, owed?.debt, owed?.sure, decimals],
  );
  const amount = owed && paying.payment ? paying.payment.amount : 0n;
  const words = usePriceInWords(amount, conditions.currency);
  const report = useMemo(() => {
    if (!usage || !next || !owed || !paying.payment) return undefined;
    const { units, revenue, digest } = usage;
    return {
      call: reportUsageCall(deployment, {
        ...{ licence: licence.id, terms: onchain, conditions, payment: paying.payment },
        report: { period: next.period, units, revenue, ...(digest ? { digest } : {}) },
      }),
      says: `Report period ${next.period + 1}${amount > 0n ? ` and pay ${words}` : "; nothing is paid with it"}.`,
    };
  }, [usage, next, owed, paying.payment, amount, words, deployment, licence.id, onchain, conditions]);
  const { currency } = conditions;
  const payment = usePayment({ intent, currency, amount, purpose: "this report", pay: report, time });
  return { next, draft, symbol, errors, usage, asked, owed, paying, intent, report, payment };
}

/** What was typed of a payment of what is due, and how it is paid. */
export function useDebtPayment(licence: Reported, debt: bigint, time: number) {
  const { deployment } = useActiveChain();
  const { conditions } = licence.compliance;
  const { onchain } = licence.terms;
  const intent = `pay-debt:${formatId(licence.id, "licence")}`;
  const draft = useDraft({ key: intent, version: 1, schema: PaymentForm, initial: emptyPayment });
  const { symbol, decimals } = useDecimals(licence);
  const paying = useMemo(() => parsePaymentForm(draft.value, debt, decimals), [draft.value, debt, decimals]);
  const amount = paying.payment?.amount ?? 0n;
  const words = usePriceInWords(amount, conditions.currency);
  const pay = useMemo(() => {
    const { payment } = paying;
    if (!payment || (payment.amount === 0n && payment.withheld === 0n)) return undefined;
    return {
      call: payDebtCall(deployment, { licence: licence.id, terms: onchain, conditions, payment }),
      says: `Pay ${words} of what is due under licence ${licence.serial}.`,
    };
  }, [paying, words, deployment, licence.id, licence.serial, onchain, conditions]);
  const { currency } = conditions;
  const payment = usePayment({ intent, currency, amount, purpose: "this debt", pay, time });
  return { draft, symbol, paying, intent, pay, payment };
}
