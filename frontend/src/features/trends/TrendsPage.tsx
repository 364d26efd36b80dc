import type { TerritoryCode } from "@colophon/sdk/terms";
import { zeroAddress } from "viem";
import { useSearchParams } from "wouter";
import { CategoryOptions, CountrySelect, UseOptions } from "../../flow/fields.tsx";
import { NoIndex } from "../../flow/IndexNotices.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { parseDay } from "../../lib/parse.ts";
import { Field, Input, Select } from "../../ui/field.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { TrendFigure } from "./TrendFigure.tsx";
import { parseTrendQuestion, type TrendQuestion } from "./trends.ts";

/** What is registered, licensed and paid over time, with the figures behind each chart. */
export function TrendsPage() {
  const chain = useActiveChain();
  const [search, setSearch] = useSearchParams();
  const question = parseTrendQuestion(search);
  const onChange = (name: keyof TrendQuestion, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return (
    <>
      <PageHeader eyebrow="The landscape" title="Trends">
        <p>
          What is registered, licensed and paid on {chain.name}. Anybody can register anything and pay themselves, so
          these figures say what was recorded, not what it is worth.
        </p>
      </PageHeader>
      {chain.index === undefined ? (
        <NoIndex>Figures over all works need an index, and none is set up for {chain.name} here.</NoIndex>
      ) : (
        <>
          <TrendFields question={question} onChange={onChange} />
          <TrendFigure
            measure="registrations"
            title="Works registered"
            note="New entries in the register. Versions of a work are not counted."
            question={question}
          />
          <TrendFigure
            measure="licences"
            title="Licences sold"
            note="Sublicences are counted, renewals are not."
            question={question}
          />
          <TrendFigure
            measure="price"
            title="Mean price of a licence"
            note="What a sale cost, free ones included, divided by their number."
            question={question}
          />
          <TrendFigure
            measure="income"
            title="Income of works"
            note="Everything that was paid into works in this currency: sales, renewals, reports, and whatever anybody sent."
            question={question}
          />
        </>
      )}
    </>
  );
}

type TrendFieldsProps = {
  question: TrendQuestion;
  onChange: (name: keyof TrendQuestion, value: string) => void;
};

/** What the charts are about. */
function TrendFields({ question, onChange }: TrendFieldsProps) {
  const { currency, tokens } = useActiveChain();
  const from = parseDay(question.from);
  const until = parseDay(question.until);
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
