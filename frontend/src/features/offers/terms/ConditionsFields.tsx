import type { Terms } from "@colophon/sdk";
import { Checkbox } from "../../../components/Checkbox.tsx";
import { Field, FieldError } from "../../../components/Field.tsx";
import { Input } from "../../../components/Input.tsx";
import { Select } from "../../../components/Select.tsx";
import { Switch } from "../../../components/Switch.tsx";
import { durations } from "./durations.ts";
import type { DurationUnit, TermsForm } from "./TermsForm.ts";

export type ConditionsFieldsProps = {
  value: TermsForm;
  onChange: (patch: Partial<TermsForm>) => void;
  errors: Readonly<Record<string, string>>;
};

const changes: readonly { id: Terms["changes"]; label: string; hint: string }[] = [
  { id: "none", label: "Not allowed", hint: "Apart from what a use technically needs, such as another size." },
  { id: "allowed", label: "Allowed", hint: "As far as the uses call for it, and without harming your reputation." },
  {
    id: "share-alike",
    label: "Allowed, if shared alike",
    hint: "Whoever publishes a changed version opens it likewise.",
  },
];

/** How long a licence lasts, whether it may be passed on, and what it asks for. */
export function ConditionsFields({ value, onChange, errors }: ConditionsFieldsProps) {
  return (
    <div className="grid gap-7">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="How long" hint="From the moment of each sale.">
          <Select
            value={String(value.duration)}
            onChange={(event) => {
              const chosen = event.target.value;
              onChange({ duration: chosen === "forever" || chosen === "own" ? chosen : Number(chosen) });
            }}
          >
            {durations.map(({ seconds, label }) => (
              <option key={seconds} value={seconds}>
                {label}
              </option>
            ))}
            <option value="forever">For ever</option>
            <option value="own">Another time…</option>
          </Select>
        </Field>
        {value.duration === "own" ? (
          <div className="grid grid-cols-2 items-start gap-4">
            <Field label="Number" hint="A whole number." error={errors.duration}>
              <Input
                value={value.ownDuration}
                onChange={(event) => onChange({ ownDuration: event.target.value })}
                inputMode="numeric"
                autoComplete="off"
              />
            </Field>
            <Field label="Of" hint="Exact units.">
              <Select
                value={value.ownUnit}
                onChange={(event) => onChange({ ownUnit: event.target.value as DurationUnit })}
              >
                <option value="hours">hours</option>
                <option value="days">days</option>
                <option value="weeks">weeks</option>
              </Select>
            </Field>
          </div>
        ) : null}
      </div>
      <Switch
        checked={value.transferable}
        onChange={(event) => onChange({ transferable: event.target.checked })}
        label="It may be passed on"
        hint="The buyer may transfer the licence to somebody else for the rest of its time. The contract enforces this."
      />
      <Switch
        checked={value.attribution}
        onChange={(event) => onChange({ attribution: event.target.checked })}
        label="The author must be named"
        hint="This binds by agreement: no contract can watch it."
      />
      <fieldset className="grid gap-3" tabIndex={-1} {...(errors.changes ? { "data-invalid": true } : {})}>
        <legend className="mb-2 font-medium">Changes to the work</legend>
        {errors.changes ? <FieldError>{errors.changes}</FieldError> : null}
        {changes.map(({ id, label, hint }) => (
          <Checkbox
            key={id}
            type="radio"
            name="changes"
            checked={value.changes === id}
            onChange={() => onChange({ changes: id })}
            label={label}
            hint={hint}
          />
        ))}
      </fieldset>
    </div>
  );
}
