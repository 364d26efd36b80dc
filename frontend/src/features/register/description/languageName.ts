const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** The English name of a language tag such as "pt-BR", or undefined if it is none. */
export function languageName(tag: string): string | undefined {
  try {
    return names.of(tag);
  } catch {
    return undefined;
  }
}
