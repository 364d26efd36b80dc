import { useSyncExternalStore } from "react";
import type { TransactionRecord } from "./TransactionRecord.ts";
import { transactions } from "./transactions.ts";

export function useTransactions(): readonly TransactionRecord[] {
  return useSyncExternalStore(transactions.subscribe, transactions.list);
}
