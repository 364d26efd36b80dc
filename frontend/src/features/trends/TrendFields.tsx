import type { TerritoryCode } from "@colophon/sdk";
import { zeroAddress } from "viem";
import { CategoryOptions } from "../../components/CategoryOptions.tsx";
import { Field } from "../../components/Field.tsx";
import { Input } from "../../components/Input.tsx";
import { Select } from "../../components/Select.tsx";
import { CountrySelect } from "../../components/terms/CountrySelect.tsx";
import { UseOptions } from "../../components/UseOptions.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { readDay } from "../../lib/time/readDay.ts";
import type { TrendQuestion } from "./TrendQuestion.ts";

export type TrendFieldsProps = {
  question: TrendQuestion;
  onChange: (name: keyof TrendQuestion, value: string) => void;
};

/** What the charts are about. */
export function TrendFields({ question, onChange }: TrendFieldsProps) {
  const { currency, tokens } = useActiveChain();
  const from = readDay(question.from);
  const until = readDay(question.until);
  return (
    <search className="mb-10 grid grid-cols-2 items-end gap-x-5 gap-y-4 rounded-xl border border-rule bg-leaf p-5 lg:grid-cols-4">
      <Field label="Each point is a">
        <Select value={question.by} onChange={(event) => onChange("by", event.target.value)}>
          <option value="day">Day</option>
          <option value="week">Week</option>
          <option value="month">Month</option>
        </Select>
      </Field>
      <Field label="Told apart by">
        <Select value={question.split} onChange={(event) => onChange("split", event.target.value)}>
          <option value="">Nothing</option>
          <option value="category">Category</option>
          <option value="use">Use</option>
          <option value="territory">Country</option>
          <option value="currency">Currency</option>
        </Select>
      </Field>
      <Field label="From" error={from.ok ? undefined : from.error} className="col-span-2 sm:col-span-1">
        <Input type="date" value={question.from} onChange={(event) => onChange("from", event.target.value)} />
      </Field>
      <Field label="Until" error={until.ok ? undefined : until.error} className="col-span-2 sm:col-span-1">
        <Input type="date" value={question.until} onChange={(event) => onChange("until", event.target.value)} />
      </Field>
      <Field label="Category">
        <Select value={question.category} onChange={(event) => onChange("category", event.target.value)}>
          <option value="">All</option>
          <CategoryOptions />
        </Select>
      </Field>
      <Field label="Use">
        <Select value={question.use} onChange={(event) => onChange("use", event.target.value)}>
          <option value="">All</option>
          <UseOptions />
        </Select>
      </Field>
      <Field label="Country">
        <CountrySelect
          value={(question.territory || undefined) as TerritoryCode | undefined}
          onChange={(code) => onChange("territory", code ?? "")}
          placeholder="All"
        />
      </Field>
      <Field label="Currency of amounts">
        <Select value={question.currency} onChange={(event) => onChange("currency", event.target.value)}>
          <option value={zeroAddress}>{currency.symbol}</option>
          {tokens.map(({ address, symbol }) => (
            <option key={address} value={address}>
              {symbol}
            </option>
          ))}
        </Select>
      </Field>
    </search>
  );
}
