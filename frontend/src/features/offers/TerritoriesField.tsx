import { type TerritoryCode, territories } from "@colophon/sdk/terms";
import { Check, X } from "lucide-react";
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import { territoryGroups, territoryName } from "../../lib/terms.ts";
import { classNames } from "../../ui/classNames.ts";
import { Checkbox, FieldError, inputClasses } from "../../ui/field.tsx";
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
        hint="Everywhere, whatever countries there may be one day."
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
  const id = useId();
  const [words, setWords] = useState("");
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const chosen = useMemo(() => new Set(value), [value]);
  const found = useMemo(() => searchTerritories(words), [words]);
  const position = Math.min(active, found.length - 1);
  const optionId = (code: string) => `${id}-${code}`;

  const toggle = (code: TerritoryCode) => {
    const next = new Set(chosen);
    if (!next.delete(code)) next.add(code);
    onChange(inOrder(next));
  };
  const toggleGroup = (codes: readonly TerritoryCode[], all: boolean) => {
    const next = new Set(chosen);
    for (const code of codes) all ? next.delete(code) : next.add(code);
    onChange(inOrder(next));
  };
  const move = (to: number) => {
    setActive(to);
    const code = found[to]?.code;
    if (code) list.current?.querySelector(`[id="${optionId(code)}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = found.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: Math.min(position + 1, last),
      ArrowUp: Math.max(position - 1, 0),
      PageDown: Math.min(position + 8, last),
      PageUp: Math.max(position - 8, 0),
    };
    const to = steps[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === "Enter") {
      // Enter chooses a country here; it does not send the form.
      event.preventDefault();
      const code = found[position]?.code;
      if (code) toggle(code);
    } else if (event.key === "Escape" && words !== "") {
      event.preventDefault();
      setWords("");
    }
  };

  return (
    <div className="grid gap-4 rounded-lg border border-rule bg-leaf p-4">
      <div className="grid gap-2">
        <p id={`${id}-groups`} className="text-soft text-sm">
          Add or take out a whole group
        </p>
        <ul aria-labelledby={`${id}-groups`} className="flex flex-wrap gap-1.5">
          {territoryGroups.map((group) => {
            const all = group.codes.every((code) => chosen.has(code));
            return (
              <li key={group.id}>
                <button
                  type="button"
                  aria-pressed={all}
                  onClick={() => toggleGroup(group.codes, all)}
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

      <div className="grid gap-1.5">
        <label htmlFor={`${id}-search`} className="font-medium">
          Find a country
        </label>
        <p id={`${id}-help`} className="text-soft text-sm">
          Type its name or code. Arrow keys move, Enter adds or takes out.
        </p>
        <input
          id={`${id}-search`}
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-describedby={`${id}-help`}
          aria-autocomplete="list"
          aria-activedescendant={found[position] ? optionId(found[position].code) : undefined}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          autoComplete="off"
          className={inputClasses}
        />
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label="Countries and territories"
          aria-multiselectable="true"
          tabIndex={-1}
          className="max-h-56 overflow-y-auto rounded-lg border border-rule"
        >
          {found.map(({ code }, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the box above it
            <div
              key={code}
              id={optionId(code)}
              role="option"
              aria-selected={chosen.has(code)}
              tabIndex={-1}
              onClick={() => {
                setActive(index);
                toggle(code);
              }}
              className={classNames(
                "flex min-h-9 cursor-pointer items-center gap-2 px-3 py-1",
                index === position ? "bg-accent-wash" : "hover:bg-sunk",
              )}
            >
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
            </div>
          ))}
        </div>
        <p role="status" className="text-soft text-sm">
          {found.length === 0
            ? "No country has this name or code."
            : value.length === 0
              ? "None chosen yet."
              : `${value.length} chosen.`}
        </p>
      </div>

      {value.length > 0 ? (
        <div className="grid gap-2">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p id={`${id}-chosen`} className="font-medium text-sm">
              Chosen
            </p>
            <button type="button" className="link py-1 text-sm" onClick={() => onChange([])}>
              Take all out
            </button>
          </div>
          <ul aria-labelledby={`${id}-chosen`} className="flex max-h-40 flex-wrap gap-1.5 overflow-y-auto">
            {value.map((code) => (
              <li key={code}>
                <button
                  type="button"
                  onClick={() => toggle(code)}
                  aria-label={`Take out ${territoryName(code)}`}
                  className="inline-flex min-h-8 items-center gap-1 rounded-full bg-accent-wash px-3 text-sm hover:bg-sunk"
                >
                  {territoryName(code)}
                  <X aria-hidden="true" className="size-3.5" />
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
