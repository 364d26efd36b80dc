import { categories } from "@colophon/sdk";
import { type TerritoryCode, territories, uses } from "@colophon/sdk/terms";
import { territoryName } from "../lib/terms.ts";
import { Field, Input, Select } from "../ui/field.tsx";

type AddressFieldProps = {
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

type CountrySelectProps = {
  /** Undefined while none is chosen. */
  value: TerritoryCode | undefined;
  onChange: (code: TerritoryCode | undefined) => void;
  /** What may be chosen; every country and territory when missing. */
  within?: "worldwide" | readonly TerritoryCode[];
  /** Says what choosing nothing means. */
  placeholder?: string;
};

/** A country or territory, by its name in the reader's language. */
export function CountrySelect({ value, onChange, within = "worldwide", placeholder }: CountrySelectProps) {
  const offered = territories
    .filter(({ code }) => within === "worldwide" || within.includes(code))
    .map(({ code }) => ({ code, name: territoryName(code) }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <Select
      value={value ?? ""}
      onChange={(event) => onChange((event.target.value || undefined) as TerritoryCode | undefined)}
    >
      {placeholder ? <option value="">{placeholder}</option> : null}
      {offered.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </Select>
  );
}

/** Every use that terms know, as options of a Select. */
export function UseOptions() {
  return uses.map(({ id, label }) => (
    <option key={id} value={id}>
      {label}
    </option>
  ));
}

/** Every category of works, as options of a Select. */
export function CategoryOptions() {
  return categories.map(({ id, label }) => (
    <option key={id} value={id}>
      {label}
    </option>
  ));
}
