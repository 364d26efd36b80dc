import type { Terms } from "@colophon/sdk";
import type { TermsErrors } from "./readTerms.ts";
import type { TermsForm } from "./TermsForm.ts";

/** What every part of the form "Terms" gets. */
export type FieldsProps = {
  value: TermsForm;
  onChange: (patch: Partial<TermsForm>) => void;
  errors: TermsErrors;
  /** What is chosen so far, for the sentences of the deed. */
  shown: Terms;
};
