import { type Finding, readWorks, type WorkList, type WorkSummary, worksAbi } from "@colophon/sdk";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useReadContext } from "../../../lib/chain/useReadContext.ts";

const pageSize = 30;

/** The register, the latest work first, a page at a time. */
export function useWorks() {
  const context = useReadContext();
  const { chainId, contracts } = context.deployment;
  const pages = useInfiniteQuery({
    queryKey: ["chain", chainId, "works"],
    queryFn: ({ pageParam }): Promise<Finding<WorkList>> =>
      readWorks(context, { limit: pageSize, ...(pageParam ? { before: pageParam } : {}) }),
    initialPageParam: undefined as WorkList["next"],
    getNextPageParam: (last) => (last.status === "found" ? last.value.next : undefined),
  });
  const total = useQuery({
    queryKey: ["chain", chainId, "total-works"],
    queryFn: () =>
      context.client.readContract({ address: contracts.works.address, abi: worksAbi, functionName: "totalWorks" }),
  });
  const works = useMemo(() => {
    // A work registered between two pages must not appear twice.
    const unique = new Map<bigint, WorkSummary>();
    for (const page of pages.data?.pages ?? []) {
      if (page.status === "found") for (const work of page.value.works) unique.set(work.id, work);
    }
    return [...unique.values()];
  }, [pages.data]);
  const last = pages.data?.pages.at(-1);
  return { pages, works, last, total: total.data === undefined ? undefined : Number(total.data) };
}
