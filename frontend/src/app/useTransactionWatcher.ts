import { useEffect } from "react";
import { useConfig } from "wagmi";
import { needsWatching } from "../lib/transactions/needsWatching.ts";
import { useTransactions } from "../lib/transactions/useTransactions.ts";

/** Follows what was sent from this device, on every page, while there is something to follow. */
export function useTransactionWatcher(): void {
  const config = useConfig();
  const busy = useTransactions().some(needsWatching);
  useEffect(() => {
    if (!busy) return;
    let stop: (() => void) | undefined;
    let stopped = false;
    void Promise.all([
      import("../lib/transactions/watchTransactions.ts"),
      import("../lib/chain/createChainClient.ts"),
      import("../lib/wallet/readCallsStatus.ts"),
    ]).then(([{ watchTransactions }, { createChainClient }, { readCallsStatus }]) => {
      if (stopped) return;
      stop = watchTransactions(
        (chainId) => {
          const known = config.chains.some(({ id }) => id === chainId);
          return known ? createChainClient(config.getClient({ chainId })) : undefined;
        },
        (record) => readCallsStatus(config, record),
        config.getClient().pollingInterval,
      );
    });
    return () => {
      stopped = true;
      stop?.();
    };
  }, [busy, config]);
}
