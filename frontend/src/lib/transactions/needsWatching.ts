import { isPending } from "./isPending.ts";
import type { TransactionRecord } from "./TransactionRecord.ts";

/** For how long a confirmed transaction is watched for a reorganisation of the chain, in milliseconds. */
const settledAfter = 15 * 60_000;

/** Whether a transaction may still change its state. */
export function needsWatching(record: TransactionRecord): boolean {
  if (isPending(record) || record.status === "dropped") return true;
  return record.status === "confirmed" && Date.now() - record.createdAt < settledAfter;
}
