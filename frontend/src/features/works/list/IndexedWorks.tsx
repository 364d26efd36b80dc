import type { WorkSummary } from "@colophon/sdk";
import { Link } from "wouter";
import { Button } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { IndexFreshness } from "../../../components/index/IndexFreshness.tsx";
import { WorkHit } from "../../../components/index/WorkHit.tsx";
import { LoadingState } from "../../../components/LoadingState.tsx";
import type { IndexedWorksFound } from "./useIndexedWorks.ts";
import { WorkCard } from "./WorkCard.tsx";

export type IndexedWorksProps = {
  found: IndexedWorksFound;
  onClear: () => void;
  /** Of the page, to go on with more filters. */
  query: string;
  /** Works that match and were registered since the block that the index has read. */
  newer: readonly WorkSummary[];
};

/** What a search through the whole register found. */
export function IndexedWorks({ found, onClear, query, newer }: IndexedWorksProps) {
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
            : `${pages.hasNextPage ? "The first " : ""}${items.length.toLocaleString("en-GB")} ${items.length === 1 ? "work of the whole register matches" : "works of the whole register match"}. `}
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
      {pages.hasNextPage ? (
        <div className="justify-self-center">
          <Button variant="secondary" busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </section>
  );
}
