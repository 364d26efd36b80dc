import { type CategoryId, categories, type Metadata, titleConcern, visibleText } from "@colophon/sdk";
import * as v from "valibot";
import { listOf } from "../../flow/draftSchemas.ts";
import { count, formatNumber } from "../../lib/format.ts";

/** What the form "Description" holds, as typed. */
export const DescriptionForm = v.object({
  title: v.string(),
  description: v.string(),
  category: v.picklist([...categories.map(({ id }) => id), ""] as (CategoryId | "")[]),
  /** A language tag. */
  language: v.string(),
  identifiers: listOf(v.object({ id: v.string(), scheme: v.string(), ownScheme: v.string(), value: v.string() })),
});

export type DescriptionForm = v.InferOutput<typeof DescriptionForm>;

type ParsedDescription = {
  /** By field: `title`, `description`, `category`, `language`, `<id of the identifier>.scheme` and `.value`. */
  errors: Readonly<Record<string, string>>;
  /** Complete only if there are no errors. */
  fields: Pick<Metadata, "name" | "description" | "language" | "identifiers"> & { category: CategoryId | undefined };
};

export function parseDescription(form: DescriptionForm): ParsedDescription {
  const errors: Record<string, string> = {};
  const note = (field: string, problem: string | undefined) => {
    if (problem) errors[field] = problem;
  };

  const name = form.title.normalize("NFC").trim();
  note("title", name === "" ? "Enter the title of the work." : (textProblem(name, 200) ?? refusedName(name)));
  note("description", textProblem(form.description, 10_000));
  note("category", form.category === "" ? "Choose what kind of work it is." : undefined);

  const language = form.language.trim();
  if (
    language !== "" &&
    (languageName(language) === undefined || !/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(language))
  ) {
    errors.language = "This is not a language tag. Use two letters such as en, or with a region such as pt-BR.";
  }

  const identifiers = form.identifiers.map(({ id, scheme, ownScheme, value }) => {
    const own = ownScheme.normalize("NFC").trim();
    if (scheme === "Other") {
      note(`${id}.scheme`, own === "" ? "Say what kind of number it is." : textProblem(own, 40));
    }
    note(`${id}.value`, identifierProblem(scheme, value));
    return { scheme: scheme === "Other" ? own : scheme, value: value.normalize("NFC").trim() };
  });

  return {
    errors,
    fields: {
      name,
      description: form.description,
      category: form.category === "" ? undefined : form.category,
      ...(language === "" ? {} : { language }),
      ...(identifiers.length === 0 ? {} : { identifiers }),
    },
  };
}

/** Numbers that works are known by elsewhere, with an example of each. */
export const identifierSchemes = [
  { id: "ISBN", label: "ISBN (book)", example: "978-3-16-148410-0" },
  { id: "ISSN", label: "ISSN (periodical)", example: "0378-5955" },
  { id: "ISRC", label: "ISRC (recording)", example: "US-RC1-76-07839" },
  { id: "ISWC", label: "ISWC (composition)", example: "T-034.524.680-1" },
  { id: "DOI", label: "DOI (publication)", example: "10.1000/182" },
  { id: "EIDR", label: "EIDR (film)", example: "10.5240/7791-8534-2C23-9030-8610-5" },
  { id: "Patent", label: "Patent number", example: "EP 1 000 000" },
  { id: "Trade mark", label: "Trade mark number", example: "018 123 456" },
  { id: "Design", label: "Design number", example: "008 123 456-0001" },
  { id: "Other", label: "Other number", example: "" },
] as const;

const wrongDigit = "A digit is mistyped: the check digit at the end does not fit. Compare it with the original.";

/** What is wrong with the number of a work in a scheme, as a sentence, or undefined. */
export function identifierProblem(scheme: string, value: string): string | undefined {
  const text = value.trim();
  if (text === "") return "Enter the number, or remove this line.";
  const problem = textProblem(text, 200);
  if (problem) return problem;
  const bare = text.replace(/[\s.\u2010-\u2015-]/g, "").toUpperCase();
  switch (scheme) {
    case "ISBN":
      if (/^\d{13}$/.test(bare))
        return weighted(bare, (i) => (i % 2 === 0 ? 1 : 3)) % 10 === 0 ? undefined : wrongDigit;
      if (/^\d{9}[\dX]$/.test(bare)) return weighted(bare, (i) => 10 - i) % 11 === 0 ? undefined : wrongDigit;
      return "An ISBN has 13 digits (older ones 10), such as 978-3-16-148410-0.";
    case "ISSN":
      if (!/^\d{7}[\dX]$/.test(bare)) return "An ISSN has 8 digits, such as 0378-5955.";
      return weighted(bare, (i) => 8 - i) % 11 === 0 ? undefined : wrongDigit;
    case "ISWC":
      if (!/^T\d{10}$/.test(bare)) return "An ISWC is T and 10 digits, such as T-034.524.680-1.";
      return (1 + weighted(bare.slice(1), (i) => (i < 9 ? i + 1 : 1))) % 10 === 0 ? undefined : wrongDigit;
    case "ISRC":
      if (/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(bare)) return undefined;
      return "An ISRC has 12 characters: a country, a registrant, a year and a number, such as US-RC1-76-07839.";
    case "DOI":
      return /^10\.\d{4,9}\/\S+$/.test(text)
        ? undefined
        : "A DOI starts with 10. and has a slash, such as 10.1000/182. Leave out any web address before it.";
    default:
      return undefined;
  }
}

function weighted(characters: string, weight: (index: number) => number): number {
  return [...characters].reduce((sum, digit, i) => sum + weight(i) * (digit === "X" ? 10 : Number(digit)), 0);
}

/** What is wrong with a text that becomes public, as a sentence, or undefined. */
export function textProblem(text: string, maximum: number): string | undefined {
  const normal = text.normalize("NFC").replace(/\r\n?/g, "\n").trim();
  if (normal.length > maximum) {
    const over = normal.length - maximum;
    return `This is ${count(over, "character")} too long. ${formatNumber(maximum)} is the most.`;
  }
  if (visibleText(normal) !== normal) {
    return "This holds an invisible character that could mislead readers. Type it by hand instead of pasting it.";
  }
  return undefined;
}

/** Why a title or a name of credit cannot be published, as a sentence, or undefined. */
export function refusedName(text: string): string | undefined {
  const concern = titleConcern(text);
  return concern?.refused ? concern.sentence : undefined;
}

const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** The English name of a language tag such as "pt-BR", or undefined if it is none. */
export function languageName(tag: string): string | undefined {
  try {
    return names.of(tag);
  } catch {
    return undefined;
  }
}

/** Languages to choose from; any other tag may be typed. */
export const languages = [
  "ar",
  "bn",
  "cs",
  "da",
  "de",
  "el",
  "en",
  "en-GB",
  "en-US",
  "es",
  "es-MX",
  "fa",
  "fi",
  "fr",
  "he",
  "hi",
  "hu",
  "id",
  "it",
  "ja",
  "ko",
  "ms",
  "nl",
  "no",
  "pl",
  "pt",
  "pt-BR",
  "ro",
  "ru",
  "sv",
  "sw",
  "ta",
  "th",
  "tr",
  "uk",
  "ur",
  "vi",
  "yo",
  "zh",
  "zh-Hant",
] as const;
