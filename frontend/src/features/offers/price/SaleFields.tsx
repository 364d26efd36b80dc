import { Checkbox } from "../../../components/Checkbox.tsx";
import { Field } from "../../../components/Field.tsx";
import { formatTime } from "../../../components/formatTime.ts";
import { Input } from "../../../components/Input.tsx";
import { Switch } from "../../../components/Switch.tsx";
import { localTime } from "./localTime.ts";
import type { PriceForm } from "./PriceForm.ts";

export type SaleFieldsProps = {
  value: PriceForm;
  onChange: (patch: Partial<PriceForm>) => void;
  errors: Readonly<Record<string, string>>;
};

/** How many licences are sold, and when. */
export function SaleFields({ value, onChange, errors }: SaleFieldsProps) {
  return (
    <div className="grid gap-7">
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-medium">How many</legend>
        <Checkbox
          type="radio"
          name="supply"
          checked={!value.limited}
          onChange={() => onChange({ limited: false })}
          label="No limit"
          hint="As many seats as people want, unless the licence is for one buyer alone."
        />
        <Checkbox
          type="radio"
          name="supply"
          checked={value.limited}
          onChange={() => onChange({ limited: true })}
          label="At most"
        />
        {value.limited ? (
          <Field label="Number of seats" error={errors.supply} className="pl-8 sm:max-w-64">
            <Input
              value={value.supply}
              onChange={(event) => onChange({ supply: event.target.value })}
              inputMode="numeric"
              autoComplete="off"
            />
          </Field>
        ) : null}
      </fieldset>
      <div className="grid gap-4">
        <Switch
          checked={value.timed}
          onChange={(event) => onChange({ timed: event.target.checked })}
          label="On sale for a time only"
          hint="Otherwise it can be bought from now until you close it."
        />
        {value.timed ? (
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <TimeField
              label="Opens"
              empty="Empty: at once."
              value={value.opens}
              onChange={(opens) => onChange({ opens })}
              error={errors.opens}
            />
            <TimeField
              label="Closes"
              empty="Empty: when you close it."
              value={value.closes}
              onChange={(closes) => onChange({ closes })}
              error={errors.closes}
            />
          </div>
        ) : null}
      </div>
    </div>
  );
}

type TimeFieldProps = {
  label: string;
  empty: string;
  value: string;
  onChange: (text: string) => void;
  error: string | undefined;
};

/** A date and time on the person's own clock, said in UTC too, as the contract counts it. */
function TimeField({ label, empty, value, onChange, error }: TimeFieldProps) {
  const seconds = value === "" ? undefined : localTime(value);
  return (
    <Field label={label} hint={seconds === undefined ? empty : `That is ${formatTime(seconds)}.`} error={error}>
      <Input type="datetime-local" step={60} value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}
