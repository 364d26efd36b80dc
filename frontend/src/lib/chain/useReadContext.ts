import { createContentStore, type ReadContext } from "@colophon/sdk";
import { useMemo } from "react";
import { useRuntimeConfig } from "../../config/ConfigContext.ts";
import { useActiveChain } from "./useActiveChain.ts";
import { useChainClient } from "./useChainClient.ts";

/** Where the SDK's `read…` functions look: the active chain, our contracts on it, and the content store. */
export function useReadContext(): ReadContext {
  const { store } = useRuntimeConfig();
  const { deployment } = useActiveChain();
  const client = useChainClient();
  return useMemo(() => ({ client, deployment, store: createContentStore(store) }), [client, deployment, store]);
}
