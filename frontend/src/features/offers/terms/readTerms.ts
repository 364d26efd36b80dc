import { forever, type Terms, uses } from "@colophon/sdk";
import { parseWholeNumber } from "../parseWholeNumber.ts";
import type { DurationUnit, TermsForm } from "./TermsForm.ts";

const secondsOf: Record<DurationUnit, number> = { hours: 3_600, days: 86_400, weeks: 604_800 };

export type ReadTerms = {
  /** By field: `uses`, `duration`, `changes`. */
  errors: Readonly<Record<string, string>>;
  /** Undefined if something is wrong. */
  terms: Terms | undefined;
};

/** The terms that a form says, or what is wrong with it. */
export function readTerms(form: TermsForm): ReadTerms {
  const errors: Record<string, string> = {};
  if (form.uses.length === 0) errors.uses = "Choose at least one use. What is not chosen is not allowed.";

  const duration = readDuration(form);
  if (typeof duration === "object") errors.duration = duration.error;

  const changing = uses.filter(({ id }) => (id === "adaptation" || id === "translation") && form.uses.includes(id));
  if (form.changes === "none" && changing.length > 0) {
    const names = changing.map(({ label }) => label.toLowerCase()).join(" and ");
    errors.changes = `You allow ${names}, which ${changing.length === 1 ? "changes" : "change"} the work. Allow changes, or take ${changing.length === 1 ? "this use" : "these uses"} out.`;
  }

  if (Object.keys(errors).length > 0 || typeof duration === "object") return { errors, terms: undefined };
  const { transferable, attribution, changes } = form;
  return { errors, terms: { uses: form.uses, duration, transferable, attribution, changes } };
}

function readDuration({ duration, ownDuration, ownUnit }: TermsForm): Terms["duration"] | { error: string } {
  if (duration !== "own") return duration;
  const count = parseWholeNumber(ownDuration);
  if (count === undefined || count === 0) return { error: "Type how long, as a whole number above 0." };
  const seconds = count * secondsOf[ownUnit];
  if (seconds >= forever) return { error: "That is longer than any calendar. Choose “For ever”." };
  return seconds;
}
