import { readStamp } from "@colophon/sdk";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Hex } from "viem";
import { useReadContext } from "../../lib/chain/useReadContext.ts";
import type { KeptOpening } from "../../lib/openings/KeptOpening.ts";
import { keptOpenings } from "../../lib/openings/keptOpenings.ts";

const often = 5_000;
const seldom = 60_000;
/** For how many seconds a chain may change its mind about a block, generously. */
const unsettled = 15 * 60;

/** What the chain says about a stamp, looked up until it is settled, and noted in the openings that belong to it. */
export function useStampOf(stamped: Hex | undefined, openings: readonly KeptOpening[]) {
  const context = useReadContext();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ["stamp", context.deployment.chainId, stamped],
    enabled: stamped !== undefined,
    queryFn: () => readStamp(context, stamped ?? "0x"),
    refetchInterval: ({ state: { data } }) =>
      data?.status === "found" && Date.now() / 1000 - data.value.at.time > unsettled ? seldom : often,
  });

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
        keptOpenings.update(opening.commitment, (kept) => ({
          ...(kept as KeptOpening),
          opening: { ...opening, stamp },
          // The file that was downloaded before says something else.
          downloaded: false,
        })),
      ),
    ).then(() => queries.invalidateQueries({ queryKey: ["openings"] }));
  }, [known, at, noted, openings, queries]);
  return query;
}
