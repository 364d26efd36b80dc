import { type PurposeId, purposes, type TerritoryCode, territories, type UseId, uses } from "@colophon/sdk/terms";
import { useSearchParams } from "wouter";
import { CountryField, DayField, PurposeOptions, UseOptions } from "../../flow/fields.tsx";
import { withWord } from "../../lib/browser.ts";
import { endOfDay, parseDay } from "../../lib/typedTime.ts";
import { Field, Select } from "../../ui/field.tsx";

/** What somebody wants to do with what they look up, as the address says it. */
export type Wanted = { use: UseId; purpose: PurposeId; territory: TerritoryCode; until: number | undefined };

/** The use that the address names; undefined until it says what, what for and where. */
export function wantedOf(search: URLSearchParams): Wanted | undefined {
  const use = uses.find(({ id }) => id === search.get("use"))?.id;
  const purpose = purposes.find(({ id }) => id === search.get("purpose"))?.id;
  const territory = territories.find(({ code }) => code === search.get("in"))?.code;
  const day = parseDay(search.get("until") ?? "");
  if (!use || !purpose || !territory || !day.ok) return undefined;
  return { use, purpose, territory, until: day.seconds === undefined ? undefined : endOfDay(day.seconds) };
}

/** "May I use this for … in … until …?", which may be left out. */
export function WantedFields() {
  const [search, setSearch] = useSearchParams();
  const set = (name: string) => (value: string | undefined) =>
    setSearch(withWord(name, value ?? ""), { replace: true });
  const day = parseDay(search.get("until") ?? "");
  const territory = territories.find(({ code }) => code === search.get("in"))?.code;
  return (
    <fieldset className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <legend className="mb-3 font-serif text-xl">And may I use it?</legend>
      <Field label="I want to …">
        <Select value={search.get("use") ?? ""} onChange={(event) => set("use")(event.target.value)}>
          <option value="">Only look it up</option>
          <UseOptions />
        </Select>
      </Field>
      <Field label="for … purposes">
        <Select value={search.get("purpose") ?? ""} onChange={(event) => set("purpose")(event.target.value)}>
          <option value="">Choose a purpose</option>
          <PurposeOptions />
        </Select>
      </Field>
      <CountryField label="in …" value={territory} onChange={set("in")} placeholder="Choose a country" />
      <DayField
        label="until the end of …"
        value={search.get("until") ?? ""}
        onChange={set("until")}
        error={day.ok ? undefined : day.error}
      />
    </fieldset>
  );
}
