import { type AnswerOf, type At, askIndex, type IndexError, type QuestionOf, routes } from "@colophon/sdk/index-api";
import { keepPreviousData, type UseQueryResult, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useActiveChain } from "./chain.ts";

/** One of the SDK's routes: what it is asked with, and what it answers. */
type Route = (typeof routes)[keyof typeof routes];

/** Asked again by itself while the index is starting. */
const untilStarted = ({ state: { error } }: { state: { error: IndexError | null } }) =>
  error?.problem === "starting" ? 3_000 : false;

type UseIndexOptions = {
  /** Goes on showing the last answer while the next one is read. */
  keep?: boolean;
};

/** A question to the index of the active chain; undefined while there is nothing to ask. */
export function useIndex<Asked extends Route>(
  route: Asked,
  question: QuestionOf<Asked> | undefined,
  { keep = false }: UseIndexOptions = {},
): UseQueryResult<AnswerOf<Asked>, IndexError> {
  const { id, index } = useActiveChain();
  return useQuery<AnswerOf<Asked>, IndexError>({
    queryKey: ["index", id, index, route.url, question],
    enabled: index !== undefined && question !== undefined,
    retry: false,
    queryFn: ({ signal }) => askIndex(index ?? "", route, question as QuestionOf<Asked>, { signal }),
    refetchInterval: untilStarted,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

/** The routes that answer with a list, a page at a time. */
type ListRoute = typeof routes.works | typeof routes.licences | typeof routes.offers;

type EntryOf<Asked extends ListRoute> = AnswerOf<Asked>["items"][number];

/** A list's question without what its pages differ in. */
type ListQuestion<Asked extends ListRoute> = Omit<QuestionOf<Asked>, "after" | "limit">;

const pageRows = 30;

/** A list of the index, a page at a time; undefined while there is nothing to ask. */
export function useIndexList<Asked extends ListRoute>(route: Asked, question: ListQuestion<Asked> | undefined) {
  const { id, index } = useActiveChain();
  const pages = useInfiniteQuery({
    queryKey: ["index-list", id, index, route.url, question],
    enabled: index !== undefined && question !== undefined,
    retry: false,
    queryFn: ({ pageParam, signal }) =>
      readPage(index ?? "", route, { ...question, limit: pageRows }, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: untilStarted,
  });
  const items = useMemo(() => {
    // What moved between two pages must not appear twice.
    const unique = new Map<string, EntryOf<Asked>>();
    for (const page of pages.data?.pages ?? []) for (const item of page.items) unique.set(item.id, item);
    return [...unique.values()];
  }, [pages.data]);
  return { pages, items, at: pages.data?.pages.at(-1)?.at };
}

/** No more entries of a whole list than about this many are read. */
const mostEntries = 2_000;

/** Every entry of a list of the index, up to a limit; `cut` says whether there are more. */
export function useWholeList<Asked extends ListRoute>(route: Asked, question: ListQuestion<Asked> | undefined) {
  const { id, index } = useActiveChain();
  return useQuery({
    queryKey: ["index-whole", id, index, route.url, question],
    enabled: index !== undefined && question !== undefined,
    retry: false,
    queryFn: async ({ signal }) => {
      const items: EntryOf<Asked>[] = [];
      let after: string | undefined;
      let at: At | undefined;
      do {
        const page = await readPage(index ?? "", route, { ...question, limit: 100 }, after, signal);
        items.push(...page.items);
        // What was read from the block furthest back is what the whole list is sure of.
        if (at === undefined || page.at.block < at.block) at = page.at;
        after = page.next ?? undefined;
      } while (after !== undefined && items.length < mostEntries);
      return { items, at, cut: after !== undefined };
    },
    refetchInterval: untilStarted,
  });
}

type IndexPage<Asked extends ListRoute> = { at: At; items: EntryOf<Asked>[]; next: string | null };

/** One page of a list. Which entries it has follows from its route, which the compiler does not see through a union. */
function readPage<Asked extends ListRoute>(
  index: string,
  route: Asked,
  question: { limit: number },
  after: string | undefined,
  signal: AbortSignal,
): Promise<IndexPage<Asked>> {
  return askIndex(index, route, { ...question, after } as QuestionOf<Asked>, { signal }) as Promise<IndexPage<Asked>>;
}

/** How the index is, asked again by itself while it is not to be relied on. */
export function useIndexHealth() {
  const { id, index } = useActiveChain();
  return useQuery<AnswerOf<typeof routes.health>, IndexError>({
    queryKey: ["index", id, index, routes.health.url],
    enabled: index !== undefined,
    retry: false,
    queryFn: ({ signal }) => askIndex(index ?? "", routes.health, {}, { signal }),
    refetchInterval: (query) => (query.state.data?.ready === false ? 3_000 : untilStarted(query)),
  });
}

/** What the index itself says is wrong with it, in a sentence: that it is behind, or off the chain. Nothing if it is well. */
export function useIndexTrouble(): string | undefined {
  const { data, error } = useIndexHealth();
  if (error?.problem === "starting") return error.shortMessage;
  return data?.ready === false ? data.sentence : undefined;
}
