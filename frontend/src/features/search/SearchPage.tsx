import type { TerritoryCode } from "@colophon/sdk/terms";
import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import { CurrencyField } from "../../flow/CurrencyField.tsx";
import { AccountField, AmountField, CategoryOptions, CountryField, DayField, UseOptions } from "../../flow/fields.tsx";
import { NoIndex } from "../../flow/IndexNotices.tsx";
import { useSettled } from "../../flow/useForm.ts";
import { withWord } from "../../lib/browser.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { chosenFromDrop } from "../../lib/chosenFiles.ts";
import { handOver } from "../../lib/handOver.ts";
import { parseSearch } from "../../lib/questions.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, Field, SearchInput, Select } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { FoundByNumber, FoundWorks } from "./SearchResults.tsx";
import {
  type FilterErrors,
  parseFilter,
  type SearchFilter,
  useFilterQuery,
  type WorksQuestion,
} from "./searchFilter.ts";

/** All works of the index by words and filters, and whatever a number, a digest or an address belongs to. */
export function SearchPage() {
  const chain = useActiveChain();
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchParams();
  const filter = parseFilter(search);
  const narrowed = [...search.keys()].filter((name) => name !== "q").length;
  const [open, setOpen] = useState(narrowed > 0);
  const { question: asked, errors } = useFilterQuery(filter);
  // As text, so that the same question is the same value.
  const written = JSON.stringify(asked);
  const settled = useSettled(written);
  const question = parseSearch(filter.q, chain.deployment);
  const byNumber = question.kind !== "nothing" && question.kind !== "words";

  const onChange = (name: keyof SearchFilter, value: string) => setSearch(withWord(name, value), { replace: true });

  return (
    <>
      <PageHeader eyebrow="Search" title="Find a work">
        <p>
          By words in its title, description and credits, or by any number, digest, link or address. To ask with a file,
          drop it on the box, or{" "}
          <Link href="/search/registered" className="link">
            see whether something like it is registered
          </Link>
          . What you look for, a file's digest too, is told to whoever runs this site's index.
        </p>
      </PageHeader>

      <search
        className="mb-8 grid gap-5"
        onDragOver={(event) => event.preventDefault()}
        onDrop={async (event) => {
          event.preventDefault();
          const dropped = await chosenFromDrop(event.dataTransfer);
          if (!dropped) return;
          handOver.put(dropped);
          navigate("/search/registered");
        }}
      >
        <div className="grid items-end gap-4 sm:grid-cols-[minmax(0,1fr)_auto]">
          <Field label="Look for">
            <SearchInput
              value={filter.q}
              onChange={(event) => onChange("q", event.target.value)}
              placeholder="Words, a number, a digest, an address"
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
          {chain.index !== undefined && !byNumber ? (
            <Button
              variant="secondary"
              aria-expanded={open}
              aria-controls="search-filters"
              icon={<SlidersHorizontal aria-hidden="true" className="size-4" />}
              onClick={() => setOpen(!open)}
            >
              Filters{narrowed > 0 ? ` (${narrowed})` : ""}
            </Button>
          ) : null}
        </div>
        {open && chain.index !== undefined && !byNumber ? (
          <div id="search-filters" className="rounded-xl border border-rule bg-leaf p-5">
            <FilterFields filter={filter} errors={errors} onChange={onChange} />
          </div>
        ) : null}
      </search>

      {chain.index === undefined ? (
        <NoIndex>
          Searching all works needs an index, and none is set up for {chain.name} here. A number, a digest, a link or an
          address still leads to its page.
        </NoIndex>
      ) : null}
      {question.kind === "words" && question.problem ? (
        <Notice tone="warning" title="This was looked for as words" className="mb-6">
          <p>{question.problem}</p>
        </Notice>
      ) : null}
      {byNumber ? (
        <FoundByNumber question={question} />
      ) : chain.index !== undefined ? (
        <FoundWorks
          asked={JSON.parse(settled) as WorksQuestion}
          words={question.kind === "words" ? question.words : undefined}
          narrowed={narrowed > 0}
          settled={settled === written}
          onClear={() => setSearch({}, { replace: true })}
        />
      ) : question.kind === "words" ? (
        <p className="mt-6">
          <Link href={`/works?q=${encodeURIComponent(question.words)}`} className="link">
            Look for “{question.words}” among the works as the chain lists them
          </Link>
        </p>
      ) : null}
    </>
  );
}

type FilterFieldsProps = {
  filter: SearchFilter;
  errors: FilterErrors;
  onChange: (name: keyof SearchFilter, value: string) => void;
};

/** Everything that narrows a search down. */
function FilterFields({ filter, errors, onChange }: FilterFieldsProps) {
  return (
    <div className="grid items-start gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
      <Field label="Category" error={errors.category}>
        <Select value={filter.category} onChange={(event) => onChange("category", event.target.value)}>
          <option value="">Any</option>
          <CategoryOptions />
        </Select>
      </Field>
      <Field label="Offered for" error={errors.use}>
        <Select value={filter.use} onChange={(event) => onChange("use", event.target.value)}>
          <option value="">Any use</option>
          <UseOptions />
        </Select>
      </Field>
      <CountryField
        label="Offered in"
        value={(filter.territory || undefined) as TerritoryCode | undefined}
        onChange={(code) => onChange("territory", code ?? "")}
        placeholder="Any country"
        error={errors.territory}
      />
      <Field label="Order">
        <Select value={filter.sort} onChange={(event) => onChange("sort", event.target.value)}>
          <option value="">Newest first</option>
          <option value="oldest">Oldest first</option>
        </Select>
      </Field>
      <CurrencyField
        label="Currency"
        value={filter.currency}
        onChange={(currency) => onChange("currency", currency)}
        any={{ value: "", label: "Any" }}
      />
      <AmountField
        label="Costs at most"
        value={filter.max}
        onChange={(max) => onChange("max", max)}
        symbol={undefined}
        error={errors.max}
      />
      <DayField
        label="Registered from"
        value={filter.from}
        onChange={(day) => onChange("from", day)}
        error={errors.from}
      />
      <DayField
        label="Registered until"
        value={filter.until}
        onChange={(day) => onChange("until", day)}
        error={errors.until}
      />
      <AccountField
        label="Claimed by"
        required={false}
        value={filter.by}
        onChange={(by) => onChange("by", by)}
        error={errors.by}
        className="sm:col-span-2"
      />
      <Checkbox
        label="With an open offer only"
        checked={filter.available !== ""}
        onChange={(event) => onChange("available", event.target.checked ? "yes" : "")}
        className="self-end pb-2.5 sm:col-span-2"
      />
    </div>
  );
}
