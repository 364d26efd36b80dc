import type { CategoryId, Metadata } from "@colophon/sdk";
import { textProblem } from "../textProblem.ts";
import type { Description } from "./Description.ts";
import { identifierProblem } from "./identifierProblem.ts";
import { languageName } from "./languageName.ts";

export type ReadDescription = {
  /** By field: `title`, `description`, `category`, `language`, `<id of the identifier>.scheme` and `.value`. */
  errors: Readonly<Record<string, string>>;
  /** Complete only if there are no errors. */
  fields: Pick<Metadata, "name" | "description" | "language" | "identifiers"> & { category: CategoryId | undefined };
};

export function readDescription(form: Description): ReadDescription {
  const errors: Record<string, string> = {};
  const note = (field: string, problem: string | undefined) => {
    if (problem) errors[field] = problem;
  };

  const name = form.title.normalize("NFC").trim();
  note("title", name === "" ? "Enter the title of the work." : textProblem(name, 200));
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
