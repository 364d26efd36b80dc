import { categories } from "@colophon/sdk";
import { type PurposeId, purposes, type TerritoryCode, territories, uses } from "@colophon/sdk/terms";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { parseField } from "../lib/parse.ts";
import { territoryName } from "../lib/terms.ts";
import { formatTime } from "../lib/time.ts";
import { parseLocalTime } from "../lib/typedTime.ts";
import { Field, Input, Select } from "../ui/field.tsx";

/** A box that somebody types in. What was typed stays a text until `lib/parse.ts` or `lib/typedTime.ts` reads it. */
export type TypedFieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  value: string;
  onChange: (text: string) => void;
  error?: ReactNode;
  required?: boolean;
  optional?: boolean;
  disabled?: boolean;
  placeholder?: string;
  className?: string;
};

type BoxProps = TypedFieldProps & Omit<Parameters<typeof Input>[0], keyof TypedFieldProps> & { box?: string };

function Box({ label, hint, value, onChange, error, required, optional, className, box, ...input }: BoxProps) {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      {...(required ? { required } : {})}
      {...(optional ? { optional } : {})}
      {...(className ? { className } : {})}
    >
      <Input
        autoComplete="off"
        {...input}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={box}
      />
    </Field>
  );
}

type NumberFieldProps = TypedFieldProps & {
  suffix?: ReactNode;
  /** A box for a few digits, whatever the width of what is said about it. */
  narrow?: boolean;
};

/** A whole number; read it with `parseWhole`. */
export function NumberField({ narrow = false, ...field }: NumberFieldProps) {
  return <Box {...field} inputMode="numeric" {...(narrow ? { narrow, box: "text-right tabular-nums" } : {})} />;
}

/** An amount of money; read it with `parseAmount`. */
export function AmountField({ symbol, ...field }: TypedFieldProps & { symbol: string | undefined }) {
  return <Box {...field} inputMode="decimal" suffix={symbol ? <bdi>{symbol}</bdi> : undefined} />;
}

/** A share of something; read it with `parsePercent`. */
export function PercentField(field: TypedFieldProps) {
  return <Box {...field} inputMode="decimal" suffix="%" />;
}

/** A day in UTC; read it with `parseDay`. */
export function DayField(field: TypedFieldProps) {
  return <Box {...field} type="date" />;
}

type MomentFieldProps = TypedFieldProps & {
  /** What an empty box means, in a sentence. */
  empty: string;
};

/** A date and time on the person's own clock, said in UTC too, as the contract counts it; read it with `parseLocalTime`. */
export function MomentField({ empty, ...field }: MomentFieldProps) {
  const seconds = field.value === "" ? undefined : parseLocalTime(field.value);
  const hint = seconds === undefined ? empty : `That is ${formatTime(seconds)}.`;
  return <Box {...field} hint={hint} type="datetime-local" step={60} />;
}

/** A long code that people paste: a number, a digest, an address. */
export function CodeField(field: TypedFieldProps) {
  return (
    <Box
      {...field}
      placeholder={field.placeholder ?? "0x…"}
      autoCapitalize="off"
      spellCheck={false}
      box="font-mono text-[0.95em]"
    />
  );
}

/** An account; read it with `parseRecipient` where something is sent to it, else with `parseAddress`. */
export function AccountField({ required = true, ...field }: TypedFieldProps) {
  return <CodeField {...field} required={required} />;
}

type CountryFieldProps = {
  /** Undefined while none is chosen. */
  value: TerritoryCode | undefined;
  onChange: (code: TerritoryCode | undefined) => void;
  /** What may be chosen; every country and territory when missing. */
  within?: "worldwide" | readonly TerritoryCode[];
  /** Says what choosing nothing means. */
  placeholder?: string;
} & Pick<TypedFieldProps, "label" | "hint" | "error" | "className">;

/** A country or territory, by its name in the reader's language. */
export function CountryField({ value, onChange, within = "worldwide", placeholder, ...field }: CountryFieldProps) {
  const offered = territories
    .filter(({ code }) => within === "worldwide" || within.includes(code))
    .map(({ code }) => ({ code, name: territoryName(code) }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <Field {...field}>
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
    </Field>
  );
}

type ChosenCountriesProps = { value: readonly TerritoryCode[]; onRemove: (code: TerritoryCode) => void };

/** The countries that are chosen, each with a way to take it out again. */
export function ChosenCountries({ value, onRemove }: ChosenCountriesProps) {
  if (value.length === 0) return null;
  return (
    <ul aria-label="Chosen countries" className="flex max-h-40 flex-wrap gap-1.5 overflow-y-auto">
      {value.map((code) => (
        <li key={code}>
          <button
            type="button"
            aria-label={`Remove ${territoryName(code)}`}
            className="inline-flex min-h-8 items-center gap-1 rounded-full bg-accent-wash px-3 text-sm hover:bg-sunk"
            onClick={() => onRemove(code)}
          >
            {territoryName(code)}
            <X aria-hidden="true" className="size-3.5" />
          </button>
        </li>
      ))}
    </ul>
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

type PurposeFieldProps = { value: PurposeId; onChange: (purpose: PurposeId) => void };

/** What a use is for. */
export function PurposeField({ value, onChange }: PurposeFieldProps) {
  return (
    <Field label="For what">
      <Select value={value} onChange={(event) => onChange(event.target.value as PurposeId)}>
        <PurposeOptions />
      </Select>
    </Field>
  );
}

/** Every purpose that terms know, as options of a Select. */
export function PurposeOptions() {
  return purposes.map(({ id, label }) => (
    <option key={id} value={id}>
      {label}
    </option>
  ));
}

/** The field of a use; read it with `parseField`. */
export function FieldNameField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const parsed = parseField(value);
  return (
    <CodeField
      label="Field, if it is for one"
      hint="As the licence names it. Empty for none."
      placeholder="language: French"
      value={value}
      onChange={onChange}
      error={parsed.ok ? undefined : parsed.error}
    />
  );
}

/** Every category of works, as options of a Select. */
export function CategoryOptions() {
  return categories.map(({ id, label }) => (
    <option key={id} value={id}>
      {label}
    </option>
  ));
}
