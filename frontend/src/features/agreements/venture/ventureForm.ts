import { parseId, parsePasted, unitsFromPercent } from "@colophon/sdk";
import {
  AgreementError,
  type AgreementPlace,
  createVenture,
  draftAgreement,
  type Partner,
  type SignedAgreement,
  type Venture,
  ventureWords,
} from "@colophon/sdk/agreements";
import * as v from "valibot";
import { listOf } from "../../../flow/draftSchemas.ts";
import { parseAddress, parsePercent, parseWhole } from "../../../lib/parse.ts";
import { type AgreementErrors, readLastDay } from "../agreementForm.ts";

/** What somebody typed of a venture, and the agreement once it was drafted. */
export const VentureFormSchema = v.object({
  name: v.string(),
  work: v.string(),
  partners: listOf(v.object({ account: v.string(), name: v.string(), share: v.string() })),
  threshold: v.string(),
  days: v.string(),
  law: v.string(),
  courts: v.string(),
  closes: v.string(),
  /** As the document of its format; empty before. */
  agreement: v.string(),
});

export type VentureForm = v.InferOutput<typeof VentureFormSchema>;

export const emptyPartner = { account: "", name: "", share: "" };

export const emptyVenture: VentureForm = {
  ...{ name: "", work: "", partners: [emptyPartner, emptyPartner], threshold: "2", days: "14" },
  ...{ law: "", courts: "", closes: "", agreement: "" },
};

export type ReadVentureForm =
  | { ok: true; venture: Venture; work: bigint; draft: () => SignedAgreement }
  | { ok: false; errors: AgreementErrors };

/**
 * The venture that a form stands for, or what is wrong with each of its fields: "work", "threshold", "partner 0 account".
 *
 * @param now The chain's time, from which the agreement can be concluded.
 */
export function readVentureForm(form: VentureForm, place: AgreementPlace, now: number): ReadVentureForm {
  const errors: AgreementErrors = {};
  const work = readWork(form.work, errors);
  const partners = form.partners.flatMap((_, i) => readPartner(form, i, errors));
  const threshold = parseWhole(form.threshold, { ask: "Enter how many of the partners must sign." });
  if (!threshold.ok) errors.threshold = threshold.error;
  const closes = readLastDay(form.closes, now, errors);
  const refuse = (error: unknown) => {
    if (!(error instanceof AgreementError)) throw error;
    errors[error.field ?? "name"] ??= error.shortMessage;
    return { ok: false, errors } as const;
  };
  try {
    if (Object.keys(errors).length > 0 || work === undefined || closes === undefined || !threshold.ok)
      return { ok: false, errors };
    const venture = createVenture({ name: form.name, partners, threshold: Number(threshold.value) });
    const { days, law, courts } = form;
    const words = ventureWords(venture, { work, chainId: place.chainId, days, law, courts });
    const parties = venture.partners.map(({ account }) => account);
    const draft = () => draftAgreement({ ...place, words, parties, witnessed: true, opens: now, closes });
    return { ok: true, venture, work, draft };
  } catch (error) {
    return refuse(error);
  }
}

function readWork(text: string, errors: AgreementErrors): bigint | undefined {
  const pasted = parsePasted(text);
  if (pasted.kind === "work") return pasted.id;
  try {
    return parseId(text, "work");
  } catch {
    errors.work =
      text.trim() === ""
        ? "Paste the link or the number of the work. Register it first if it is new."
        : "This is not the number of a work. Copy the link of its page.";
    return undefined;
  }
}

function readPartner({ partners }: VentureForm, i: number, errors: AgreementErrors): Partner[] {
  const { account: typed, name, share } = partners[i] ?? emptyPartner;
  const account = parseAddress(typed);
  const units = parsePercent(share, unitsFromPercent);
  if (!account.ok) errors[`partner ${i} account`] = account.error;
  if (!units.ok) errors[`partner ${i} share`] = units.error;
  return account.ok && units.ok ? [{ account: account.address, name, units: units.part }] : [];
}
