import { readStamp } from "@colophon/sdk";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Hex } from "viem";
import { useReadContext } from "../../lib/chain/useReadContext.ts";
import type { KeptOpening } from "../../lib/openings/KeptOpening.ts";
import { keptOpenings } from "../../lib/openings/keptOpenings.ts";

const interval = 5_000;

/** What the chain says about a stamp, looked up until it is there, and noted in the openings that belong to it. */
export function useStampOf(stamped: Hex | undefined, openings: readonly KeptOpening[]) {
  const context = useReadContext();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ["stamp", context.deployment.chainId, stamped],
    enabled: stamped !== undefined,
    queryFn: () => readStamp(context, stamped ?? "0x"),
    refetchInterval: ({ state }) => (state.data?.status === "found" ? 60_000 : interval),
  });

  // The chain is right, whatever was noted before: a reorganisation may have moved the stamp to another block.
  const at = query.data?.status === "found" ? query.data.value.at : undefined;
  const noted = openings.every(
    ({ opening }) => opening.stamp?.transaction === at?.transaction && opening.stamp?.block === at?.block,
  );
  useEffect(() => {
    if (!at || noted) return;
    const stamp = { transaction: at.transaction, block: at.block, time: at.time };
    void Promise.all(
      openings.map(({ opening }) =>
        keptOpenings.update(opening.commitment, (kept) => ({
          ...(kept as KeptOpening),
          opening: { ...opening, stamp },
          // The file that was downloaded before does not have it.
          downloaded: false,
        })),
      ),
    ).then(() => queries.invalidateQueries({ queryKey: ["openings"] }));
  }, [at, noted, openings, queries]);
  return query;
}
