import { Field } from "./Field.tsx";
import { Input } from "./Input.tsx";

export type AddressFieldProps = {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  /** False where it may be left empty. */
  required?: boolean;
  /** Shown once the person has typed something. */
  error?: string | undefined;
};

/** A box for an account that somebody types or pastes; read it with `parseAddress`. */
export function AddressField({ label, hint, value, onChange, required = true, error }: AddressFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} required={required}>
      <Input
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder="0x…"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        className="font-mono text-[0.95em]"
      />
    </Field>
  );
}
