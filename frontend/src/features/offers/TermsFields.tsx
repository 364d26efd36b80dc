import type { Exclusivity } from "@colophon/sdk";
import { type UseId, uses } from "@colophon/sdk/terms";
import { useId } from "react";
import { NumberField, PercentField } from "../../flow/fields.tsx";
import { Clause } from "../../parts/deed.tsx";
import { Checkbox, Field, FieldError, Select, Switch } from "../../ui/field.tsx";
import { TerritoriesField } from "./TerritoriesField.tsx";
import { durations, groupsOfUses } from "./termsChoices.ts";
import type { DurationUnit, Making, TermsFieldsProps } from "./termsForm.ts";

type UsesFieldProps = {
  value: readonly UseId[];
  onChange: (uses: readonly UseId[]) => void;
  error: string | undefined;
};

/** What a licence allows, use by use. */
export function UsesField({ value, onChange, error }: UsesFieldProps) {
  const errorId = useId();
  const toggle = (id: UseId, on: boolean) =>
    onChange(uses.filter((use) => (use.id === id ? on : value.includes(use.id))).map((use) => use.id));
  return (
    <div tabIndex={-1} {...(error ? { "data-invalid": true, "aria-describedby": errorId } : {})} className="grid gap-7">
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
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
                  hint={`They may ${use.sentence.replace(/\.$/, "")}.`}
                />
              ) : null;
            })}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

/** What every offer has to say: how long, where, for whom alone, what may be made from it, and who is named. */
export function ConditionsFields(props: TermsFieldsProps) {
  const { value, onChange, errors, shown } = props;
  return (
    <div className="grid gap-9">
      <DurationField {...props} />
      <div className="grid gap-3">
        <TerritoriesField
          worldwide={value.worldwide}
          value={value.territories}
          onChange={onChange}
          error={errors.territories}
        />
        {value.worldwide || value.territories.length > 0 ? <Clause field="territories" terms={shown} /> : null}
      </div>
      <ExclusivityField {...props} />
      <MakingField {...props} />
      <div className="grid gap-3">
        <Switch
          checked={value.attribution}
          onChange={(event) => onChange({ attribution: event.target.checked })}
          label="The author must be named"
          hint="This binds by agreement: no contract can watch it."
        />
        <Clause field="attribution" terms={shown} />
      </div>
    </div>
  );
}

/** How long a licence lasts. */
function DurationField({ value, onChange, errors, shown }: TermsFieldsProps) {
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
    hint: "One buyer, and you. The contract refuses every other licence for the same uses, places and time.",
  },
  {
    id: "exclusive",
    label: "Exclusive",
    hint: "One buyer, and not even you. The contract refuses every other licence for the same uses, places and time.",
  },
];

/** Whether others may be licensed for the same. */
function ExclusivityField({ value, onChange, shown }: TermsFieldsProps) {
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
function MakingField({ value, onChange, errors, shown }: TermsFieldsProps) {
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
      {newWorks ? (
        <>
          <PercentField
            label="What new works owe this one"
            hint="A share of everything they receive through the contracts. Empty for nothing."
            value={value.upstream}
            onChange={(upstream) => onChange({ upstream })}
            error={errors.upstream}
            className="sm:max-w-80"
          />
          {errors.upstream ? null : <Clause field="upstreamShare" terms={shown} />}
        </>
      ) : null}
    </fieldset>
  );
}
