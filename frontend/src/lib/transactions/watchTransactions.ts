import type { ChainClient } from "../chain/createChainClient.ts";
import type { ReadCallsStatus } from "./checkBundle.ts";
import { checkTransaction } from "./checkTransaction.ts";
import { needsWatching } from "./needsWatching.ts";
import type { TransactionRecord } from "./TransactionRecord.ts";
import { transactions } from "./transactions.ts";

/**
 * Follows every transaction that this device sent until it is settled. Goes on quietly when the chain does not answer.
 * Returns a function that stops it.
 */
export function watchTransactions(
  clientOf: (chainId: number) => ChainClient | undefined,
  readStatus: ReadCallsStatus,
  interval: number,
): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const round = async () => {
    await transactions.load();
    await Promise.all(transactions.list().filter(needsWatching).map(check));
    if (!stopped) timer = setTimeout(() => void round(), interval);
  };
  const check = async (record: TransactionRecord) => {
    const client = clientOf(record.chainId);
    if (!client) return;
    try {
      const patch = await checkTransaction(client, record, { readStatus });
      if (Object.keys(patch).length > 0 && !stopped) await transactions.change(record.id, patch);
    } catch {
      // The chain did not answer; the next round asks again, and the page already says that it is unreachable.
    }
  };
  void round();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
