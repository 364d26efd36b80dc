import { mebibyte } from "../model/formats.ts";

/**
 * The documents of disclosures: what each calls itself, and how large it may be before nobody reads it. Apart from those of
 * every page, which loads them first.
 */
export const disclosureDocuments = {
  ledger: { format: "colophon-disclosures/1", maxBytes: 64 * mebibyte },
  handover: { format: "colophon-handover/1", maxBytes: mebibyte / 2 },
  answer: { format: "colophon-handover-answer/1", maxBytes: mebibyte / 16 },
} as const;

/** Whether a file begins as a ledger of disclosures does: in its one form the agreement stands first. */
export function saysLedger(beginning: string): boolean {
  return /^\ufeff?\s*\{\s*"agreement"\s*:\s*\{/.test(beginning);
}
