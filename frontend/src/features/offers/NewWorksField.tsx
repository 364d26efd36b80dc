import type { Further } from "@colophon/sdk/terms";
import { useId } from "react";
import { NumberField, PercentField } from "../../flow/fields.tsx";
import { Clause } from "../../parts/deed.tsx";
import { Checkbox, Field, FieldError, Select } from "../../ui/field.tsx";
import type { Making, TermsFieldsProps } from "./termsForm.ts";

const makings: readonly { id: Making; label: string; hint: string }[] = [
  { id: "nothing", label: "No changes", hint: "Apart from what a use technically needs, such as another size." },
  {
    id: "changes",
    label: "Changes, but no new works",
    hint: "Cropped, cut or recoloured, as far as the uses need it.",
  },
  {
    id: "allowed",
    label: "New works too",
    hint: "Adaptations, translations and remixes, which can be registered as made from this one.",
  },
  {
    id: "share-alike",
    label: "New works, if shared alike",
    hint: "As above, but the contract lets them be offered on these terms only.",
  },
];

/** What may be made from the work, and what that owes. */
export function NewWorksField(props: TermsFieldsProps) {
  const { value, onChange, errors, shown } = props;
  const name = useId();
  const newWorks = value.making === "allowed" || value.making === "share-alike";
  return (
    <fieldset className="grid gap-3" tabIndex={-1} {...(errors.making ? { "data-invalid": true } : {})}>
      <legend className="mb-2 font-medium">Changes and new works</legend>
      {errors.making ? <FieldError>{errors.making}</FieldError> : null}
      {makings.map(({ id, label, hint }) => (
        <Checkbox
          key={id}
          type="radio"
          name={name}
          checked={value.making === id}
          onChange={() => onChange({ making: id })}
          label={label}
          hint={hint}
        />
      ))}
      <Clause field={newWorks ? "derivatives" : "changes"} terms={shown} />
      {newWorks ? <OfNewWorks {...props} /> : null}
    </fieldset>
  );
}

const furthers: readonly { id: Further; label: string }[] = [
  { id: "free", label: "Whatever their maker allows" },
  { id: "owes-on", label: "Only what owes them no less than they owe" },
  { id: "ends-there", label: "Nothing: it ends there" },
];

/** How many new works may be made, what they owe, and what may be made of them in turn. */
function OfNewWorks({ value, onChange, errors, shown }: TermsFieldsProps) {
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <PercentField
          label="What new works owe this one"
          hint="A share of everything they receive through the contracts. Empty for nothing."
          value={value.upstream}
          onChange={(upstream) => onChange({ upstream })}
          error={errors.upstream}
        />
        <NumberField
          label="New works under one licence"
          hint="At most so many. Empty for any number."
          value={value.works}
          onChange={(works) => onChange({ works })}
          error={errors.works}
        />
      </div>
      {errors.upstream ? null : <Clause field="upstreamShare" terms={shown} />}
      {errors.works ? null : <Clause field="works" terms={shown} />}
      <Field label="What may be made of a new work in turn" className="sm:max-w-96">
        <Select value={value.further} onChange={(event) => onChange({ further: event.target.value as Further })}>
          {furthers
            .filter(({ id }) => id !== "ends-there" || value.making !== "share-alike" || value.further === id)
            .map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
        </Select>
      </Field>
      <Clause field="further" terms={shown} />
    </>
  );
}
