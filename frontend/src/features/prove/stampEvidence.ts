import type { Stamp } from "@colophon/sdk/read";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Hex } from "viem";
import { useConfig } from "wagmi";
import { clock } from "../../lib/clock.ts";
import {
  isCaptureOf,
  isLocalChain,
  type KeptBundle,
  keptBundles,
  needsCapture,
} from "../../lib/evidence/keptBundles.ts";
import { type KeptOpening, keptOpenings } from "../../lib/openings.ts";
import { useStamp } from "../../lib/reads.ts";
import { useReadContext } from "../../lib/useFinding.ts";

const lookAgain = 5_000;

const lookAgainSettled = 60_000;

/** For how many seconds a chain may change its mind about a block, generously. */
const unsettled = 15 * 60;

/** What the chain says about a stamp, looked up until it is settled, and noted in the openings that belong to it. */
export function useStampOf(stamped: Hex | undefined, openings: readonly KeptOpening[]) {
  const queries = useQueryClient();
  const query = useStamp(stamped, (answer) =>
    answer.status === "found" && clock.now() - answer.value.at.time > unsettled ? lookAgainSettled : lookAgain,
  );

  // The chain is right, whatever was noted before: a reorganisation may have moved the stamp, or taken it away.
  const { data } = query;
  const at = data?.status === "found" ? data.value.at : undefined;
  const known = data?.status === "found" || data?.status === "not-found";
  const noted = openings.every(
    ({ opening }) => opening.stamp?.transaction === at?.transaction && opening.stamp?.block === at?.block,
  );
  useEffect(() => {
    if (!known || noted) return;
    const stamp = at && { transaction: at.transaction, block: at.block, time: at.time };
    void Promise.all(
      openings.map(({ opening }) =>
        keptOpenings.update(
          opening.commitment,
          // The file that was downloaded before says something else, and is the key all the same.
          (kept) => kept && { ...kept, opening: { ...opening, stamp }, outdated: kept.downloaded },
        ),
      ),
    ).then(() => queries.invalidateQueries({ queryKey: ["openings"] }));
  }, [known, at, noted, openings, queries]);
  return query;
}

const captureAgain = 60_000;

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
      data && !isLocalChain(chainId) && data.some(({ final }) => !final) ? captureAgain : false,
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
      const { captureEvidence } = await import("../../lib/evidence/captureBundles.ts");
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
