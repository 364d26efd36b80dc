import { type TerritoryCode, territories } from "@colophon/sdk/terms";
import { Check } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { ChosenCountries } from "../../flow/fields.tsx";
import { territoryGroups, territoryName } from "../../lib/terms.ts";
import { Combobox } from "../../ui/Combobox.tsx";
import { classNames } from "../../ui/classNames.ts";
import { Checkbox, FieldError } from "../../ui/field.tsx";
import { searchTerritories } from "./termsChoices.ts";

export type TerritoriesFieldProps = {
  worldwide: boolean;
  value: readonly TerritoryCode[];
  onChange: (patch: { worldwide?: boolean; territories?: readonly TerritoryCode[] }) => void;
  error: string | undefined;
};

const inOrder = (chosen: ReadonlySet<TerritoryCode>) =>
  territories.filter(({ code }) => chosen.has(code)).map(({ code }) => code);

/** Where a licence counts: the whole world, or countries one by one and in groups. */
export function TerritoriesField({ worldwide, value, onChange, error }: TerritoriesFieldProps) {
  const name = useId();
  const errorId = useId();
  return (
    <fieldset
      tabIndex={-1}
      className="grid gap-3"
      {...(error ? { "data-invalid": true, "aria-describedby": errorId } : {})}
    >
      <legend className="mb-2 font-medium">Where</legend>
      <Checkbox
        type="radio"
        name={name}
        checked={worldwide}
        onChange={() => onChange({ worldwide: true })}
        label="Worldwide"
        hint="Worldwide, including countries formed later."
      />
      <Checkbox
        type="radio"
        name={name}
        checked={!worldwide}
        onChange={() => onChange({ worldwide: false })}
        label="Only in these countries"
        hint="The contract answers for exactly these. You can sell the others to somebody else."
      />
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
      {worldwide ? null : <CountryPicker value={value} onChange={(codes) => onChange({ territories: codes })} />}
    </fieldset>
  );
}

type CountryPickerProps = { value: readonly TerritoryCode[]; onChange: (codes: readonly TerritoryCode[]) => void };

function CountryPicker({ value, onChange }: CountryPickerProps) {
  const [words, setWords] = useState("");
  const chosen = useMemo(() => new Set(value), [value]);
  const found = useMemo(() => searchTerritories(words), [words]);
  const toggle = (code: TerritoryCode) => {
    const next = new Set(chosen);
    if (!next.delete(code)) next.add(code);
    onChange(inOrder(next));
  };
  return (
    <div className="grid gap-4 rounded-lg border border-rule bg-leaf p-4">
      <GroupButtons chosen={chosen} onChange={onChange} />
      <Combobox
        label="Find a country"
        hint="Type its name or code. Arrow keys move, Enter adds or takes out."
        text={words}
        onText={setWords}
        options={found}
        optionKey={({ code }) => code}
        listLabel="Countries and territories"
        isChosen={({ code }) => chosen.has(code)}
        onChoose={({ code }) => toggle(code)}
        status={
          <p role="status">
            {found.length === 0
              ? "No country has this name or code."
              : value.length === 0
                ? "None chosen yet."
                : `${value.length} chosen.`}
          </p>
        }
      >
        {({ code }) => (
          <>
            <span
              aria-hidden="true"
              className={classNames(
                "inline-flex size-5 shrink-0 items-center justify-center rounded border",
                chosen.has(code) ? "border-accent bg-accent text-on-accent" : "border-edge bg-leaf",
              )}
            >
              {chosen.has(code) ? <Check className="size-3.5" /> : null}
            </span>
            <span className="grow">{territoryName(code)}</span>
            <span className="text-soft text-sm">{code}</span>
          </>
        )}
      </Combobox>
      {value.length > 0 ? (
        <div className="grid gap-2">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p className="font-medium text-sm">Chosen</p>
            <button type="button" className="link py-1 text-sm" onClick={() => onChange([])}>
              Remove all
            </button>
          </div>
          <ChosenCountries value={value} onRemove={toggle} />
        </div>
      ) : null}
    </div>
  );
}

type GroupButtonsProps = {
  chosen: ReadonlySet<TerritoryCode>;
  onChange: (codes: readonly TerritoryCode[]) => void;
};

/** Countries that people license together, in or out at once. */
function GroupButtons({ chosen, onChange }: GroupButtonsProps) {
  const label = useId();
  const toggle = (codes: readonly TerritoryCode[], all: boolean) => {
    const next = new Set(chosen);
    for (const code of codes) all ? next.delete(code) : next.add(code);
    onChange(inOrder(next));
  };
  return (
    <div className="grid gap-2">
      <p id={label} className="text-soft text-sm">
        Add or remove a group
      </p>
      <ul aria-labelledby={label} className="flex flex-wrap gap-1.5">
        {territoryGroups.map((group) => {
          const all = group.codes.every((code) => chosen.has(code));
          return (
            <li key={group.id}>
              <button
                type="button"
                aria-pressed={all}
                onClick={() => toggle(group.codes, all)}
                className={classNames(
                  "inline-flex min-h-8 items-center gap-1 rounded-full border px-3 text-sm",
                  all ? "border-accent bg-accent text-on-accent" : "border-edge bg-leaf hover:border-ink",
                )}
              >
                {all ? <Check aria-hidden="true" className="size-3.5" /> : null}
                {group.label}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
