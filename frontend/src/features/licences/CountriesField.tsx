import { type TerritoryCode, territories } from "@colophon/sdk/terms";
import { X } from "lucide-react";
import { CountrySelect } from "../../flow/fields.tsx";
import { territoryName } from "../../lib/terms.ts";
import { Field } from "../../ui/field.tsx";

export type CountriesFieldProps = {
  /** What may be chosen from. */
  within: "worldwide" | readonly TerritoryCode[];
  /** Empty for all of it. */
  value: readonly TerritoryCode[];
  onChange: (codes: readonly TerritoryCode[]) => void;
};

/** Where a sublicence counts: everywhere that the licence does, or in chosen countries of it. */
export function CountriesField({ within, value, onChange }: CountriesFieldProps) {
  const offered = territories.filter(({ code }) => within === "worldwide" || within.includes(code));
  const left = offered.map(({ code }) => code).filter((code) => !value.includes(code));
  const where = within === "worldwide" ? "Everywhere, as your licence does." : "Everywhere that your licence counts.";
  return (
    <div className="grid gap-2">
      <Field
        label="Where"
        hint={value.length > 0 ? "Only in these countries." : `${where} Choose countries to narrow it.`}
        className="max-w-md"
      >
        <CountrySelect
          value={undefined}
          within={left}
          placeholder="Add a country"
          onChange={(code) => code && onChange([...value, code].toSorted())}
        />
      </Field>
      {value.length > 0 ? (
        <ul aria-label="Chosen countries" className="flex flex-wrap gap-2">
          {value.map((code) => (
            <li key={code}>
              <button
                type="button"
                aria-label={`Take out ${territoryName(code)}`}
                className="inline-flex min-h-9 items-center gap-1.5 rounded-full bg-accent-wash px-3 text-sm hover:bg-sunk"
                onClick={() => onChange(value.filter((each) => each !== code))}
              >
                {territoryName(code)}
                <X aria-hidden="true" className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
