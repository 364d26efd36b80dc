import { deedClause, type Terms, type TermsField } from "@colophon/sdk";

export type ClauseProps = { terms: Terms; field: TermsField };

/** What one choice says in the deed, right where it is made. */
export function Clause({ terms, field }: ClauseProps) {
  return (
    <p className="border-accent border-l-2 pl-3 font-serif text-[0.95rem] text-soft leading-snug">
      <span className="sr-only">In the deed: </span>
      {deedClause(field, terms)}
    </p>
  );
}
