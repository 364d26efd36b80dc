import { useEffect } from "react";
import type { PublicClient } from "viem";
import { useConfig } from "wagmi";
import { needsWatching } from "../lib/transactions/needsWatching.ts";
import { useTransactions } from "../lib/transactions/useTransactions.ts";

const interval = 1_500;

/** Follows what was sent from this device, on every page, while there is something to follow. */
export function useTransactionWatcher(): void {
  const config = useConfig();
  const busy = useTransactions().some(needsWatching);
  useEffect(() => {
    if (!busy) return;
    let stop: (() => void) | undefined;
    let stopped = false;
    void Promise.all([import("../lib/transactions/watchTransactions.ts"), import("wagmi/actions")]).then(
      ([{ watchTransactions }, { getPublicClient }]) => {
        if (stopped) return;
        stop = watchTransactions(
          (chainId) => getPublicClient(config, { chainId }) as PublicClient | undefined,
          interval,
        );
      },
    );
    return () => {
      stopped = true;
      stop?.();
    };
  }, [busy, config]);
}
