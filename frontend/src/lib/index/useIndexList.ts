import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type * as v from "valibot";
import { useActiveChain } from "../chain/useActiveChain.ts";
import { askIndex } from "./askIndex.ts";
import { IndexError } from "./IndexError.ts";
import { listOf } from "./listOf.ts";

export type UseIndexListParameters<Entry extends v.GenericSchema<unknown, { id: string }>> = {
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
