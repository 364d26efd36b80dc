import { Field } from "../../../components/Field.tsx";
import { Input } from "../../../components/Input.tsx";
import { Select } from "../../../components/Select.tsx";
import { Clause } from "../../../components/terms/Clause.tsx";
import { durations } from "./durations.ts";
import type { FieldsProps } from "./FieldsProps.ts";
import type { DurationUnit } from "./TermsForm.ts";

/** How long a licence lasts. */
export function DurationField({ value, onChange, errors, shown }: FieldsProps) {
  return (
    <div className="grid gap-3">
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
      {errors.duration ? null : <Clause field="duration" terms={shown} />}
    </div>
  );
}
