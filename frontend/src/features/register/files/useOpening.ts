import type { Opening } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Address } from "viem";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import { identityOf } from "../../../lib/identityOf.ts";
import type { Content } from "./Content.ts";
import { type OpeningMismatch, openingMismatch } from "./openingMismatch.ts";
import { openingOf } from "./openingOf.ts";

export type CurrentOpening = {
  /** Undefined until there are files and an account, and while it is being made. */
  opening: Opening | undefined;
  /** Why it cannot count for this account on this chain. */
  mismatch: OpeningMismatch | undefined;
};

/** What opens the stamp of the content for the account that registers it. */
export function useOpening(content: Content | undefined, account: Address | undefined): CurrentOpening {
  const { deployment } = useActiveChain();
  const made = useQuery({
    queryKey: ["opening", deployment.chainId, account, content && identityOf(content)],
    enabled: content !== undefined && content.opening === undefined && account !== undefined,
    staleTime: "static",
    gcTime: 0,
    structuralSharing: false,
    retry: false,
    queryFn: ({ signal }) => {
      if (!content || !account) throw new Error("There is nothing to open.");
      return openingOf(content, deployment, account, signal);
    },
  });
  const opening = content && account ? (content.opening ?? made.data) : undefined;
  return useMemo(
    () => ({ opening, mismatch: opening && account ? openingMismatch(opening, deployment, account) : undefined }),
    [opening, account, deployment],
  );
}
