import { useQuery } from "@tanstack/react-query";
import { useConfig, useConnection } from "wagmi";
import { useActiveChain } from "../chain/useActiveChain.ts";

/**
 * - supported: the wallet does several calls together or not at all (EIP-5792)
 * - ready: it can, after the person lets it change the account once (EIP-7702)
 * - none: one call at a time
 * - reading: not known yet
 */
export type AtomicCalls = "supported" | "ready" | "none" | "reading";

/** A wallet that does not even answer is taken for one that cannot. */
const patience = 3_000;

/** Whether the connected wallet can do several calls in one prompt. */
export function useAtomicCalls(): AtomicCalls {
  const config = useConfig();
  const { id: chainId } = useActiveChain();
  const { address: account, connector, chainId: walletChainId } = useConnection();
  const { data } = useQuery({
    queryKey: ["atomic", chainId, account, connector?.uid],
    enabled: account !== undefined && connector !== undefined && walletChainId === chainId,
    staleTime: 60_000,
    retry: false,
    queryFn: async (): Promise<AtomicCalls> => {
      const { getCapabilities } = await import("wagmi/actions");
      const silence = new Promise<undefined>((resolve) => setTimeout(resolve, patience, undefined));
      const asked = getCapabilities(config, { account, chainId, connector }).catch(() => undefined);
      const status = (await Promise.race([asked, silence]))?.atomic?.status;
      return status === "supported" || status === "ready" ? status : "none";
    },
  });
  if (data) return data;
  return account === undefined ? "none" : "reading";
}
