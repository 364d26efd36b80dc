import { type TerritoryCode, territories } from "@colophon/sdk";
import { territoryName } from "../../lib/terms/territoryName.ts";
import { Select } from "../Select.tsx";

export type CountrySelectProps = {
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
