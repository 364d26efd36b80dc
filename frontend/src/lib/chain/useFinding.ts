import type { Finding, ReadContext } from "@colophon/sdk";
import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useReadContext } from "./useReadContext.ts";

export type UseFindingParameters<Value> = {
  /** Names what is read, with everything that it depends on. The chain is added. */
  key: readonly (string | number | boolean | undefined)[];
  read: (context: ReadContext) => Promise<Finding<Value>>;
  enabled?: boolean;
  /** Goes on showing the last answer while the next one is read. */
  keep?: boolean;
};

/** A question to the chain, asked with one of the SDK's `read…` functions. */
export function useFinding<Value>({
  key,
  read,
  enabled = true,
  keep = false,
}: UseFindingParameters<Value>): UseQueryResult<Finding<Value>> {
  const context = useReadContext();
  return useQuery({
    queryKey: ["chain", context.deployment.chainId, ...key],
    queryFn: () => read(context),
    enabled,
    // An answer of "cannot know" is asked for again sooner.
    refetchInterval: (query) => (query.state.data?.status === "unknown" ? 15_000 : false),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}
