import type { PublicClient } from "viem";
import { usePublicClient } from "wagmi";
import { useActiveChain } from "./useActiveChain.ts";

/** Reads the active chain. For the SDK's `read…` functions. */
export function useChainClient(): PublicClient {
  const { id } = useActiveChain();
  const client = usePublicClient({ chainId: id });
  if (!client) throw new Error(`Chain ${id} is not configured.`);
  return client as PublicClient;
}
