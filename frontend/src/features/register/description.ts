import {
  type CategoryId,
  categories,
  identifierProblem,
  isServiceAddress,
  type Metadata,
  titleConcern,
  visibleText,
} from "@colophon/sdk";
import * as v from "valibot";
import { language } from "../../config/site.ts";
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
  /** The address of a service that gives licensees the files; empty if there is none. */
  service: v.optional(v.string(), ""),
});

export type DescriptionForm = v.InferOutput<typeof DescriptionForm>;

type ParsedDescription = {
  /** By field: `title`, `description`, `category`, `language`, `service`, `<id of the identifier>.scheme` and `.value`. */
  errors: Readonly<Record<string, string>>;
  /** Complete only if there are no errors. */
  fields: Pick<Metadata, "name" | "description" | "language" | "identifiers" | "delivery"> & {
    category: CategoryId | undefined;
  };
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
    note(`${id}.value`, numberProblem(scheme, value));
    return { scheme: scheme === "Other" ? own : scheme, value: value.normalize("NFC").trim() };
  });

  const service = form.service.trim().replace(/\/+$/, "");
  if (service !== "" && !isServiceAddress(service)) {
    errors.service = "An address begins with https://, as in https://files.example.";
  }

  return {
    errors,
    fields: {
      name,
      description: form.description,
      category: form.category === "" ? undefined : form.category,
      ...(language === "" ? {} : { language }),
      ...(identifiers.length === 0 ? {} : { identifiers }),
      ...(service === "" ? {} : { delivery: { service } }),
    },
  };
}

/** What is wrong with the number of a work in a scheme as it was typed, as a sentence, or undefined. */
function numberProblem(scheme: string, value: string): string | undefined {
  const text = value.trim();
  if (text === "") return "Enter the number, or remove this line.";
  return textProblem(text, 200) ?? identifierProblem(scheme, text);
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

const names = new Intl.DisplayNames(language, { type: "language", fallback: "none" });

/** The name of a language tag such as "pt-BR", or undefined if it is none. */
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
