import { TermsError } from "../../model/errors.ts";
import { didYouMean, nearestOf } from "../../model/words.ts";
import { english, type LicenceWords } from "./english.ts";
import { german } from "./german.ts";

/**
 * The languages of licence texts, by their codes (BCP 47). A further one is a file like english.ts and a line here; the
 * words of a language that was published never change.
 */
const catalogue = { en: english, de: german } as const satisfies Record<string, LicenceWords>;

export type LicenceLanguage = keyof typeof catalogue;

/** What can be chosen, and what each language calls itself. */
export const licenceLanguages = (Object.keys(catalogue) as LicenceLanguage[]).map((id) => ({
  id,
  label: catalogue[id].name,
}));

/** The words of a language. Throws a TermsError for one that has none, with those that have. */
export function licenceWords(language: LicenceLanguage): LicenceWords {
  if (Object.hasOwn(catalogue, language)) return catalogue[language];
  const meant = nearestOf(
    String(language),
    licenceLanguages.map(({ id, label }) => ({ id, names: [label] })),
  );
  throw new TermsError(
    `There is no licence text in the language “${String(language).slice(0, 40)}”.${didYouMean(meant)} Choose one of: ${licenceLanguages.map(({ id }) => id).join(", ")}.`,
  );
}

/** The name of a territory as licence texts in English write it: the one that pages show beside them. */
export function territoryInWords(code: keyof LicenceWords["territories"], language: LicenceLanguage = "en"): string {
  return licenceWords(language).territories[code];
}
