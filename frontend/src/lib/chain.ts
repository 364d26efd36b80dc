import { useQuery } from "@tanstack/react-query";
import { type Hex, hexToBigInt, hexToNumber } from "viem";
import { useChainId, useConfig } from "wagmi";
import { type ChainConfig, useRuntimeConfig } from "../config/config.ts";
import { clock } from "./clock.ts";
import { lookAt } from "./firstLook.ts";

/** The chain that this page reads and writes: the wallet's, if this site serves it, else the first of the site. */
export function useActiveChain(): ChainConfig {
  const id = useChainId();
  const { chains } = useRuntimeConfig();
  const chain = chains.find((known) => known.id === id) ?? chains[0];
  if (!chain) throw new Error("No chain is configured.");
  return chain;
}

export type ChainHealth =
  | { status: "ok"; block: bigint; time: number }
  | { status: "unreachable" }
  | { status: "other-chain"; id: number }
  | { status: "no-contracts" };

/** Whether the chain answers, is the right one, and has Colophon's contracts. Asked again every 15 seconds, which puts the clock right. */
export function useChainHealth() {
  const config = useConfig();
  const chain = useActiveChain();
  return useQuery({
    queryKey: ["chain-health", chain.id],
    refetchInterval: 15_000,
    retry: false,
    queryFn: async (): Promise<ChainHealth> => {
      const ask = lookAt(config.getClient({ chainId: chain.id }));
      const { works } = chain.deployment.contracts;
      try {
        const [id, block, code] = await Promise.all([
          ask({ method: "eth_chainId" }),
          ask({ method: "eth_getBlockByNumber", params: ["latest", false] }),
          ask({ method: "eth_getCode", params: [works.address, "latest"] }),
        ]);
        if (hexToNumber(id as Hex) !== chain.id) return { status: "other-chain", id: hexToNumber(id as Hex) };
        if (!code || code === "0x") return { status: "no-contracts" };
        if (!block?.number) return { status: "unreachable" };
        const number = hexToBigInt(block.number);
        const time = hexToNumber(block.timestamp);
        clock.noteHead(chain.id, { number, time });
        return { status: "ok", block: number, time };
      } catch {
        return { status: "unreachable" };
      }
    },
  });
}
