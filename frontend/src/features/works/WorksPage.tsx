import type { WorkSummary } from "@colophon/sdk/read";
import { useDeferredValue } from "react";
import { Link, useSearchParams } from "wouter";
import { CategoryOptions } from "../../flow/fields.tsx";
import { IndexFailure, IndexFreshness } from "../../flow/IndexNotices.tsx";
import { CannotRead, MorePages, unknownOf } from "../../flow/Read.tsx";
import { useSettled } from "../../flow/useForm.ts";
import { withWord } from "../../lib/browser.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { count, formatNumber, wordFor } from "../../lib/format.ts";
import { WorkHit } from "../../parts/hits.tsx";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { Field, SearchInput, Select } from "../../ui/field.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { EmptyState, LoadingState } from "../../ui/states.tsx";
import { filterWorks, type IndexedWorksFound, useIndexedWorks, useWorks } from "./catalogue.ts";
import { WorkCard } from "./WorkCard.tsx";

/** The catalogue: everything in the register, and nothing but the register. */
export function WorksPage() {
  const chain = useActiveChain();
  const { pages, works, last, total } = useWorks();
  const [search, setSearch] = useSearchParams();
  const filter = { words: search.get("q") ?? "", category: search.get("category") ?? "" };
  const words = useDeferredValue(filter.words);
  const shown = filterWorks(works, { words, category: filter.category });
  const filtering = filter.words.trim() !== "" || filter.category !== "";
  const searching = useIndexedWorks({ words: useSettled(filter.words.trim()), category: filter.category });
  // The chain lists what it has; it cannot be searched. An index can, in all of it, as long as it answers.
  const indexed = filtering && searching.enabled && !searching.pages.error;

  const unread = unknownOf({ data: last, error: pages.error });
  const change = (key: "q" | "category", value: string) => setSearch(withWord(key, value), { replace: true });
  const clear = () => setSearch({}, { replace: true });

  return (
    <>
      <PageHeader eyebrow="The catalogue" title="Works">
        <p>
          Every work registered on {chain.name}, the newest first, as the chain itself lists them. Nobody picks what
          appears here, and being listed does not make a claim right.
        </p>
      </PageHeader>

      <search className="mb-8 grid gap-4 sm:grid-cols-[1fr_16rem]">
        <Field label="Words">
          <SearchInput
            value={filter.words}
            onChange={(event) => change("q", event.target.value)}
            placeholder="Title, person, identifier, number"
          />
        </Field>
        <Field label="Category">
          <Select value={filter.category} onChange={(event) => change("category", event.target.value)}>
            <option value="">All categories</option>
            <CategoryOptions />
          </Select>
        </Field>
      </search>

      {indexed ? (
        <IndexedWorks
          found={searching}
          onClear={clear}
          query={search.toString()}
          newer={shown.filter(({ registered }) => registered.block > (searching.at?.block ?? Number.POSITIVE_INFINITY))}
        />
      ) : null}
      {filtering && searching.pages.error ? (
        <div className="mb-6">
          <IndexFailure
            error={searching.pages.error}
            onRetry={() => searching.pages.refetch()}
            busy={searching.pages.isFetching}
          />
        </div>
      ) : null}

      {pages.isPending && !indexed ? <LoadingState label="Reading the register" /> : null}

      {works.length > 0 && !indexed ? (
        <p role="status" className="mb-6 text-sm text-soft">
          {countLine({ shown: shown.length, loaded: works.length, total, filtering })}
          {last?.status === "found" ? ` Read at block ${formatNumber(last.block.number)}.` : ""}
        </p>
      ) : null}

      {shown.length > 0 && !indexed ? (
        <ul className="grid grid-cols-2 gap-x-5 gap-y-10 sm:grid-cols-3 sm:gap-x-7 md:grid-cols-4 lg:grid-cols-5">
          {shown.map((work) => (
            <li key={work.id.toString()}>
              <WorkCard work={work} />
            </li>
          ))}
        </ul>
      ) : null}

      {works.length > 0 && shown.length === 0 && !indexed ? (
        <EmptyState
          title="None of the works loaded here match"
          actions={
            <Button variant="secondary" onClick={clear}>
              Clear the search
            </Button>
          }
        >
          <p>
            {pages.hasNextPage
              ? "The search looks through what is loaded. Load more works below to search further."
              : "Try fewer words or another category."}
          </p>
        </EmptyState>
      ) : null}

      {works.length === 0 && last?.status === "found" && !indexed ? (
        <EmptyState
          title="No work is registered here yet"
          actions={
            <Link href="/prove" className={buttonClasses()}>
              Prove your first file
            </Link>
          }
        >
          <p>The first entry of this catalogue could be yours.</p>
        </EmptyState>
      ) : null}

      <div className={indexed ? "hidden" : "mt-10 grid justify-items-center gap-4"}>
        {unread ? (
          <CannotRead
            what={works.length > 0 ? "the rest of the register" : "the register"}
            sentence={unread}
            onRetry={pages.refetch}
          />
        ) : null}
        <MorePages pages={pages}>Load more works</MorePages>
        {works.length > 0 && !pages.hasNextPage && last?.status === "found" ? (
          <p className="text-sm text-soft">That is the whole register.</p>
        ) : null}
      </div>
    </>
  );
}

type Counts = { shown: number; loaded: number; total: number | undefined; filtering: boolean };

function countLine({ shown, loaded, total, filtering }: Counts): string {
  const all = total !== undefined && total > loaded ? `${loaded} of ${total} works are loaded.` : "";
  if (filtering) return `${shown} of the ${loaded} loaded works ${wordFor(shown, "matches", "match")}. ${all}`.trim();
  return all || `${count(loaded, "work")}.`;
}

type IndexedWorksProps = {
  found: IndexedWorksFound;
  onClear: () => void;
  /** Of the page, to go on with more filters. */
  query: string;
  /** Works that match and were registered since the block that the index has read. */
  newer: readonly WorkSummary[];
};

/** What a search through the whole register found. */
function IndexedWorks({ found, onClear, query, newer }: IndexedWorksProps) {
  const { pages, items, at } = found;
  if (!at) return <LoadingState label="Asking the index" />;
  const more = (
    <Link href={`/search?${query}`} className="link">
      More filters
    </Link>
  );
  return (
    <section aria-label="Found" className="grid gap-6" aria-busy={pages.isPlaceholderData}>
      <div className="grid gap-1">
        <p role="status" className="font-medium">
          {items.length === 0
            ? "No work in the index matches. "
            : `${pages.hasNextPage ? "The first " : ""}${count(items.length, "work of the whole register matches", "works of the whole register match")}. `}
          {items.length > 0 ? more : null}
        </p>
        <IndexFreshness at={at} />
      </div>
      {newer.length > 0 ? (
        <section aria-labelledby="newer-works" className="grid gap-4">
          <h2 id="newer-works" className="text-2xl">
            Registered since, from the chain
          </h2>
          <ul className="grid grid-cols-2 gap-x-5 gap-y-10 sm:grid-cols-3 md:grid-cols-4 lg:grid-cols-5">
            {newer.map((work) => (
              <li key={work.id.toString()}>
                <WorkCard work={work} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {items.length > 0 ? (
        <ul className={pages.isPlaceholderData ? "grid gap-8 opacity-60 lg:grid-cols-2" : "grid gap-8 lg:grid-cols-2"}>
          {items.map((work) => (
            <li key={work.id}>
              <WorkHit work={work} level={2} />
            </li>
          ))}
        </ul>
      ) : newer.length > 0 ? null : (
        <EmptyState
          title="Nothing matches"
          actions={
            <Button variant="secondary" onClick={onClear}>
              Clear the search
            </Button>
          }
        >
          <p>Try fewer words or another category. {more}</p>
        </EmptyState>
      )}
      <MorePages pages={pages} />
    </section>
  );
}
