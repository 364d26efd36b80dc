import type { Blank } from "@colophon/sdk/agreements";
import { DayField, NumberField } from "../../flow/fields.tsx";
import { Field, Input, Select, Textarea } from "../../ui/field.tsx";

type BlankFieldProps = { blank: Blank; value: string; onChange: (text: string) => void; error: string | undefined };

/** One blank of a template, by its kind. */
export function BlankField({ blank, value, onChange, error }: BlankFieldProps) {
  const field = { label: blank.label, hint: blank.hint, error };
  switch (blank.kind) {
    case "whole":
      return (
        <NumberField
          {...field}
          // In an empty box it would look like what was typed.
          hint={[blank.hint, `Usually ${blank.usual}.`].filter(Boolean).join(" ")}
          suffix={blank.unit}
          narrow
          value={value}
          onChange={onChange}
        />
      );
    case "day":
      return <DayField {...field} value={value} onChange={onChange} />;
    case "choice":
      return (
        <Field {...field}>
          <Select value={value} onChange={(event) => onChange(event.target.value)}>
            <option value="">Choose</option>
            {blank.choices.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      );
    case "line":
      return (
        <Field {...field}>
          <Input value={value} onChange={(event) => onChange(event.target.value)} />
        </Field>
      );
    default:
      return (
        <Field
          {...field}
          hint={blank.kind === "shares" ? "One a line: an account, then its percentage. Together 100." : blank.hint}
        >
          <Textarea rows={3} value={value} onChange={(event) => onChange(event.target.value)} />
        </Field>
      );
  }
}
