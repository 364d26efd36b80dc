import { useId } from "react";
import { Checkbox } from "../../../components/Checkbox.tsx";
import { Field, FieldError } from "../../../components/Field.tsx";
import { Input } from "../../../components/Input.tsx";
import { Clause } from "../../../components/terms/Clause.tsx";
import type { FieldsProps } from "./FieldsProps.ts";
import type { Making } from "./TermsForm.ts";

const choices: readonly { id: Making; label: string; hint: string }[] = [
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
export function MakingField({ value, onChange, errors, shown }: FieldsProps) {
  const name = useId();
  const newWorks = value.making === "allowed" || value.making === "share-alike";
  return (
    <fieldset className="grid gap-3" tabIndex={-1} {...(errors.making ? { "data-invalid": true } : {})}>
      <legend className="mb-2 font-medium">Changes and new works</legend>
      {errors.making ? <FieldError>{errors.making}</FieldError> : null}
      {choices.map(({ id, label, hint }) => (
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
      {newWorks ? (
        <>
          <Field
            label="What new works owe this one"
            hint="A share of everything they receive through the contracts. Empty for nothing."
            error={errors.upstream}
            className="sm:max-w-80"
          >
            <Input
              value={value.upstream}
              onChange={(event) => onChange({ upstream: event.target.value })}
              inputMode="decimal"
              autoComplete="off"
              suffix="%"
            />
          </Field>
          {errors.upstream ? null : <Clause field="upstreamShare" terms={shown} />}
        </>
      ) : null}
    </fieldset>
  );
}
