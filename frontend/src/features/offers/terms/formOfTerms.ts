import type { Terms } from "@colophon/sdk";
import { durations } from "./durations.ts";
import type { TermsForm } from "./TermsForm.ts";

/** The form that says these terms, whose duration is in whole hours. */
export function formOfTerms({ uses, duration, transferable, attribution, changes }: Terms): TermsForm {
  const listed = duration === "forever" || durations.some(({ seconds }) => seconds === duration);
  return {
    uses: [...uses],
    duration: listed ? duration : "own",
    ownDuration: listed ? "" : String(Number(duration) / 3_600),
    ownUnit: listed ? "days" : "hours",
    transferable,
    attribution,
    changes,
  };
}
