import { useSyncExternalStore } from "react";
import type { Address, Hex, Log } from "viem";
import { createDurableStore, openChannel } from "../storage.ts";

/**
 * - signing: the wallet was asked; no answer is known yet
 * - submitted: it is on its way
 * - confirmed, reverted: it is in a block
 * - replaced: another transaction of the account took its place
 * - dropped: the network forgot it; it may still turn up, but not besides another with its number
 * - unknown: it may have happened or may still happen, and only the person can find out
 * - rejected: the person declined
 * - failed: it could not be sent
 */
export type TransactionStatus =
  | "signing"
  | "submitted"
  | "confirmed"
  | "reverted"
  | "replaced"
  | "dropped"
  | "unknown"
  | "rejected"
  | "failed";

/** Steps that the wallet was asked to do together or not at all (EIP-5792). */
type TransactionBundle = {
  /** By what the wallet knows it. */
  id: string;
  /** How many steps go together, the last of them the plan's last. */
  steps: number;
};

/** A transaction that this device sent or tried to send, kept so that a reload or crash loses nothing. */
export type TransactionRecord = {
  id: string;
  /** What it is for, such as `buy:<offer>`. While one is under way, no other with the same intent is sent. */
  intent: string;
  chainId: number;
  account: Address;
  /** What it does, in words. */
  title: string;
  /** The page where it belongs. */
  href: string | undefined;
  /** Which of the steps of its intent it is, from 0, and how many there are. Of a bundle, the last one. */
  step: number;
  steps: number;
  request: { to: Address; data: Hex; value: bigint };
  /** Set if the wallet does this step together with those before it. It names the transaction only once it is mined. */
  bundle?: TransactionBundle;
  nonce: number;
  status: TransactionStatus;
  hash: Hex | undefined;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** When the network was last seen to know it, in milliseconds since 1970. */
  knownAt: number | undefined;
  /** Where it is, once it is in a block. Time in seconds since 1970. */
  inclusion: { block: bigint; blockHash: Hex; time: bigint; fee: bigint; logs: readonly Log[] } | undefined;
  /** More to say about its state: why it reverted, what replaced it. */
  sentence: string | undefined;
  /** Whether the person has seen how it ended. */
  acknowledged: boolean;
};

const store = createDurableStore<TransactionRecord>("transactions");

const keptWhenDone = 50;

let list: readonly TransactionRecord[] = [];

let loaded: Promise<void> | undefined;

const listeners = new Set<() => void>();

const channel = openChannel("colophon-transactions");

async function refresh(): Promise<void> {
  const all = (await store.values()).filter(Boolean).sort((a, b) => b.createdAt - a.createdAt);
  const done = all.filter((record) => !isPending(record)).slice(keptWhenDone);
  await Promise.all(done.map((record) => store.delete(record.id)));
  list = done.length === 0 ? all : all.filter((record) => !done.includes(record));
  for (const listener of listeners) listener();
}

async function publish(): Promise<void> {
  await refresh();
  channel?.postMessage("changed");
}

channel?.addEventListener("message", () => void refresh());

/** Every transaction that this device sent, the newest first; the same list in every tab. */
export const transactions = {
  list: () => list,
  subscribe(listener: () => void) {
    listeners.add(listener);
    void transactions.load();
    return () => {
      listeners.delete(listener);
    };
  },
  load(): Promise<void> {
    loaded ??= refresh();
    return loaded;
  },
  /** The list as it is on the device at this moment, whatever this tab knew. */
  async read(): Promise<readonly TransactionRecord[]> {
    await refresh();
    return list;
  },
  async add(record: TransactionRecord): Promise<void> {
    await store.set(record.id, record);
    await publish();
  },
  async change(id: string, patch: Partial<TransactionRecord>): Promise<void> {
    let changed = false;
    await store.update(id, (record) => {
      if (!record) return record;
      changed = Object.entries(patch).some(([key, value]) => record[key as keyof TransactionRecord] !== value);
      return changed ? { ...record, ...patch } : record;
    });
    if (changed) await publish();
  },
  async remove(id: string): Promise<void> {
    await store.delete(id);
    await publish();
  },
};

export function useTransactions(): readonly TransactionRecord[] {
  return useSyncExternalStore(transactions.subscribe, transactions.list);
}

/** Whether it may still happen, so that sending another would risk doing it twice. */
export function isPending(record: Pick<TransactionRecord, "status">): boolean {
  return record.status === "signing" || record.status === "submitted" || record.status === "unknown";
}

const minute = 60_000;

const day = 24 * 60 * minute;

/** For how long what was seen in a block is watched for a reorganisation of the chain, in milliseconds. */
const settledAfter = 15 * minute;

/** For how long one that the network forgot is looked for. It is looked for once more before it is asked for again. */
const soughtFor = 7 * day;

/** Whether a transaction may still change its state. */
export function intentLockName(chainId: number, account: string, intent: string): string {
  return `colophon:${chainId}:${account.toLowerCase()}:${intent}`;
}

export function needsWatching(record: TransactionRecord, now = Date.now()): boolean {
  if (isPending(record)) return true;
  const age = now - record.createdAt;
  // A block that took it up, refused it, or held another in its place may be replaced. What was never sent has no hash.
  return age < (record.status === "dropped" ? soughtFor : record.hash ? settledAfter : 0);
}

/** How long to wait between two looks, in milliseconds: what is old is in no hurry, and a node has other things to do. */
export function lookInterval(record: TransactionRecord, quickest: number, now = Date.now()): number {
  return Math.min(10 * minute, Math.max(quickest, (now - record.createdAt) / 40));
}
