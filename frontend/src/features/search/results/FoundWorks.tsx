import { Link } from "wouter";
import { Button } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { IndexFailure } from "../../../components/index/IndexFailure.tsx";
import { IndexFreshness } from "../../../components/index/IndexFreshness.tsx";
import { WorkHit } from "../../../components/index/WorkHit.tsx";
import { LoadingState } from "../../../components/LoadingState.tsx";
import { IndexedWork } from "../../../lib/index/IndexedWork.ts";
import { useIndexList } from "../../../lib/index/useIndexList.ts";
import { NearNames } from "./NearNames.tsx";

export type FoundWorksProps = {
  /** For the index's list of works. */
  query: string;
  words: string | undefined;
  narrowed: boolean;
  /** False while the person is still typing. */
  settled: boolean;
  onClear: () => void;
};

/** The works that have the words and pass the filters. */
export function FoundWorks({ query, words, narrowed, settled, onClear }: FoundWorksProps) {
  const { pages, items, at } = useIndexList({ path: `/v1/works?${query}`, entry: IndexedWork });
  const looking = !settled || pages.isPlaceholderData;
  return (
    <section aria-label="Results" aria-busy={looking} className="grid gap-6">
      {pages.isPending ? <LoadingState label="Asking the index" /> : null}
      {pages.error ? (
        <IndexFailure error={pages.error} onRetry={() => pages.refetch()} busy={pages.isFetching} />
      ) : null}
      {at && !pages.error ? (
        <div className="grid gap-1">
          <p role="status" className="font-medium">
            {looking ? "Looking…" : countLine(items.length, pages.hasNextPage, words !== undefined || narrowed)}
          </p>
          <IndexFreshness at={at} />
        </div>
      ) : null}
      {!pages.error && items.length > 0 ? (
        <ol className={looking ? "grid gap-8 opacity-60" : "grid gap-8"}>
          {items.map((work) => (
            <li key={work.id} className="border-rule border-t pt-6 first:border-t-0 first:pt-0">
              <WorkHit work={work} level={2} />
            </li>
          ))}
        </ol>
      ) : null}
      {!pages.error && at && items.length === 0 && !looking ? (
        <EmptyState
          title={words || narrowed ? "Nothing in the index matches" : "No work is registered here yet"}
          actions={
            words || narrowed ? (
              <Button variant="secondary" onClick={onClear}>
                Clear the search
              </Button>
            ) : undefined
          }
        >
          <p>
            That is no proof that there is nothing: what was stamped in secret or registered under other words cannot be
            found by these. You can{" "}
            <Link href="/search/registered" className="link">
              ask with the file itself
            </Link>
            .
          </p>
        </EmptyState>
      ) : null}
      {!pages.error && words && at && items.length < 3 && !looking ? (
        <NearNames name={words} except={items.map(({ id }) => id)} />
      ) : null}
      {pages.hasNextPage && !pages.error ? (
        <div className="justify-self-center">
          <Button variant="secondary" busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function countLine(count: number, more: boolean, asked: boolean): string {
  if (count === 0) return "No results.";
  const works = count === 1 ? "1 work" : `${count.toLocaleString("en-GB")} works`;
  if (!asked) return more ? `The first ${works}.` : `${works}.`;
  return more ? `The first ${works} that match.` : `${works} ${count === 1 ? "matches" : "match"}.`;
}
