import { keepPreviousData, type UseQueryResult, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import * as v from "valibot";
import { askIndex, IndexError } from "./askIndex.ts";
import { useActiveChain } from "./chain.ts";
import { type At, listOf } from "./indexed.ts";

type UseIndexParameters<Schema extends v.GenericSchema> = {
  /** Such as "/v1/works?category=musical"; undefined while there is nothing to ask. */
  path: string | undefined;
  schema: Schema;
  body?: unknown;
  /** Goes on showing the last answer while the next one is read. */
  keep?: boolean;
};

/** A question to the index of the active chain. Asked again by itself while the index is starting. */
export function useIndex<Schema extends v.GenericSchema>({
  path,
  schema,
  body,
  keep = false,
}: UseIndexParameters<Schema>): UseQueryResult<v.InferOutput<Schema>, Error> {
  const { id, index } = useActiveChain();
  return useQuery({
    queryKey: ["index", id, index, path, body],
    enabled: index !== undefined && path !== undefined,
    retry: false,
    queryFn: ({ signal }) => askIndex({ base: index ?? "", path: path ?? "", schema, body, signal }),
    refetchInterval: ({ state: { error } }) =>
      error instanceof IndexError && error.problem === "starting" ? 3_000 : false,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

type UseIndexListParameters<Entry extends v.GenericSchema<unknown, { id: string }>> = {
  /** Such as "/v1/works?category=musical", without `after` and `limit`; undefined while there is nothing to ask. */
  path: string | undefined;
  entry: Entry;
  limit?: number;
};

/** A list of the index, a page at a time. */
export function useIndexList<Entry extends v.GenericSchema<unknown, { id: string }>>({
  path,
  entry,
  limit = 30,
}: UseIndexListParameters<Entry>) {
  const { id, index } = useActiveChain();
  const pages = useInfiniteQuery({
    queryKey: ["index-list", id, index, path, limit],
    enabled: index !== undefined && path !== undefined,
    retry: false,
    queryFn: ({ pageParam, signal }) => {
      const [route = "", query = ""] = (path ?? "").split("?");
      const search = new URLSearchParams(query);
      search.set("limit", String(limit));
      if (pageParam) search.set("after", pageParam);
      return askIndex({ base: index ?? "", path: `${route}?${search}`, schema: listOf(entry), signal });
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { error } }) =>
      error instanceof IndexError && error.problem === "starting" ? 3_000 : false,
  });
  const items = useMemo(() => {
    // What moved between two pages must not appear twice.
    const unique = new Map<string, v.InferOutput<Entry>>();
    for (const page of pages.data?.pages ?? []) {
      for (const item of page.items as v.InferOutput<Entry>[]) unique.set((item as { id: string }).id, item);
    }
    return [...unique.values()];
  }, [pages.data]);
  return { pages, items, at: pages.data?.pages.at(-1)?.at };
}

type UseWholeListParameters<Entry extends v.GenericSchema> = {
  /** Such as "/v1/licences?holder=0x…"; undefined while there is nothing to ask. */
  path: string | undefined;
  entry: Entry;
  /** No more entries than about this many are read. */
  most?: number;
};

/** Every entry of a list of the index, up to a limit; `cut` says whether there are more. */
export function useWholeList<Entry extends v.GenericSchema>({
  path,
  entry,
  most = 2_000,
}: UseWholeListParameters<Entry>) {
  const { id, index } = useActiveChain();
  return useQuery({
    queryKey: ["index-whole", id, index, path, most],
    enabled: index !== undefined && path !== undefined,
    retry: false,
    queryFn: async ({ signal }) => {
      const items: v.InferOutput<Entry>[] = [];
      let after: string | null = "";
      let at: At | undefined;
      while (after !== null && items.length < most) {
        const more = `${path?.includes("?") ? "&" : "?"}limit=100${after ? `&after=${encodeURIComponent(after)}` : ""}`;
        const page: { at: At; items: unknown[]; next: string | null } = await askIndex({
          base: index ?? "",
          path: `${path}${more}`,
          schema: listOf(entry),
          signal,
        });
        items.push(...(page.items as v.InferOutput<Entry>[]));
        // What was read from the block furthest back is what the whole list is sure of.
        if (at === undefined || page.at.block < at.block) at = page.at;
        after = page.next;
      }
      return { items, at, cut: after !== null };
    },
    refetchInterval: ({ state: { error } }) =>
      error instanceof IndexError && error.problem === "starting" ? 3_000 : false,
  });
}

const Health = v.object({ sentence: v.string(), diverged: v.optional(v.boolean(), false) });

/** What the index itself says is wrong with it, in a sentence: that it is behind, or off the chain. Nothing if it is well. */
export function useIndexTrouble(): string | undefined {
  const { data, error } = useIndex({ path: "/v1/health", schema: Health });
  if (error instanceof IndexError && error.problem === "starting") return error.message;
  return data?.diverged ? data.sentence : undefined;
}
