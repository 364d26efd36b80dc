import type { TerritoryCode } from "@colophon/sdk/terms";
import { useSearchParams } from "wouter";
import { CurrencyField } from "../../flow/CurrencyField.tsx";
import { CategoryOptions, CountryField, DayField, UseOptions } from "../../flow/fields.tsx";
import { NoIndex } from "../../flow/IndexNotices.tsx";
import { withWord } from "../../lib/browser.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { parseDays } from "../../lib/typedTime.ts";
import { Field, Select } from "../../ui/field.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { TrendFigure } from "./TrendFigure.tsx";
import { parseTrendQuestion, type TrendQuestion } from "./trends.ts";

/** What is registered, licensed and paid over time, with the figures behind each chart. */
export function TrendsPage() {
  const chain = useActiveChain();
  const [search, setSearch] = useSearchParams();
  const question = parseTrendQuestion(search);
  const onChange = (name: keyof TrendQuestion, value: string) => setSearch(withWord(name, value), { replace: true });
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
  const days = parseDays(question.from, question.until);
  const errors = days.ok ? {} : days.errors;
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
          <option value="purpose">Purpose</option>
          <option value="territory">Country</option>
          <option value="currency">Currency</option>
        </Select>
      </Field>
      <DayField
        label="From"
        value={question.from}
        onChange={(day) => onChange("from", day)}
        error={errors.from}
        className="col-span-2 sm:col-span-1"
      />
      <DayField
        label="Until"
        value={question.until}
        onChange={(day) => onChange("until", day)}
        error={errors.until}
        className="col-span-2 sm:col-span-1"
      />
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
      <CountryField
        label="Country"
        value={(question.territory || undefined) as TerritoryCode | undefined}
        onChange={(code) => onChange("territory", code ?? "")}
        placeholder="All"
      />
      <CurrencyField
        label="Currency of amounts"
        value={question.currency}
        onChange={(currency) => onChange("currency", currency)}
      />
    </search>
  );
}
