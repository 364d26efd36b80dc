import { useQuery } from "@tanstack/react-query";
import { latestTime } from "../time/latestTime.ts";
import { useActiveChain } from "./useActiveChain.ts";
import { useChainClient } from "./useChainClient.ts";

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
