import { createDurableStore } from "../storage/createDurableStore.ts";
import { isPending } from "./isPending.ts";
import type { TransactionRecord } from "./TransactionRecord.ts";

const store = createDurableStore<TransactionRecord>("transactions");
const keptWhenDone = 50;

let list: readonly TransactionRecord[] = [];
let loaded: Promise<void> | undefined;
const listeners = new Set<() => void>();
const channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("colophon-transactions");

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
      if (!record) return record as never;
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
