import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type * as v from "valibot";
import { useActiveChain } from "../chain/useActiveChain.ts";
import { askIndex } from "./askIndex.ts";
import { IndexError } from "./IndexError.ts";

export type UseIndexParameters<Schema extends v.GenericSchema> = {
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
