import { forever } from "./forever.ts";
import type { Terms } from "./Terms.ts";
import { TermsError } from "./TermsError.ts";
import { type UseId, uses } from "./uses.ts";

/** The same terms with their uses in the order of their bits, each once; refused if they make no licence. */
export function normalTerms(terms: Terms): Terms {
  const unknown = terms.uses.find((id) => !uses.some((use) => use.id === id));
  if (unknown !== undefined) throw new TermsError(`There is no use called “${unknown}”. Choose from the list of uses.`);
  const chosen: UseId[] = uses.filter((use) => terms.uses.includes(use.id)).map((use) => use.id);
  if (chosen.length === 0) throw new TermsError("The terms allow nothing yet. Choose at least one use.");
  const { duration, transferable, attribution, changes } = terms;
  if (duration !== "forever" && !(Number.isSafeInteger(duration) && duration > 0 && duration < forever)) {
    throw new TermsError(
      `A licence can't last ${duration} seconds. Choose a whole number of seconds above 0, or for ever.`,
    );
  }
  if (changes === "none" && chosen.some((id) => id === "adaptation" || id === "translation")) {
    throw new TermsError(
      "Adaptations and translations change the work, but the terms allow no changes. Allow changes, or remove these uses.",
    );
  }
  return { uses: chosen, duration, transferable, attribution, changes };
}
