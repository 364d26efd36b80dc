import { explainError } from "@colophon/sdk";
import type { At, IndexError } from "@colophon/sdk/index-api";
import type { BlockRef, Finding } from "@colophon/sdk/read";
import type { ReactNode } from "react";
import { useActiveChain } from "../lib/chain.ts";
import { capitalised } from "../lib/format.ts";
import { Button, Spinner } from "../ui/button.tsx";
import { ErrorState, LoadingState } from "../ui/states.tsx";
import { IndexFailure, NoIndex } from "./IndexNotices.tsx";

/** How a question stands: as far as this is concerned, what `useFinding` and `useIndex` return. */
type Asked<Answer> = {
  data: Answer | undefined;
  error?: Error | null;
  isFetching?: boolean;
  refetch: () => unknown;
};

/** A question to the chain, as it stands. */
export type AskedChain<Value> = Asked<Finding<Value>>;

/** Why a question has no answer, in a sentence; undefined while it is asked and once it is answered. */
export function unknownOf({ data, error }: Pick<AskedChain<unknown>, "data" | "error">): string | undefined {
  if (data) return data.status === "unknown" ? data.problem.sentence : undefined;
  return error ? explainError(error).sentence : undefined;
}

/** What was found, if it was. */
export function foundOf<Value>({ data }: Pick<AskedChain<Value>, "data">): Value | undefined {
  return data?.status === "found" ? data.value : undefined;
}

/** Two questions as one: found when both are, and unknown as soon as one of them is. */
export function together<One, Two>(one: AskedChain<One>, two: AskedChain<Two>): AskedChain<readonly [One, Two]> {
  const isFetching = Boolean(one.isFetching || two.isFetching);
  const refetch = () => {
    for (const each of [one, two]) if (each.data?.status !== "found") each.refetch();
  };
  const error = (!one.data && one.error) || (!two.data && two.error) || null;
  const data = both(one.data, two.data);
  return { data, error, isFetching, refetch };
}

function both<One, Two>(
  one: Finding<One> | undefined,
  two: Finding<Two> | undefined,
): Finding<readonly [One, Two]> | undefined {
  if (one && one.status !== "found") return one;
  if (two && two.status !== "found") return two;
  if (!one || !two) return undefined;
  // The older of the two blocks is the one that both answers are sure of.
  return {
    status: "found",
    value: [one.value, two.value],
    block: one.block.number < two.block.number ? one.block : two.block,
  };
}

type ReadProps<Value> = {
  of: AskedChain<Value>;
  /** What is asked for, in the words of "Reading the offers…" and "The offers cannot be read right now". */
  what: string;
  children: (value: Value, block: BlockRef) => ReactNode;
  /** What the chain's "there is none" means here. */
  none?: ReactNode | ((block: BlockRef) => ReactNode);
  /** What it means for the person that nobody can know it now, after the reason. */
  meanwhile?: ReactNode;
  /** Takes a line among others, instead of a place of its own. */
  inline?: boolean;
  /** What stands around it where there is nothing to show: a page's heading. */
  around?: (content: ReactNode) => ReactNode;
};

/** What the chain answers, or how the question stands: being read, without an answer, or a reason and a way to ask again. */
export function Read<Value>({ of, what, children, none, meanwhile, inline, around = same }: ReadProps<Value>) {
  const { data } = of;
  if (data?.status === "found") return children(data.value, data.block);
  if (data?.status === "not-found") return typeof none === "function" ? none(data.block) : around(none ?? null);
  const sentence = unknownOf(of);
  if (sentence === undefined)
    return inline ? <Reading what={what} /> : around(<LoadingState label={`Reading ${what}`} />);
  return around(
    <CannotRead what={what} sentence={sentence} onRetry={of.refetch}>
      {meanwhile}
    </CannotRead>,
  );
}

const same = (content: ReactNode) => content;

/** A line that says that something is being read. */
export function Reading({ what }: { what: string }) {
  return (
    <p role="status" className="flex items-center gap-2 text-soft text-sm">
      <Spinner /> Reading {what}…
    </p>
  );
}

type CannotReadProps = { what: string; sentence: string; onRetry?: (() => unknown) | undefined; children?: ReactNode };

/** Something cannot be known now, and why: never the same as that there is nothing. */
export function CannotRead({ what, sentence, onRetry, children }: CannotReadProps) {
  return (
    <ErrorState
      title={`${capitalised(what)} cannot be read right now`}
      {...(onRetry ? { onRetry: () => onRetry() } : {})}
    >
      <p>
        {sentence}
        {onRetry ? " It is asked for again by itself." : ""}
      </p>
      {children}
    </ErrorState>
  );
}

type ReadMadeProps<Made> = {
  of: Asked<Made>;
  /** What is being done, in the words of "Checking the evidence". */
  doing: string;
  /** What is made, in the words of "The certificate cannot be made right now". */
  what: string;
  children: (made: Made) => ReactNode;
  /** What it means for the person that it could not be made, after the reason. */
  meanwhile?: ReactNode;
  /** What stands around it where there is nothing to show: a page's heading. */
  around?: (content: ReactNode) => ReactNode;
};

/** What this device makes of what it has and reads, such as a certificate or a statement, or how that stands. */
export function ReadMade<Made>({ of, doing, what, children, meanwhile, around = same }: ReadMadeProps<Made>) {
  const { data, error, refetch } = of;
  if (error) {
    return around(
      <ErrorState title={`${capitalised(what)} cannot be made right now`} onRetry={() => refetch()}>
        <p>{explainError(error).sentence}</p>
        {meanwhile}
      </ErrorState>,
    );
  }
  return data === undefined ? around(<LoadingState label={doing} />) : children(data);
}

type MorePagesOf = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

type PagesProps = { pages: MorePagesOf; children?: ReactNode };

/** The button that reads the next page of a list, while there is one. */
function MorePages({ pages, children = "Show more" }: PagesProps) {
  if (!pages.hasNextPage) return null;
  return (
    <div className="justify-self-center">
      <Button variant="secondary" busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
        {children}
      </Button>
    </div>
  );
}

type ReadPagesProps<Item> = {
  of: {
    pages: MorePagesOf & { isPending: boolean; error: Error | null; refetch: () => unknown };
    items: readonly Item[];
    /** How the page that was asked for last came. */
    last: Finding<unknown> | undefined;
  };
  /** What is listed, in the words of "Reading the register…" and "The register cannot be read right now". */
  what: string;
  /** The button for the next page. */
  more: string;
  /** What is said below all of it. */
  end: ReactNode;
  /** What an empty list means. */
  none: ReactNode;
  children: (items: readonly Item[], block: BlockRef | undefined) => ReactNode;
};

/** A list that the chain gives a page at a time. What was read stays; below it stands how the rest is. */
export function ReadPages<Item>({ of: { pages, items, last }, what, more, end, none, children }: ReadPagesProps<Item>) {
  if (pages.isPending) return <LoadingState label={`Reading ${what}`} />;
  const block = last?.status === "found" ? last.block : undefined;
  const unread = unknownOf({ data: last, error: pages.error });
  return (
    <>
      {items.length > 0 ? children(items, block) : block ? none : null}
      <div className="mt-10 grid justify-items-center gap-4">
        {unread ? (
          <CannotRead
            what={items.length > 0 ? `the rest of ${what}` : what}
            sentence={unread}
            onRetry={pages.refetch}
          />
        ) : null}
        <MorePages pages={pages}>{more}</MorePages>
        {items.length > 0 && !pages.hasNextPage && block ? <p className="text-sm text-soft">{end}</p> : null}
      </div>
    </>
  );
}

/** A question to the index, as it stands. */
type AskedIndex<Answer> = Asked<Answer> & { error?: IndexError | null };

type ReadIndexProps<Answer> = {
  of: AskedIndex<Answer>;
  /** What is asked for, in the words of "Asking the index for the works…". */
  what: string;
  children: (answer: Answer) => ReactNode;
  /** What cannot be done on a site without an index. */
  without?: ReactNode;
};

/** What the index answers, or how the question stands: no index, starting, unreachable, being asked. */
export function ReadIndex<Answer>({ of, what, children, without }: ReadIndexProps<Answer>) {
  const { index } = useActiveChain();
  const { data, error, isFetching = false, refetch } = of;
  if (index === undefined) return without === undefined ? null : <NoIndex>{without}</NoIndex>;
  if (data !== undefined) return children(data);
  if (error) return <IndexFailure error={error} onRetry={() => refetch()} busy={isFetching} />;
  return <LoadingState label={`Asking the index for ${what}`} />;
}

type ReadIndexListProps<Item> = Pick<ReadIndexProps<never>, "what" | "without"> & {
  /** The button for the next page. */
  more?: string;
  of: {
    pages: MorePagesOf & { error: IndexError | null; isFetching: boolean; refetch: () => unknown };
    items: readonly Item[];
    at: At | undefined;
  };
  children: (items: readonly Item[], at: At) => ReactNode;
};

/** A list that the index gives a page at a time, or how the question stands. What came stays when the next page does not. */
export function ReadIndexList<Item>({ of: { pages, items, at }, children, more, ...words }: ReadIndexListProps<Item>) {
  const { error, isFetching, refetch } = pages;
  return (
    <ReadIndex of={{ data: at, error, isFetching, refetch }} {...words}>
      {(known) => (
        <>
          {children(items, known)}
          {error ? (
            <IndexFailure error={error} onRetry={() => refetch()} busy={isFetching} />
          ) : (
            <MorePages pages={pages}>{more}</MorePages>
          )}
        </>
      )}
    </ReadIndex>
  );
}
