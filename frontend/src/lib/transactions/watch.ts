import { hasErrorCode } from "@colophon/sdk";
import type { Config } from "wagmi";
import { getCallsStatus, getConnection } from "wagmi/actions";
import type { ChainClient } from "../chainClient.ts";
import { type AskCallsStatus, type CallsStatus, checkTransaction } from "./check.ts";
import { lookInterval, needsWatching, type TransactionRecord, transactions } from "./record.ts";

/**
 * Follows every transaction that this device sent until it is settled. Goes on quietly when the chain does not answer.
 * Returns a function that stops it.
 */
export function watchTransactions(
  clientOf: (chainId: number) => ChainClient | undefined,
  readStatus: AskCallsStatus,
  interval: number,
): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const looked = new Map<string, number>();

  const isDue = (record: TransactionRecord) => {
    const last = looked.get(record.id);
    return needsWatching(record) && (last === undefined || Date.now() - last >= lookInterval(record, interval));
  };
  const round = async () => {
    await transactions.load();
    await Promise.all(transactions.list().filter(isDue).map(check));
    if (!stopped) timer = setTimeout(() => void round(), interval);
  };
  const check = async (record: TransactionRecord) => {
    const client = clientOf(record.chainId);
    if (!client) return;
    looked.set(record.id, Date.now());
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

/** What a wallet answers if it has no bundle of this name (EIP-5792). */
const unknownBundle = 5730;

/** Asks the connected wallet about a bundle; undefined if it is not the one that took it, null if it knows of none. */
export async function askCallsStatus(
  config: Config,
  { bundle, account }: TransactionRecord,
): Promise<CallsStatus | null | undefined> {
  const connection = getConnection(config);
  if (!bundle || !connection.connector || connection.address !== account) return undefined;
  try {
    return await getCallsStatus(config, { id: bundle.id, connector: connection.connector });
  } catch (error) {
    return hasErrorCode(error, unknownBundle) ? null : undefined;
  }
}
