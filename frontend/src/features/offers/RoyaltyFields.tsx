import { type Conditions, mostTiers } from "@colophon/sdk/terms";
import { Plus, X } from "lucide-react";
import type { ChosenCurrency } from "../../flow/CurrencyField.tsx";
import { AmountField, NumberField, PercentField } from "../../flow/fields.tsx";
import { ConditionClause } from "../../parts/deed.tsx";
import { Button } from "../../ui/button.tsx";
import { Field, Select, Switch } from "../../ui/field.tsx";
import { type ConditionsErrors, type ConditionsForm, emptyTier, type TierForm } from "./conditionsForm.ts";

export type DutiesFieldsProps = {
  value: ConditionsForm;
  onChange: (patch: Partial<ConditionsForm>) => void;
  errors: ConditionsErrors;
  /** What is chosen so far, for the sentences of the licence text. */
  shown: Conditions | "none";
  /** What is owed for reports. */
  chosen: ChosenCurrency;
  /** What the price is in, which people expect reports to be in too. */
  priceCurrency: ConditionsForm["currency"];
};

/** What is owed for reports: tiers of a royalty, and what it is at least and at most. */
export function RoyaltyFields(props: DutiesFieldsProps) {
  const { value, onChange, errors, chosen, shown } = props;
  const money = (field: "minimum" | "cap" | "lifeCap" | "advance", label: string, hint: string) => (
    <AmountField
      label={label}
      hint={hint}
      optional
      value={value[field]}
      onChange={(text) => onChange({ [field]: text })}
      symbol={chosen.currency?.symbol}
      error={errors[field]}
    />
  );
  return (
    <div className="grid gap-5">
      <TiersField {...props} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {money("minimum", "Minimum per period", "Owed at least, also if nothing was sold.")}
        {money("cap", "Maximum per period", "Owed at most.")}
        {money("lifeCap", "At most in all", "Over the life of a licence.")}
        {money("advance", "Advance", "What the price pays of it beforehand: so much of what is owed is not due.")}
      </div>
      {value.minimum.trim() === "" ? null : (
        <>
          <Switch
            checked={value.perSeat}
            onChange={(event) => onChange({ perSeat: event.target.checked })}
            label="The minimum is for each seat"
          />
          <Switch
            checked={value.carriesOver}
            onChange={(event) => onChange({ carriesOver: event.target.checked })}
            label="A good period counts for a poor one"
            hint="Royalties and minimums are compared over the life of a licence, and not for each period by itself."
          />
        </>
      )}
      {shown === "none" ? null : (
        <div className="grid gap-2">
          {shown.minimum > 0n ? <ConditionClause field="minimum" conditions={shown} /> : null}
          {shown.minimum > 0n ? <ConditionClause field="carriesOver" conditions={shown} /> : null}
          {shown.cap === "none" ? null : <ConditionClause field="cap" conditions={shown} />}
          {shown.lifeCap === "none" ? null : <ConditionClause field="lifeCap" conditions={shown} />}
          {shown.advance > 0n ? <ConditionClause field="advance" conditions={shown} /> : null}
        </div>
      )}
    </div>
  );
}

/** A share of revenue and an amount for each unit, which may change by what came before. */
function TiersField(props: DutiesFieldsProps) {
  const { value, onChange, shown } = props;
  const { tiers, byRevenue } = value;
  const change = (index: number, patch: Partial<TierForm>) =>
    onChange({ tiers: tiers.map((tier, i) => (i === index ? { ...tier, ...patch } : tier)) });
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-2 font-medium">Royalty</legend>
      {tiers.length > 1 ? (
        <Field label="Steps begin at" className="sm:max-w-80">
          <Select
            value={byRevenue ? "revenue" : "units"}
            onChange={(event) => onChange({ byRevenue: event.target.value === "revenue" })}
          >
            <option value="units">a number of units</option>
            <option value="revenue">an amount of revenue</option>
          </Select>
        </Field>
      ) : null}
      {tiers.map((_, index) => (
        <TierFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is the one at its place, and has nothing else to be known by.
          key={index}
          {...props}
          index={index}
          onTier={(patch) => change(index, patch)}
          onRemove={() => onChange({ tiers: tiers.filter((_tier, i) => i !== index) })}
        />
      ))}
      {tiers.length < mostTiers ? (
        <div>
          <Button
            variant="secondary"
            size="small"
            icon={<Plus aria-hidden="true" className="size-4" />}
            onClick={() => onChange({ tiers: [...tiers, emptyTier] })}
          >
            Another step
          </Button>
        </div>
      ) : null}
      {shown === "none" ? null : <ConditionClause field="tiers" conditions={shown} />}
    </fieldset>
  );
}

type TierFieldsProps = DutiesFieldsProps & {
  index: number;
  onTier: (patch: Partial<TierForm>) => void;
  onRemove: () => void;
};

function TierFields({ value, errors, chosen, index, onTier, onRemove }: TierFieldsProps) {
  const tier = value.tiers[index] ?? emptyTier;
  const symbol = chosen.currency?.symbol;
  const where = index === 0 ? "" : ` of step ${index + 1}`;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-3">
      {index === 0 ? null : (
        <div className="flex items-end justify-between gap-3 sm:col-span-3">
          <BeginsField value={value} index={index} symbol={symbol} onTier={onTier} error={errors[`from${index}`]} />
          <Button variant="quiet" size="small" icon={<X aria-hidden="true" className="size-4" />} onClick={onRemove}>
            Remove step {index + 1}
          </Button>
        </div>
      )}
      <PercentField
        label={`Share of revenue${where}`}
        optional
        value={tier.share}
        onChange={(share) => onTier({ share })}
        error={errors[`share${index}`]}
      />
      <AmountField
        label={`For each unit${where}`}
        optional
        value={tier.perUnit}
        onChange={(perUnit) => onTier({ perUnit })}
        symbol={symbol}
        error={errors[`perUnit${index}`]}
      />
    </div>
  );
}

type BeginsFieldProps = {
  value: ConditionsForm;
  index: number;
  symbol: string | undefined;
  onTier: (patch: Partial<TierForm>) => void;
  error: string | undefined;
};

/** What comes before a step: so many units, or so much revenue. */
function BeginsField({ value, index, symbol, onTier, error }: BeginsFieldProps) {
  const field = {
    label: `Step ${index + 1} begins above`,
    value: value.tiers[index]?.from ?? "",
    onChange: (from: string) => onTier({ from }),
    error,
    className: "grow sm:max-w-64",
  };
  return value.byRevenue ? <AmountField {...field} symbol={symbol} /> : <NumberField {...field} suffix="units" />;
}
