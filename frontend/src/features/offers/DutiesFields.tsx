import { CurrencyField, TokenField } from "../../flow/CurrencyField.tsx";
import { AccountField, CodeField, NumberField } from "../../flow/fields.tsx";
import { Clause, ConditionClause } from "../../parts/deed.tsx";
import { Field, Select, Switch } from "../../ui/field.tsx";
import type { ConditionsForm, PeriodUnit } from "./conditionsForm.ts";
import { type DutiesFieldsProps, RoyaltyFields } from "./RoyaltyFields.tsx";
import { reportingMonths } from "./termsChoices.ts";
import type { TermsFieldsProps } from "./termsForm.ts";

/** Running royalties: what a buyer reports, how often, and what they owe for it. */
export function ReportsFields(props: DutiesFieldsProps) {
  const { value, onChange, errors, shown, chosen, priceCurrency } = props;
  return (
    <div className="grid gap-5">
      <Switch
        checked={value.reports}
        onChange={(event) => onChange({ reports: event.target.checked })}
        label="Use is reported and paid for"
        hint="Besides the price: the buyer reports what they sold and earned, and owes a royalty for it. Only an account that accepts this can get such a licence."
      />
      {value.reports ? (
        <>
          <PeriodFields {...props} />
          {shown === "none" || errors.ownPeriod || errors.grace ? null : (
            <ConditionClause field="period" conditions={shown} />
          )}
          <CurrencyField
            label="Currency of reports"
            hint={
              value.currency === priceCurrency
                ? "Revenue is reported and paid for in it."
                : "Revenue is reported and paid for in it. The price is in another one."
            }
            value={value.currency}
            onChange={(currency) => onChange({ currency: currency as ConditionsForm["currency"] })}
            other={{ value: "other", label: "Another token…" }}
            className="sm:max-w-80"
          />
          <TokenField
            label="Address of the token for reports"
            value={value}
            onChange={onChange}
            chosen={chosen}
            error={errors.token}
          />
          <RoyaltyFields {...props} />
        </>
      ) : null}
    </div>
  );
}

function PeriodFields({ value, onChange, errors }: DutiesFieldsProps) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field label="Every">
        <Select
          value={String(value.period)}
          onChange={(event) => onChange({ period: event.target.value === "own" ? "own" : Number(event.target.value) })}
        >
          {reportingMonths.map(({ months, label }) => (
            <option key={months} value={months}>
              {label}
            </option>
          ))}
          <option value="own">Another time…</option>
        </Select>
      </Field>
      <NumberField
        label="Time for a report"
        hint="After its period."
        suffix="days"
        value={value.grace}
        onChange={(grace) => onChange({ grace })}
        error={errors.grace}
      />
      {value.period === "own" ? (
        <>
          <NumberField
            label="Length of a period"
            value={value.ownPeriod}
            onChange={(ownPeriod) => onChange({ ownPeriod })}
            error={errors.ownPeriod}
          />
          <Field label="In">
            <Select
              value={value.ownPeriodUnit}
              onChange={(event) => onChange({ ownPeriodUnit: event.target.value as PeriodUnit })}
            >
              <option value="months">calendar months</option>
              <option value="days">days</option>
              <option value="hours">hours</option>
            </Select>
          </Field>
        </>
      ) : null}
    </div>
  );
}

/** Whether and how a licence can be ended for a breach, and who rules if that is contested. */
export function EndingFields({
  value,
  onChange,
  errors,
  shown,
  terms,
}: DutiesFieldsProps & { terms: TermsFieldsProps["shown"] }) {
  const wrong = errors.cure || errors.silence || errors.arbitrator || errors.arbitratorData;
  return (
    <div className="grid gap-4">
      <Switch
        checked={value.revocable}
        onChange={(event) => onChange({ revocable: event.target.checked })}
        label="It can be ended for a breach"
        hint="After a notice with evidence, and after time to put it right. Otherwise it is irrevocable."
      />
      {value.revocable ? (
        <>
          <NumberField
            label="Time to put it right"
            suffix="days"
            value={value.cure}
            onChange={(cure) => onChange({ cure })}
            error={errors.cure}
            className="sm:max-w-60"
          />
          <Switch
            checked={value.arbitrated}
            onChange={(event) => onChange({ arbitrated: event.target.checked })}
            label="A notice can be contested before an arbitrator"
            hint="A contract that rules on disputes (ERC-792), such as Kleros. Who contests pays it."
          />
          {value.arbitrated ? (
            <div className="grid items-start gap-4 sm:grid-cols-2">
              <AccountField
                label="Address of the arbitrator"
                value={value.arbitrator}
                onChange={(arbitrator) => onChange({ arbitrator })}
                error={errors.arbitrator}
                className="sm:col-span-2"
              />
              <CodeField
                label="What the arbitrator is told"
                hint="Such as a court and a number of jurors. Empty for nothing."
                optional
                value={value.arbitratorData}
                onChange={(arbitratorData) => onChange({ arbitratorData })}
                error={errors.arbitratorData}
              />
              <NumberField
                label="Time to rule"
                hint="After it the licence goes on."
                suffix="days"
                value={value.silence}
                onChange={(silence) => onChange({ silence })}
                error={errors.silence}
              />
            </div>
          ) : null}
        </>
      ) : null}
      {wrong ? null : <Clause field="conditions" terms={terms} />}
      {wrong || shown === "none" || shown.arbitrator === "none" ? null : (
        <ConditionClause field="arbitrator" conditions={shown} />
      )}
    </div>
  );
}
