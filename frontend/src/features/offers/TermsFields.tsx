import type { Exclusivity } from "@colophon/sdk";
import { useId } from "react";
import { NumberField } from "../../flow/fields.tsx";
import { Clause } from "../../parts/deed.tsx";
import { Checkbox, Field, Select } from "../../ui/field.tsx";
import { TerritoriesField } from "./TerritoriesField.tsx";
import { durations } from "./termsChoices.ts";
import type { DurationUnit, TermsFieldsProps } from "./termsForm.ts";

/** Where and for how long a licence is. */
export function PlaceAndTimeFields(props: TermsFieldsProps) {
  const { value, onChange, errors, shown } = props;
  return (
    <div className="grid gap-9">
      <div className="grid gap-3">
        <TerritoriesField
          worldwide={value.worldwide}
          value={value.territories}
          onChange={onChange}
          error={errors.territories}
        />
        {value.worldwide || value.territories.length > 0 ? <Clause field="territories" terms={shown} /> : null}
      </div>
      <DurationField {...props} />
    </div>
  );
}

/** How long a licence lasts. */
function DurationField({ value, onChange, errors, shown }: TermsFieldsProps) {
  return (
    <div className="grid gap-3">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="How long" hint="From the moment of each sale, or from a later start that you choose below.">
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
            <NumberField
              label="Number"
              hint="A whole number."
              value={value.ownDuration}
              onChange={(ownDuration) => onChange({ ownDuration })}
              error={errors.duration}
            />
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

const exclusivities: readonly { id: Exclusivity; label: string; hint: string }[] = [
  {
    id: "non-exclusive",
    label: "Not exclusive",
    hint: "You may license the same to anybody else, and use it yourself.",
  },
  {
    id: "sole",
    label: "Sole",
    hint: "One buyer; you may go on using it. The contract refuses every other licence for the same uses, purposes, places, field and time.",
  },
  {
    id: "exclusive",
    label: "Exclusive",
    hint: "Only the buyer; you stop using it this way too. The contract refuses every other licence for the same uses, purposes, places, field and time.",
  },
];

/** Whether others may be licensed for the same. */
export function ExclusivityField({ value, onChange, shown }: TermsFieldsProps) {
  const name = useId();
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-medium">For one buyer alone?</legend>
      {exclusivities.map(({ id, label, hint }) => (
        <Checkbox
          key={id}
          type="radio"
          name={name}
          checked={value.exclusivity === id}
          onChange={() => onChange({ exclusivity: id })}
          label={label}
          hint={hint}
        />
      ))}
      <Clause field="exclusivity" terms={shown} />
    </fieldset>
  );
}
