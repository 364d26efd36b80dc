import { language } from "../config/site.ts";

// Labels stand alone, in sentences and in lists. How they are written there is a matter of the language of the page.

/** Whether names of things are written with a capital wherever they stand. */
const nounsHaveCapitals = language === "de";

/** A label inside a sentence: with a small first letter where the language has that. */
export function inSentence(label: string): string {
  return nounsHaveCapitals ? label : begunSmall(label);
}

/** A label that names no thing but says what is done, or how or what for, inside a sentence: no language has a capital there. */
export function begunSmall(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** A label of several words that each begin with a capital, inside a sentence: in small letters where the language has that. */
export function inSmallLetters(label: string): string {
  return nounsHaveCapitals ? label : label.toLowerCase();
}
