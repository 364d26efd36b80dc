import { createContentStore } from "@colophon/sdk";
import type { Finding, ReadContext } from "@colophon/sdk/read";
import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useConfig } from "wagmi";
import { useRuntimeConfig } from "../config/config.ts";
import { useActiveChain } from "./chain.ts";
import { type ChainClient, createChainClient } from "./chainClient.ts";
import { latestTime } from "./time.ts";

/** Reads the active chain. For the SDK's `read…` functions. */
export function useChainClient(): ChainClient {
  const { id } = useActiveChain();
  return createChainClient(useConfig().getClient({ chainId: id }));
}

/** Where the SDK's `read…` functions look: the active chain, our contracts on it, and the content store. */
export function useReadContext(): ReadContext {
  const { store } = useRuntimeConfig();
  const { deployment } = useActiveChain();
  const client = useChainClient();
  return useMemo(() => ({ client, deployment, store: createContentStore(store) }), [client, deployment, store]);
}

type UseFindingParameters<Value> = {
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

/** What counts as now, in seconds since 1970: this device's clock, or the chain's latest block if that is later. */
export function useHeadTime(): number {
  const { id } = useActiveChain();
  const client = useChainClient();
  const block = useQuery({
    queryKey: ["chain", id, "head-time"],
    queryFn: async () => Number((await client.getBlock()).timestamp),
    refetchInterval: 15_000,
  });
  return latestTime({ time: block.data ?? 0 });
}
