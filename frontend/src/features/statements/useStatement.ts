import type { StatementQuery } from "@colophon/sdk";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useReadContext } from "../../lib/chain/useReadContext.ts";
import { readShownStatement } from "./readShownStatement.ts";

/** The statement of a query, computed from the chain; undefined asks nothing. */
export function useStatement(query: StatementQuery | undefined) {
  const context = useReadContext();
  const { holder, payer, work, currency, from, until } = query ?? {};
  return useQuery({
    queryKey: [
      ...["chain", context.deployment.chainId, "statement"],
      ...[holder, payer, work?.toString(), currency, from, until],
    ],
    enabled: query !== undefined,
    queryFn: () => readShownStatement(context, query ?? {}),
    placeholderData: keepPreviousData,
    retry: false,
  });
}
