import type { Stamp } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useReadContext } from "../../lib/chain/useReadContext.ts";
import { isCaptureOf } from "../../lib/evidence/isCaptureOf.ts";
import { isLocalChain } from "../../lib/evidence/isLocalChain.ts";
import type { KeptBundle } from "../../lib/evidence/KeptBundle.ts";
import { keptBundles } from "../../lib/evidence/keptBundles.ts";
import { needsCapture } from "../../lib/evidence/needsCapture.ts";
import type { KeptOpening } from "../../lib/openings/KeptOpening.ts";

const often = 60_000;

/**
 * The bundles of a stamp, one for each opening and in their order: those that this device keeps, or new ones, captured
 * while the node still has the receipts, and once more when the block is final.
 */
export function useEvidence(stamp: Stamp | undefined, openings: readonly KeptOpening[]) {
  const context = useReadContext();
  const { chainId } = context.deployment;
  const config = useConfig();
  const commitments = openings.map(({ opening }) => opening.commitment);
  return useQuery({
    queryKey: ["evidence", chainId, stamp?.at.transaction, stamp?.at.blockHash, commitments],
    enabled: stamp !== undefined && openings.length > 0,
    staleTime: 0,
    retry: false,
    // A local chain has no finality to wait for.
    refetchInterval: ({ state: { data } }) =>
      data && !isLocalChain(chainId) && data.some(({ final }) => !final) ? often : false,
    queryFn: async (): Promise<KeptBundle[]> => {
      if (!stamp) return [];
      const kept = await Promise.all(commitments.map((commitment) => keptBundles.get(commitment)));
      const complete = kept.filter((bundle) => isCaptureOf(bundle, stamp));
      const finalized = isLocalChain(chainId)
        ? undefined
        : await context.client.getBlock({ blockTag: "finalized" }).then(
            ({ number }) => Number(number),
            () => undefined,
          );
      if (!needsCapture({ kept, stamp, finalized })) return complete;
      const node = config.getClient({ chainId: chainId as (typeof config)["chains"][number]["id"] });
      const { captureEvidence } = await import("../../lib/evidence/captureEvidence.ts");
      const capture = captureEvidence({ node, context, stamp, openings: openings.map(({ opening }) => opening) });
      // What is kept shows the same block, so a node that no longer has the receipts takes nothing away.
      const captured = await capture.catch((error) => {
        if (complete.length === commitments.length) return complete;
        throw error;
      });
      for (const [index, bundle] of captured.entries()) await keptBundles.set(commitments[index] ?? "", bundle);
      return captured;
    },
  });
}
