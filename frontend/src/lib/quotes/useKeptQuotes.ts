import { useQuery } from "@tanstack/react-query";
import { keptQuotes } from "./keptQuotes.ts";

/** The quotes for a work that were signed on this device, the newest first. Invalidate ["quotes"] after a change. */
export function useKeptQuotes(chainId: number, work: bigint) {
  return useQuery({
    queryKey: ["quotes", chainId, work.toString()],
    queryFn: async () =>
      (await keptQuotes.values())
        .filter((kept) => kept?.chainId === chainId && kept.work === work.toString())
        .sort((a, b) => b.createdAt - a.createdAt),
    staleTime: 0,
  });
}
