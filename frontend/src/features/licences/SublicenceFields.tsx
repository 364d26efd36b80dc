import { type Exclusivity, percentOfShare } from "@colophon/sdk";
import {
  purposes as allPurposes,
  uses as allUses,
  type Terms,
  type TerritoryCode,
  territories,
  type UseId,
} from "@colophon/sdk/terms";
import type { Address } from "viem";
import { CurrencyField } from "../../flow/CurrencyField.tsx";
import {
  AccountField,
  AmountField,
  ChosenCountries,
  CodeField,
  CountryField,
  NumberField,
} from "../../flow/fields.tsx";
import { formatNumber } from "../../lib/format.ts";
import { Checkbox, Field, FieldError, Select } from "../../ui/field.tsx";
import { type SublicenceForm, usesWithin } from "./sublicence.ts";

const exclusivities: readonly { id: Exclusivity; label: string }[] = [
  { id: "non-exclusive", label: "Not exclusive: others may be licensed for the same" },
  { id: "sole", label: "Sole: no other buyer; you may go on using it" },
  { id: "exclusive", label: "Exclusive: only this buyer; you stop using it this way too" },
];

type SublicenceFieldsProps = {
  value: SublicenceForm;
  onChange: (change: Partial<SublicenceForm>) => void;
  errors: Readonly<Record<string, string>>;
  /** The terms of the licence above, which bound what can be chosen. */
  terms: Terms;
  /** How many days and seats there are at most; undefined for a licence without an end. */
  most: number | undefined;
  seatsLeft: number;
  /** Of the chosen currency; undefined while it is not read. */
  symbol: string | undefined;
};

/** What a sublicence allows, for how long, how many and how much: never more than the licence above it. */
export function SublicenceFields({ value, onChange, errors, terms, most, seatsLeft, symbol }: SublicenceFieldsProps) {
  const offered = usesWithin(terms, value.derivatives);
  const toggle = (use: UseId, on: boolean) =>
    onChange({ uses: offered.filter((each) => (each === use ? on : value.uses.includes(each))) });
  return (
    <>
      <fieldset
        tabIndex={-1}
        {...(errors.uses ? { "data-invalid": true } : {})}
        className="grid gap-x-6 gap-y-3 sm:grid-cols-2"
      >
        <legend className="mb-3 font-medium">What they may do</legend>
        {offered.map((use) => (
          <Checkbox
            key={use}
            checked={value.uses.includes(use)}
            onChange={(event) => toggle(use, event.target.checked)}
            label={allUses.find((known) => known.id === use)?.label ?? use}
          />
        ))}
        {errors.uses ? <FieldError>{errors.uses}</FieldError> : null}
      </fieldset>
      <fieldset
        tabIndex={-1}
        {...(errors.purposes ? { "data-invalid": true } : {})}
        className="grid gap-x-6 gap-y-3 sm:grid-cols-2"
      >
        <legend className="mb-3 font-medium">For what</legend>
        {allPurposes
          .filter(({ id }) => terms.purposes.includes(id))
          .map(({ id, label }) => (
            <Checkbox
              key={id}
              checked={value.purposes.includes(id)}
              onChange={(event) =>
                onChange({
                  purposes: terms.purposes.filter((each) =>
                    each === id ? event.target.checked : value.purposes.includes(each),
                  ),
                })
              }
              label={label}
            />
          ))}
        {errors.purposes ? <FieldError>{errors.purposes}</FieldError> : null}
      </fieldset>
      {terms.field === "all" ? (
        <CodeField
          label="Only for one field, if it is for one"
          hint="Such as “language: French”. Leave it empty for every field."
          placeholder="language: French"
          value={value.field}
          onChange={(field) => onChange({ field })}
          className="max-w-md"
        />
      ) : null}
      <CountriesField
        within={terms.territories}
        value={value.countries}
        onChange={(countries) => onChange({ countries })}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <NumberField
          label="How long, in days"
          hint={most === undefined ? undefined : `At most ${formatNumber(most)}: your licence ends then.`}
          value={value.days}
          onChange={(days) => onChange({ days })}
          disabled={value.endless && most === undefined}
          error={value.endless ? undefined : errors.days}
        />
        <NumberField
          label="Seats on offer"
          hint={`1 to ${formatNumber(seatsLeft)}.`}
          value={value.seats}
          onChange={(seats) => onChange({ seats })}
          error={errors.seats}
        />
      </div>
      <Choices value={value} onChange={onChange} terms={terms} endless={most === undefined} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <AmountField
          label="Price of one seat"
          hint="0 gives it away."
          value={value.price}
          onChange={(price) => onChange({ price })}
          symbol={symbol}
          error={value.price ? errors.price : undefined}
        />
        <CurrencyField
          label="Currency"
          hint="What buyers pay in."
          value={value.currency}
          onChange={(currency) => onChange({ currency: currency as Address })}
        />
      </div>
      <AccountField
        label="Only for this account, if it is for one"
        hint="Leave it empty for anybody."
        required={false}
        value={value.buyer}
        onChange={(buyer) => onChange({ buyer })}
        error={value.buyer ? errors.buyer : undefined}
      />
    </>
  );
}

type ChoicesProps = Pick<SublicenceFieldsProps, "value" | "onChange" | "terms"> & { endless: boolean };

/** What the licence above leaves open: only what it allows itself can be allowed below it. */
function Choices({ value, onChange, terms, endless }: ChoicesProps) {
  return (
    <div className="grid gap-4">
      {endless ? (
        <Checkbox
          label="For ever"
          checked={value.endless}
          onChange={(event) => onChange({ endless: event.target.checked })}
        />
      ) : null}
      {terms.transferable ? (
        <Checkbox
          label="They may pass it on to somebody else"
          checked={value.transferable}
          onChange={(event) => onChange({ transferable: event.target.checked })}
        />
      ) : null}
      {terms.derivatives === "none" ? null : (
        <Checkbox
          label="They may make new works and register them"
          hint={`Such a work owes the original ${percentOfShare(terms.upstreamShare)} % of everything it receives${terms.derivatives === "share-alike" ? ", and may be offered under the same terms only" : ""}.`}
          checked={value.derivatives}
          onChange={(event) => onChange({ derivatives: event.target.checked })}
        />
      )}
      {terms.conditions === "none" ? null : terms.passesDown ? (
        <p className="text-soft text-sm">They have the same duties as you: your terms pass them down.</p>
      ) : (
        <Checkbox
          label="They have the same duties as you"
          hint="Reports, royalties and an end for a breach. Otherwise they have none, and theirs falls with yours if yours is ended."
          checked={value.duties}
          onChange={(event) => onChange({ duties: event.target.checked })}
        />
      )}
      {terms.exclusivity === "non-exclusive" ? null : (
        <Field label="Who else may be licensed for the same" className="max-w-md">
          <Select
            value={value.exclusivity}
            onChange={(event) => onChange({ exclusivity: event.target.value as Exclusivity })}
          >
            {exclusivities.slice(0, terms.exclusivity === "sole" ? 2 : 3).map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </div>
  );
}

type CountriesFieldProps = {
  /** What may be chosen from. */
  within: "worldwide" | readonly TerritoryCode[];
  /** Empty for all of it. */
  value: readonly TerritoryCode[];
  onChange: (codes: readonly TerritoryCode[]) => void;
};

/** Where a sublicence counts: everywhere that the licence does, or in chosen countries of it. */
function CountriesField({ within, value, onChange }: CountriesFieldProps) {
  const offered = territories.filter(({ code }) => within === "worldwide" || within.includes(code));
  const left = offered.map(({ code }) => code).filter((code) => !value.includes(code));
  const where = within === "worldwide" ? "Everywhere, as your licence does." : "Everywhere that your licence counts.";
  return (
    <div className="grid gap-2">
      <CountryField
        label="Where"
        hint={value.length > 0 ? "Only in these countries." : `${where} Choose countries to narrow it.`}
        className="max-w-md"
        value={undefined}
        within={left}
        placeholder="Add a country"
        onChange={(code) => code && onChange([...value, code].toSorted())}
      />
      <ChosenCountries value={value} onRemove={(code) => onChange(value.filter((each) => each !== code))} />
    </div>
  );
}
