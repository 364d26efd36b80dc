import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { NoIndex } from "../../components/index/NoIndex.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { SearchInput } from "../../components/SearchInput.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { chosenFromDrop } from "../../lib/files/chosenFromDrop.ts";
import { handOver } from "../../lib/files/handOver.ts";
import { useSettled } from "../../lib/forms/useSettled.ts";
import { readSearch } from "../../lib/questions/readSearch.ts";
import { FilterFields } from "./FilterFields.tsx";
import { readFilter } from "./readFilter.ts";
import { FoundByNumber } from "./results/FoundByNumber.tsx";
import { FoundWorks } from "./results/FoundWorks.tsx";
import type { SearchFilter } from "./SearchFilter.ts";
import { useFilterQuery } from "./useFilterQuery.ts";

/** All works of the index by words and filters, and whatever a number, a digest or an address belongs to. */
export function SearchPage() {
  const chain = useActiveChain();
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchParams();
  const filter = readFilter(search);
  const narrowed = [...search.keys()].filter((name) => name !== "q").length;
  const [open, setOpen] = useState(narrowed > 0);
  const { query, errors } = useFilterQuery(filter);
  const settledQuery = useSettled(query);
  const question = readSearch(filter.q);
  const byNumber = question.kind !== "nothing" && question.kind !== "words";

  const onChange = (name: keyof SearchFilter, value: string) =>
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
      {byNumber ? (
        <FoundByNumber text={filter.q.trim()} question={question} />
      ) : chain.index !== undefined ? (
        <FoundWorks
          query={settledQuery}
          words={question.kind === "words" ? question.words : undefined}
          narrowed={narrowed > 0}
          settled={settledQuery === query}
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
