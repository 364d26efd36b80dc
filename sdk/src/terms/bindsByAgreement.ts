import type { TermsField } from "./deedClause.ts";

const agreed: readonly TermsField[] = ["changes", "attribution", "seats"];

/** Whether a choice in the terms is only in the deed, and binds by agreement: no contract knows it. */
export function bindsByAgreement(field: TermsField): boolean {
  return agreed.includes(field);
}
