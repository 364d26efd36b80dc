import { ColophonError, parseId, type StatementQuery } from "@colophon/sdk";
import type { Address } from "viem";
import { parseAddress } from "../../lib/forms/parseAddress.ts";
import type { Choice } from "./Choice.ts";
import { periodOf } from "./periodOf.ts";

export type ChosenQuery =
  | { ok: true; query: StatementQuery }
  | { ok: false; field: "holder" | "work" | "period"; error: string };

/** What the statement will be of, or what is wrong with the choice. */
export function queryOf(choice: Choice, now: number): ChosenQuery {
  const chosen = periodOf(choice, now);
  if (!chosen.ok) return { ok: false, field: "period", error: chosen.error };
  const currency = choice.currency === "all" ? {} : { currency: choice.currency as Address };
  if (choice.about === "holder") {
    const parsed = parseAddress(choice.holder);
    if (!parsed.ok) return { ok: false, field: "holder", error: parsed.error };
    // What the account paid is listed beside what it earned.
    return { ok: true, query: { holder: parsed.address, payer: parsed.address, ...currency, ...chosen.period } };
  }
  try {
    return { ok: true, query: { work: parseId(choice.work, "work"), ...currency, ...chosen.period } };
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    return { ok: false, field: "work", error: error.shortMessage };
  }
}
