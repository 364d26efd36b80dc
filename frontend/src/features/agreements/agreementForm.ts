import { day, isSameAddress } from "@colophon/sdk";
import {
  AgreementError,
  type AgreementPlace,
  draftAgreement,
  fillTemplate,
  mostParties,
  type SignedAgreement,
  type TemplateId,
  templates,
} from "@colophon/sdk/agreements";
import * as v from "valibot";
import type { Address } from "viem";
import { listOf } from "../../flow/draftSchemas.ts";
import { parseAddress, parseWhole } from "../../lib/parse.ts";
import { afterDay, parseDay } from "../../lib/typedTime.ts";

const ids = templates.map(({ id }) => id);

/** What somebody typed of an agreement. */
export const AgreementFormSchema = v.object({
  /** The text's template, or "own". */
  text: v.picklist(["own", ...ids] as ["own", ...TemplateId[]]),
  words: v.string(),
  /** By the blank's id, of every template. */
  blanks: v.record(v.string(), v.string()),
  parties: listOf(v.string()),
  closes: v.string(),
  ends: v.string(),
  leaving: v.picklist(["nobody", "each"] as const),
  notice: v.string(),
  witnessed: v.boolean(),
});

export type AgreementForm = v.InferOutput<typeof AgreementFormSchema>;

export const emptyAgreement: AgreementForm = {
  ...{ text: "nda-mutual", words: "", blanks: {}, parties: ["", ""], closes: "", ends: "" },
  ...{ leaving: "nobody", notice: "30", witnessed: true },
};

export type AgreementErrors = Partial<Record<string, string>>;

export type ReadAgreement = { ok: true; signed: SignedAgreement } | { ok: false; errors: AgreementErrors };

/**
 * The draft that a form stands for, or what is wrong with each of its fields: "party 0", "closes", "blank purpose".
 *
 * @param now The chain's time: it can be concluded from then.
 */
export function readAgreementForm(form: AgreementForm, place: AgreementPlace, now: number): ReadAgreement {
  const errors: AgreementErrors = {};
  const parties = readParties(form.parties, errors);
  const closes = readLastDay(form.closes, now, errors);
  const ends = readDay(form.ends, "ends", errors);
  if (ends !== undefined && ends <= now) errors.ends = "This day is over. Choose a later one, or none.";
  const days =
    form.leaving === "nobody"
      ? { ok: true as const, value: 0 }
      : parseWhole(form.notice, { ask: "Enter how many days.", least: 0, most: 3_650 });
  if (!days.ok) errors.notice = days.error;
  const words = readWords(form, errors);
  if (Object.keys(errors).length > 0 || !days.ok || closes === undefined || words === undefined)
    return { ok: false, errors };
  try {
    const signed = draftAgreement({
      ...{ ...place, words, parties, closes, opens: now, witnessed: form.witnessed },
      ...(ends !== undefined && { ends }),
      leavers: form.leaving === "each" ? parties : [],
      notice: Number(days.value) * day,
    });
    return { ok: true, signed };
  } catch (error) {
    if (!(error instanceof AgreementError)) throw error;
    return { ok: false, errors: { [error.field ?? "text"]: error.shortMessage } };
  }
}

function readParties(typed: readonly string[], errors: AgreementErrors): Address[] {
  const parties: Address[] = [];
  for (const [i, text] of typed.entries()) {
    const read = parseAddress(text);
    if (!read.ok) errors[`party ${i}`] = read.error;
    else if (parties.some((party) => isSameAddress(party, read.address)))
      errors[`party ${i}`] = "This account is named twice.";
    else parties.push(read.address);
  }
  if (typed.length > mostParties) errors.parties = `There can be ${mostParties} parties at most.`;
  return parties;
}

/** The first second after the last day on which people can sign; notes as `closes` what is wrong with it. */
export function readLastDay(text: string, now: number, errors: AgreementErrors): number | undefined {
  const closes = readDay(text, "closes", errors);
  if (text === "") errors.closes = "Choose until when everybody must have signed.";
  else if (closes !== undefined && closes <= now) errors.closes = "This day is over. Choose a later one.";
  return closes;
}

/** The first second after a day. */
function readDay(text: string, field: string, errors: AgreementErrors): number | undefined {
  const read = parseDay(text);
  if (!read.ok) errors[field] = read.error;
  return read.ok && read.seconds !== undefined ? afterDay(read.seconds) : undefined;
}

function readWords({ text, words, blanks }: AgreementForm, errors: AgreementErrors): string | undefined {
  if (text === "own") {
    if (words.trim() === "") errors.text = "Write what is agreed.";
    return words;
  }
  const template = templates.find(({ id }) => id === text);
  const filled = Object.fromEntries((template?.blanks ?? []).map(({ id }) => [id, blanks[id] ?? ""]));
  try {
    return fillTemplate(text, filled);
  } catch (error) {
    if (!(error instanceof AgreementError)) throw error;
    errors[`blank ${error.field}`] = error.shortMessage;
    return undefined;
  }
}
