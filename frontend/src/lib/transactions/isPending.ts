import type { TransactionRecord } from "./TransactionRecord.ts";

/** Whether it may still happen, so that sending another would risk doing it twice. */
export function isPending(record: Pick<TransactionRecord, "status">): boolean {
  return record.status === "signing" || record.status === "submitted";
}
