import { explainError, type WorkRecord } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { useReadContext } from "../chain/useReadContext.ts";
import { currentShares, type Share } from "./currentShares.ts";
import { readGivenShares } from "./readGivenShares.ts";
import { readUnitMoves } from "./readUnitMoves.ts";
import type { UnitMove } from "./UnitMove.ts";

export type SharesFinding =
  | { status: "found"; shares: Share[]; moves: UnitMove[]; block: number }
  | { status: "unknown"; sentence: string };

/** Who holds a work's royalty units now. */
export function useShares(work: WorkRecord | undefined) {
  const context = useReadContext();
  return useQuery({
    queryKey: ["shares", context.deployment.chainId, work?.id.toString()],
    enabled: work !== undefined,
    queryFn: async (): Promise<SharesFinding> => {
      if (!work) return { status: "unknown", sentence: "There is no work to read." };
      try {
        const block = Number(await context.client.getBlockNumber({ cacheTime: 0 }));
        const [given, moves] = await Promise.all([
          readGivenShares(context, work),
          readUnitMoves(context, work.id, block),
        ]);
        if (given.status !== "found") return { status: "unknown", sentence: given.sentence };
        return { status: "found", shares: currentShares(given.value, moves), moves, block };
      } catch (error) {
        return { status: "unknown", sentence: explainError(error).sentence };
      }
    },
  });
}
