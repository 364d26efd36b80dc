import { type PurposeId, purposes, type Term, type UseId, uses } from "@colophon/sdk/terms";
import { type ReactNode, useId } from "react";
import { CodeField } from "../../flow/fields.tsx";
import { Clause } from "../../parts/deed.tsx";
import { Checkbox, FieldError } from "../../ui/field.tsx";
import { groupsOfUses } from "./termsChoices.ts";
import type { TermsFieldsProps } from "./termsForm.ts";

type WordsFieldProps<Id extends string> = {
  value: readonly Id[];
  onChange: (ids: readonly Id[]) => void;
  error: string | undefined;
};

/** What a licence allows, use by use. */
export function UsesField({ value, onChange, error }: WordsFieldProps<UseId>) {
  const toggle = (id: UseId, on: boolean) => onChange(toggled(uses, value, id, on));
  return (
    <Chosen error={error}>
      {groupsOfUses.map((group) => (
        <fieldset key={group.id}>
          <legend className="mb-3 eyebrow">{group.label}</legend>
          <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
            {group.uses.map((id) => {
              const use = uses.find((known) => known.id === id);
              return use ? (
                <Checkbox
                  key={id}
                  checked={value.includes(id)}
                  onChange={(event) => toggle(id, event.target.checked)}
                  label={use.label}
                  hint={`They may ${use.sentence}.`}
                />
              ) : null;
            })}
          </div>
        </fieldset>
      ))}
    </Chosen>
  );
}

/** What for: each use is allowed for each of these purposes, and for no other. */
export function PurposesField({ value, onChange, error }: WordsFieldProps<PurposeId>) {
  return (
    <Chosen error={error}>
      <fieldset>
        <legend className="sr-only">For what</legend>
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
          {purposes.map(({ id, label, sentence }) => (
            <Checkbox
              key={id}
              checked={value.includes(id)}
              onChange={(event) => onChange(toggled(purposes, value, id, event.target.checked))}
              label={label}
              hint={`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`}
            />
          ))}
        </div>
      </fieldset>
    </Chosen>
  );
}

/** The words that are chosen after one was turned on or off, in their order. */
function toggled<Id extends string>(all: readonly (Term & { id: Id })[], chosen: readonly Id[], id: Id, on: boolean) {
  return all.filter((each) => (each.id === id ? on : chosen.includes(each.id))).map((each) => each.id);
}

function Chosen({ error, children }: { error: string | undefined; children: ReactNode }) {
  const errorId = useId();
  return (
    <div tabIndex={-1} {...(error ? { "data-invalid": true, "aria-describedby": errorId } : {})} className="grid gap-7">
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
      {children}
    </div>
  );
}

/** Whether a licence is for every field, or for one: a language, a format, a category of goods, a project. */
export function OneFieldField({ value, onChange, errors, shown }: TermsFieldsProps) {
  const name = useId();
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-medium">For which field?</legend>
      <Checkbox
        type="radio"
        name={name}
        checked={!value.fielded}
        onChange={() => onChange({ fielded: false })}
        label="Every field"
        hint="Every language, format, category of goods and project."
      />
      <Checkbox
        type="radio"
        name={name}
        checked={value.fielded}
        onChange={() => onChange({ fielded: true })}
        label="One field only"
        hint="What is for another field can be licensed to somebody else, also exclusively."
      />
      {value.fielded ? (
        <CodeField
          label="Name of the field"
          hint="With its kind first, such as “language: French” or “goods: clothing”. Two names that differ are two fields: write the same one always the same."
          placeholder="language: French"
          value={value.field}
          onChange={(field) => onChange({ field })}
          error={errors.field}
          className="pl-8 sm:max-w-96"
        />
      ) : null}
      {errors.field ? null : <Clause field="field" terms={shown} />}
    </fieldset>
  );
}
