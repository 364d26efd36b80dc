import { useQuery } from "@tanstack/react-query";
import type * as v from "valibot";
import { useActiveChain } from "../chain/useActiveChain.ts";
import { askIndex } from "./askIndex.ts";
import type { At } from "./fields.ts";
import { IndexError } from "./IndexError.ts";
import { listOf } from "./listOf.ts";

export type UseWholeListParameters<Entry extends v.GenericSchema> = {
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
