import { createStore, del, entries, get, set, type UseStore, update } from "idb-keyval";

export type DurableStore<Value> = {
  get(key: string): Promise<Value | undefined>;
  set(key: string, value: Value): Promise<void>;
  /** Changes one value in one step, so that two tabs cannot overwrite each other. Undefined stands for none. */
  update(key: string, change: (value: Value | undefined) => Value | undefined): Promise<void>;
  delete(key: string): Promise<void>;
  values(): Promise<Value[]>;
  /** False if this browser keeps nothing (a private window, or no room), so that values live as long as the page. */
  isDurable(): Promise<boolean>;
};

/** A named box on this device (IndexedDB) that survives a reload and a crash. */
export function createDurableStore<Value>(name: string): DurableStore<Value> {
  const memory = new Map<string, Value>();
  let opened: Promise<UseStore | undefined> | undefined;

  const open = () => {
    opened ??= (async () => {
      if (typeof indexedDB === "undefined") return undefined;
      const store = createStore(`colophon-${name}`, "values");
      try {
        await get("probe", store);
        return store;
      } catch {
        return undefined;
      }
    })();
    return opened;
  };

  return {
    async get(key) {
      const store = await open();
      return store ? get<Value>(key, store) : memory.get(key);
    },
    async set(key, value) {
      const store = await open();
      if (store) await set(key, value, store);
      else memory.set(key, value);
    },
    async update(key, change) {
      const store = await open();
      if (store) return update<Value | undefined>(key, change, store);
      const next = change(memory.get(key));
      if (next === undefined) memory.delete(key);
      else memory.set(key, next);
    },
    async delete(key) {
      const store = await open();
      if (store) await del(key, store);
      else memory.delete(key);
    },
    async values() {
      const store = await open();
      if (!store) return [...memory.values()];
      return (await entries<string, Value | undefined>(store)).flatMap(([, value]) =>
        value === undefined ? [] : [value],
      );
    },
    async isDurable() {
      return (await open()) !== undefined;
    },
  };
}
