import { useQuery } from "@tanstack/react-query";
import { keptOpenings } from "./keptOpenings.ts";

/** The openings kept on this device, the newest first. Invalidate ["openings"] after a change. */
export function useKeptOpenings() {
  return useQuery({
    queryKey: ["openings"],
    queryFn: async () => (await keptOpenings.values()).filter(Boolean).sort((a, b) => b.createdAt - a.createdAt),
    staleTime: 0,
  });
}
