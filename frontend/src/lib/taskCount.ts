import { useSyncExternalStore } from "react";
import type { Address } from "viem";
import { useActiveChain } from "./chain.ts";
import { keptTexts } from "./storage.ts";

const countKey = (chain: number, account: Address) => `colophon.tasks:${chain}:${account.toLowerCase()}`;

/** Where telling.ts keeps that the person wants to be told. Pages ask for it before they load that. */
export const tellingKey = "colophon.telling";

const listeners = new Set<() => void>();

/** How much waited for an account when it was last looked at. A page that only shows the number asks nobody. */
export const taskCount = {
  get: (chain: number, account: Address | undefined) =>
    account === undefined ? 0 : Number(keptTexts.getItem(countKey(chain, account))) || 0,
  set(chain: number, account: Address, count: number) {
    if (this.get(chain, account) === count) return;
    keptTexts.setItem(countKey(chain, account), String(count));
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};

/** The number for a badge: what waited for an account at the last look. */
export function useTaskCount(account: Address | undefined): number {
  const { id } = useActiveChain();
  return useSyncExternalStore(taskCount.subscribe, () => taskCount.get(id, account));
}
