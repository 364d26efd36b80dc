import { ColophonError, type PastedPlace, parseId, parsePasted } from "@colophon/sdk";
import {
  type DocumentHead,
  lineWords,
  readStatement,
  type StatementBalance,
  type StatementCheck,
  type StatementLine,
  type StatementPayeeTotal,
  type StatementQuery,
  type StatementTotal,
  type StatementUnknown,
  statementDocument,
} from "@colophon/sdk/books";
import type { ReadContext } from "@colophon/sdk/read";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import { parseAddress } from "../../lib/parse.ts";
import { parseDays } from "../../lib/typedTime.ts";
import { useReadContext } from "../../lib/useFinding.ts";

export type PeriodChoice = "all" | "year" | "quarter" | "custom";

/** What a person chose on the page, as they typed it. */
export type StatementChoice = {
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

export type ChosenQuery =
  | { ok: true; query: StatementQuery }
  | { ok: false; field: "holder" | "work" | "period"; error: string };

/** What the statement will be of, or what is wrong with the choice. */
export function queryOf(choice: StatementChoice, now: number, place?: PastedPlace): ChosenQuery {
  const chosen = periodOf(choice, now);
  if (!chosen.ok) return { ok: false, field: "period", error: chosen.error };
  const currency = choice.currency === "all" ? {} : { currency: choice.currency as Address };
  if (choice.about === "holder") {
    const parsed = parseAddress(choice.holder, [], place);
    if (!parsed.ok) return { ok: false, field: "holder", error: parsed.error };
    // What the account paid is listed beside what it earned.
    return { ok: true, query: { holder: parsed.address, payer: parsed.address, ...currency, ...chosen.period } };
  }
  try {
    const pasted = parsePasted(choice.work, place);
    if (pasted.kind === "unusable") return { ok: false, field: "work", error: pasted.sentence };
    const work = pasted.kind === "work" ? pasted.id : parseId(choice.work, "work");
    return { ok: true, query: { work, ...currency, ...chosen.period } };
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    return { ok: false, field: "work", error: error.shortMessage };
  }
}

type Period = { from?: number | undefined; until?: number | undefined };

const midnight = (year: number, month: number, day = 1) => Date.UTC(year, month, day) / 1000;

/**
 * The period that was chosen, in seconds since 1970: from counts, until does not. Days begin at midnight in UTC, and
 * the last day belongs to the period.
 *
 * @param now Seconds since 1970, to know which quarter this is.
 */
export function periodOf(
  { period, year, from, to }: Pick<StatementChoice, "period" | "year" | "from" | "to">,
  now: number,
): { ok: true; period: Period } | { ok: false; error: string } {
  if (period === "all") return { ok: true, period: {} };
  if (period === "year") {
    const number = Number(year);
    if (!/^\d{4}$/.test(year) || number < 2015) return { ok: false, error: "Give a year with four digits." };
    return { ok: true, period: { from: midnight(number, 0), until: midnight(number + 1, 0) } };
  }
  if (period === "quarter") {
    const date = new Date(now * 1000);
    const first = Math.floor(date.getUTCMonth() / 3) * 3;
    const inYear = date.getUTCFullYear();
    return { ok: true, period: { from: midnight(inYear, first), until: midnight(inYear, first + 3) } };
  }
  const chosen = parseDays(from, to);
  if (chosen.ok) return { ok: true, period: chosen.days };
  return { ok: false, error: chosen.errors.from ?? chosen.errors.until ?? "" };
}

/** A statement as far as a page shows it: all of it but the lines beyond the first. */
export type ShownStatement = {
  head: DocumentHead;
  openings: StatementBalance[];
  lines: StatementLine[];
  /** How many lines there are in all. */
  count: number;
  totals: StatementTotal[];
  closings: StatementBalance[];
  unknown: StatementUnknown[];
  /** Who was paid by the account, in all. */
  payees: StatementPayeeTotal[];
  checks: StatementCheck[];
};

/** The statement of a query, computed from the chain; undefined asks nothing. */
export function useStatement(query: StatementQuery | undefined) {
  const context = useReadContext();
  const { holder, payer, work, currency, from, until } = query ?? {};
  return useQuery({
    queryKey: [
      ...["chain", context.deployment.chainId, "statement"],
      ...[holder, payer, work?.toString(), currency, from, until],
    ],
    enabled: query !== undefined,
    queryFn: () => readShownStatement(context, query ?? {}),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** How many lines the page shows: a download has them all. */
const mostLines = 200;

/** Computes a statement and keeps what the page shows of it. */
async function readShownStatement(context: ReadContext, query: StatementQuery): Promise<ShownStatement> {
  const read = await readStatement(context, query);
  const { head } = statementDocument(context.deployment, query, read);
  const none = { openings: [], lines: [], totals: [], closings: [], unknown: [], payees: [], checks: [] };
  const shown: ShownStatement = { head, count: 0, ...none };
  for await (const part of read.parts) {
    if (part.section === "lines") {
      shown.count++;
      if (shown.lines.length < mostLines) shown.lines.push(part.row);
    } else if (part.section === "unknown") shown.unknown.push(part.row);
    else if (part.section === "payees") continue;
    else if (part.section === "payeeTotals") shown.payees.push(part.row);
    else if (part.section === "totals") shown.totals.push(part.row);
    else if (part.section === "checks") shown.checks.push(part.row);
    else shown[part.section].push(part.row);
  }
  return shown;
}

/** The same from the side of whoever paid. */
const paymentWords: Record<string, string> = {
  sale: "Licence bought",
  report: "Paid with a report",
};

/** What a line is, as its reader would say it. */
export function lineInWords({ ledger, kind, currency }: Pick<StatementLine, "ledger" | "kind" | "currency">): string {
  // Taking a share makes a line for the share, and one for what it had earned in each currency.
  if (kind === "units-taken" && currency !== undefined) return "Earned before the units were claimed";
  return (ledger === "payments" ? paymentWords[kind] : undefined) ?? lineWords[kind];
}
