import type { Opening } from "@colophon/sdk";
import { useMemo } from "react";
import type { Address } from "viem";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import type { Content } from "./Content.ts";
import { type OpeningMismatch, openingMismatch } from "./openingMismatch.ts";
import { openingOf } from "./openingOf.ts";

export type CurrentOpening = {
  /** Undefined until there are files and an account. */
  opening: Opening | undefined;
  /** Why it cannot count for this account on this chain. */
  mismatch: OpeningMismatch | undefined;
};

/** What opens the stamp of the content for the account that registers it. */
export function useOpening(content: Content | undefined, account: Address | undefined): CurrentOpening {
  const { deployment } = useActiveChain();
  return useMemo(() => {
    if (!content || !account) return { opening: undefined, mismatch: undefined };
    const opening = openingOf(content, deployment, account);
    return { opening, mismatch: openingMismatch(opening, deployment, account) };
  }, [content, account, deployment]);
}
