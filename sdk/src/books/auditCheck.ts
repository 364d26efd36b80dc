import type { Address } from "viem";
import type { ComparisonResult } from "./statement.ts";

/**
 * What an audit found to a question. "consistent" and "differs" are of a comparison that was made; "attention": the
 * record is sound and says something that a reader must know; "unknown": what it takes was not at hand; "nothing": there
 * was nothing to compare, so nothing was found.
 */
export type AuditResult = ComparisonResult | "attention" | "nothing";

/** One question of an audit, and what answering it compared. */
export type AuditCheck = {
  check: string;
  result: AuditResult;
  /** Undefined for a question about all works together. */
  work: bigint | undefined;
  currency?: Address | undefined;
  /** What was held against what. */
  compared: string;
  /** How many figures, logs, pairs or answers were compared. */
  items: number;
  /** From the events, where the comparison is of one figure in a currency. */
  computed?: bigint | undefined;
  contract?: bigint | undefined;
  finding: string;
  /** How anybody can answer it again. */
  how: string;
};

/** What each result means, for people. */
export const auditResultWords: Record<AuditResult, string> = {
  consistent: "consistent",
  differs: "differs",
  attention: "attention",
  unknown: "not known",
  nothing: "nothing to compare",
};

/** The result of a comparison of a number of things: without any, nothing was found. */
export function resultOf(items: number, fits: boolean): AuditResult {
  if (!fits) return "differs";
  return items === 0 ? "nothing" : "consistent";
}
