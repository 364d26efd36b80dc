import { useChainId } from "wagmi";
import { useRuntimeConfig } from "../../config/ConfigContext.ts";
import type { ChainConfig } from "../../config/RuntimeConfig.ts";

/** The chain that this page reads and writes: the wallet's, if this site serves it, else the first of the site. */
export function useActiveChain(): ChainConfig {
  const id = useChainId();
  const { chains } = useRuntimeConfig();
  const chain = chains.find((known) => known.id === id) ?? chains[0];
  if (!chain) throw new Error("No chain is configured.");
  return chain;
}
