import { AddressField } from "../../components/AddressField.tsx";
import { Field } from "../../components/Field.tsx";
import { Input } from "../../components/Input.tsx";
import { Select } from "../../components/Select.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import type { Choice, PeriodChoice } from "./Choice.ts";
import type { ChosenQuery } from "./queryOf.ts";

export type ChoiceFormProps = {
  choice: Choice;
  chosen: ChosenQuery;
  onChange: (change: Partial<Choice>) => void;
};

/** Whose statement, for which time and currency. */
export function ChoiceForm({ choice, chosen, onChange }: ChoiceFormProps) {
  const chain = useActiveChain();
  const errorOf = (field: string) => (!chosen.ok && chosen.field === field ? chosen.error : undefined);
  const subject = choice.about === "holder" ? choice.holder : choice.work;
  return (
    <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-4">
      <Field label="About">
        <Select value={choice.about} onChange={({ target }) => onChange({ about: target.value as Choice["about"] })}>
          <option value="holder">An account</option>
          <option value="work">A work</option>
        </Select>
      </Field>
      <div className="lg:col-span-3">
        {choice.about === "holder" ? (
          <AddressField
            label="Account"
            value={choice.holder}
            onChange={(holder) => onChange({ holder })}
            error={subject === "" ? undefined : errorOf("holder")}
          />
        ) : (
          <Field label="Number of the work" required error={subject === "" ? undefined : errorOf("work")}>
            <Input
              value={choice.work}
              onChange={({ target }) => onChange({ work: target.value })}
              placeholder="0x…"
              autoComplete="off"
              spellCheck={false}
              className="font-mono text-[0.95em]"
            />
          </Field>
        )}
      </div>
      <Field label="Period">
        <Select value={choice.period} onChange={({ target }) => onChange({ period: target.value as PeriodChoice })}>
          <option value="all">Everything so far</option>
          <option value="year">A calendar year</option>
          <option value="quarter">This quarter</option>
          <option value="custom">From day to day</option>
        </Select>
      </Field>
      {choice.period === "year" ? (
        <Field label="Year" error={errorOf("period")}>
          <Input
            value={choice.year}
            inputMode="numeric"
            maxLength={4}
            onChange={({ target }) => onChange({ year: target.value })}
          />
        </Field>
      ) : null}
      {choice.period === "custom" ? (
        <>
          <Field label="First day" error={errorOf("period")}>
            <Input type="date" value={choice.from} onChange={({ target }) => onChange({ from: target.value })} />
          </Field>
          <Field label="Last day">
            <Input type="date" value={choice.to} onChange={({ target }) => onChange({ to: target.value })} />
          </Field>
        </>
      ) : null}
      <Field label="Currency">
        <Select value={choice.currency} onChange={({ target }) => onChange({ currency: target.value })}>
          <option value="all">All currencies</option>
          <option value="0x0000000000000000000000000000000000000000">{chain.currency.symbol}</option>
          {chain.tokens.map(({ address, symbol }) => (
            <option key={address} value={address}>
              {symbol}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
