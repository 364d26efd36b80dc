import { useConfig } from "wagmi";
import { type ChainClient, createChainClient } from "./createChainClient.ts";
import { useActiveChain } from "./useActiveChain.ts";

/** Reads the active chain. For the SDK's `read…` functions. */
export function useChainClient(): ChainClient {
  const { id } = useActiveChain();
  return createChainClient(useConfig().getClient({ chainId: id }));
}
