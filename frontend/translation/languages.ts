import type { HtmlTagDescriptor, Plugin } from "vite";

/** The languages that the site is translated to, by their codes (BCP 47). Sentences are written in English. */
export const languages = ["de"] as const;

export type Language = (typeof languages)[number];

/** A language that a site can be built in: that of the source, a translation, or the one of the tests. */
export type SiteLanguage = "en" | Language | "pseudo";

/**
 * The language that a build was asked for. Throws an Error for one that there is not.
 *
 * @param asked As `COLOPHON_LANGUAGE` says it; English if it says nothing.
 */
export function readLanguage(asked: string | undefined): SiteLanguage {
  const known: SiteLanguage[] = ["en", ...languages, "pseudo"];
  const found = known.find((language) => language === (asked || "en"));
  if (!found) throw new Error(`COLOPHON_LANGUAGE is “${asked}”: give one of ${known.join(", ")}.`);
  return found;
}

/** Whether a language's words are put in the place of the English ones. */
export const isTranslated = (language: SiteLanguage): language is Exclude<SiteLanguage, "en"> => language !== "en";

/** Where the site in a language is, on an origin where the English one is at `root`. */
export const homeOf = (language: SiteLanguage, root: string): string =>
  language === "en" || language === "pseudo" ? root : `${root}${language}/`;

/** How HTML names a language (BCP 47), which way it is written, and how its numbers and dates are. */
export function tagOf(language: SiteLanguage): { tag: string; direction: "ltr" | "rtl"; locale: string } {
  if (language === "pseudo") return { tag: "en-XB", direction: "rtl", locale: "en-GB" };
  return { tag: language, direction: "ltr", locale: locales[language] };
}

const locales: Record<"en" | Language, string> = { en: "en-GB", de: "de-DE" };

/** What each language calls itself, and the choice among them. */
const names: Record<"en" | Language, { own: string; choice: string }> = {
  en: { own: "English", choice: "Language" },
  de: { own: "Deutsch", choice: "Sprache" },
};

/**
 * Puts the choice of a language below the page. It stands in the HTML, so that it costs the program nothing and is there
 * without it; needs.js keeps what was chosen and leads readers to the site in their language.
 *
 * @param root Where the English site is on its origin.
 */
export function choiceOfLanguage(language: SiteLanguage, root: string): Plugin {
  const known = ["en", ...languages] as const;
  const link = (other: (typeof known)[number]): HtmlTagDescriptor => ({
    tag: "a",
    attrs: {
      href: homeOf(other, root),
      hreflang: other,
      lang: other,
      class: "link inline-flex min-h-9 items-center aria-[current]:font-medium aria-[current]:text-ink",
      ...(other === language ? { "aria-current": "true" } : {}),
    },
    children: names[other].own,
  });
  return {
    name: "choice-of-language",
    // A server for development has one language only.
    apply: "build",
    transformIndexHtml: () =>
      language === "pseudo"
        ? []
        : [
            {
              tag: "nav",
              attrs: {
                id: "languages",
                "aria-label": names[language].choice,
                class: "mx-auto flex max-w-6xl gap-6 px-4 pb-10 text-soft text-sm sm:px-6 print:hidden",
              },
              children: known.map(link),
              injectTo: "body",
            },
          ],
  };
}
