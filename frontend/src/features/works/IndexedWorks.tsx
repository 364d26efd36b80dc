import type { WorkSummary } from "@colophon/sdk/read";
import { Link } from "wouter";
import { IndexFreshness } from "../../flow/IndexNotices.tsx";
import { ReadIndexList } from "../../flow/Read.tsx";
import { count } from "../../lib/format.ts";
import { WorkHit } from "../../parts/hits.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/states.tsx";
import type { IndexedWorksFound } from "./catalogue.ts";
import { WorkCards } from "./WorkCard.tsx";

type IndexedWorksProps = {
  found: IndexedWorksFound;
  /** Those that match among the ones that were read from the chain. */
  works: readonly WorkSummary[];
  onClear: () => void;
  /** Of the page, to go on with more filters. */
  query: string;
};

/** What a search through the whole register found, and what was registered since the block that the index has read. */
export function IndexedWorks({ found, works, onClear, query }: IndexedWorksProps) {
  const { pages } = found;
  const more = (
    <Link href={`/search?${query}`} className="link">
      More filters
    </Link>
  );
  return (
    <section aria-label="Found" className="grid gap-6" aria-busy={pages.isPlaceholderData}>
      <ReadIndexList of={found} what="the works">
        {(items, at) => {
          const newer = works.filter(({ registered }) => registered.block > at.block);
          return (
            <>
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
                  <WorkCards works={newer} />
                </section>
              ) : null}
              {items.length > 0 ? (
                <ul className={`grid gap-8 lg:grid-cols-2${pages.isPlaceholderData ? " opacity-60" : ""}`}>
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
            </>
          );
        }}
      </ReadIndexList>
    </section>
  );
}
