import { Link } from "wouter";
import { IndexFreshness } from "../../flow/IndexNotices.tsx";
import { foundOf, ReadIndexList, unknownOf } from "../../flow/Read.tsx";
import { count, formatNumber } from "../../lib/format.ts";
import { WorkHit } from "../../parts/hits.tsx";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { filterWorks, type IndexedWorksFound, useTotalWorks, type WorkFilter } from "./catalogue.ts";
import { type ShelfWork, shelfWorkOf, WorkCards } from "./WorkCard.tsx";

/** The register as an index lists it, and what the chain says of that. */
export function IndexedRegister({ found }: { found: IndexedWorksFound }) {
  const total = useTotalWorks();
  const { check } = found;
  return (
    <ReadIndexList of={found} what="the works" more="Load more works">
      {(items, at) => {
        const listed = new Set(items.map(({ id }) => BigInt(id)));
        const newer = foundOf(check)?.newer.filter(({ id }) => !listed.has(id)) ?? [];
        const works: ShelfWork[] = [...newer, ...items.map(shelfWorkOf)];
        if (works.length === 0) return <NoWorks />;
        return (
          <>
            <div className="mb-6 grid gap-1 text-sm text-soft">
              <p role="status">
                {total === undefined
                  ? `${count(works.length, "work")}.`
                  : total > works.length
                    ? `The latest ${formatNumber(works.length)} of ${count(total, "work")}.`
                    : `${count(works.length, "work")}, the whole register.`}
              </p>
              <IndexFreshness at={at} brief />
              <p>
                <ChainSays check={check} />{" "}
                <Link href="/works?from=chain" className="link">
                  Read the list from the chain instead
                </Link>
              </p>
            </div>
            <WorkCards works={works} />
          </>
        );
      }}
    </ReadIndexList>
  );
}

/** Whether the chain knows the works that the index lists. */
function ChainSays({ check }: Pick<IndexedWorksFound, "check">) {
  const unknown = unknownOf(check);
  if (unknown) return <>The chain cannot be asked about them now. {unknown}</>;
  if (check.data?.status !== "found") return "The chain is being asked about them.";
  return <>The chain knows every one that was registered by block {formatNumber(check.data.block.number)}.</>;
}

/** What stands in place of a register that is empty. */
export function NoWorks() {
  return (
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
  );
}

type IndexedWorksProps = {
  found: IndexedWorksFound;
  filter: Pick<WorkFilter, "words" | "category">;
  onClear: () => void;
  /** Of the page, to go on with more filters. */
  query: string;
};

/** What a search through the whole register found, and what was registered since the block that the index has read. */
export function IndexedWorks({ found, filter, onClear, query }: IndexedWorksProps) {
  const { pages, check } = found;
  const newer = filterWorks(foundOf(check)?.newer ?? [], filter);
  const more = (
    <Link href={`/search?${query}`} className="link">
      More filters
    </Link>
  );
  return (
    <section aria-label="Found" className="grid gap-6" aria-busy={pages.isPlaceholderData}>
      <ReadIndexList of={found} what="the works">
        {(items, at) => (
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
        )}
      </ReadIndexList>
    </section>
  );
}
