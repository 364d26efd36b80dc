import { Field } from "../../components/Field.tsx";
import { Input } from "../../components/Input.tsx";
import type { ParsedSeats } from "./parseSeats.ts";

export type SeatsFieldProps = {
  /** What one seat is, by the deed. */
  meaning: string;
  text: string;
  parsed: ParsedSeats;
  onChange: (text: string) => void;
};

/** How many seats the licence has. */
export function SeatsField({ meaning, text, parsed, onChange }: SeatsFieldProps) {
  return (
    <Field label="Seats" hint={meaning} error={parsed.ok ? undefined : parsed.error}>
      <span className="flex max-w-40">
        <Input
          value={text}
          onChange={(event) => onChange(event.target.value)}
          inputMode="numeric"
          autoComplete="off"
          className="text-right tabular-nums"
        />
      </span>
    </Field>
  );
}
