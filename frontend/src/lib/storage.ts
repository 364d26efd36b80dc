import { answerWithin } from "@colophon/sdk";
import { createStore, del, entries, get, set, type UseStore, update } from "idb-keyval";

/**
 * The one place that keeps something in the browser. A browser may refuse (cookies blocked, a private window), have no
 * room left, or not answer at all: nothing here throws for that or waits for ever. What could not be kept lives as long
 * as the page, and {@link keeping} says so.
 */

/** Whether this browser keeps what it is given: everything, nothing, or not all of it because there is no room. */
export type Keeping = "all" | "nothing" | "full";

let state: Keeping = "all";

const listeners = new Set<() => void>();

/** What became of what this page wanted to keep; for `useSyncExternalStore`. */
export const keeping = {
  get: () => state,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};

function note(next: Keeping) {
  if (state === next || state === "nothing") return;
  state = next;
  for (const listener of listeners) listener();
}

/** How long a browser may take to open what it keeps, in milliseconds. Some never answer until they are started anew. */
const openingTime = 10_000;

export type DurableStore<Value> = {
  get(key: string): Promise<Value | undefined>;
  set(key: string, value: Value): Promise<void>;
  /** Changes one value in one step, so that two tabs cannot overwrite each other. Undefined stands for none. */
  update(key: string, change: (value: Value | undefined) => Value | undefined): Promise<void>;
  delete(key: string): Promise<void>;
  values(): Promise<Value[]>;
  keys(): Promise<string[]>;
  /** False if this browser keeps nothing (a private window) or not all (no room): values live as long as the page. */
  isDurable(): Promise<boolean>;
};

/** A named box on this device (IndexedDB) that survives a reload and a crash. */
export function createDurableStore<Value>(name: string): DurableStore<Value> {
  /** What the browser did not keep. It stands before what is kept. */
  const memory = new Map<string, Value>();
  let opened: Promise<UseStore | undefined> | undefined;

  const open = () => {
    opened ??= answerWithin(
      openingTime,
      async () => {
        if (typeof indexedDB === "undefined") return undefined;
        const store = createStore(`colophon-${name}`, "values");
        await get("probe", store);
        return store;
      },
      undefined,
    ).then((store) => {
      if (!store) note("nothing");
      return store;
    });
    return opened;
  };

  const keepInMemory = (key: string, value: Value | undefined) => {
    if (value === undefined) memory.delete(key);
    else memory.set(key, value);
  };

  const forget = async (key: string, store: UseStore | undefined) => {
    memory.delete(key);
    if (store) await del(key, store).catch(() => note("full"));
  };

  const all = async () => {
    const store = await open();
    const kept = store ? await entries<string, Value | undefined>(store) : [];
    return [...new Map([...kept, ...memory])].flatMap(([key, value]): [string, Value][] =>
      value === undefined ? [] : [[key, value]],
    );
  };

  return {
    async get(key) {
      const store = await open();
      if (!store || memory.has(key)) return memory.get(key);
      return get<Value>(key, store);
    },

    async set(key, value) {
      const store = await open();
      try {
        if (!store) throw new Error("This browser keeps nothing.");
        await set(key, value, store);
        memory.delete(key);
      } catch (error) {
        if (isUnkeepable(error)) throw error;
        if (store) note("full");
        memory.set(key, value);
      }
    },

    async update(key, change) {
      const store = await open();
      if (!store || memory.has(key)) return keepInMemory(key, change(memory.get(key)));
      let failed: { error: unknown } | undefined;
      let next: Value | undefined;
      const changeOnce = (value: Value | undefined) => {
        try {
          next = change(value);
          return next;
        } catch (error) {
          failed = { error };
          throw error;
        }
      };
      try {
        await update<Value | undefined>(key, changeOnce, store);
      } catch (error) {
        if (failed) throw failed.error;
        if (isUnkeepable(error)) throw error;
        note("full");
        keepInMemory(key, next);
      }
    },

    async delete(key) {
      await forget(key, await open());
    },

    async values() {
      return (await all()).map(([, value]) => value);
    },

    async keys() {
      return (await all()).map(([key]) => key);
    },

    async isDurable() {
      return (await open()) !== undefined && memory.size === 0;
    },
  };
}

/** A value that no browser could keep, which is a fault of the program. */
function isUnkeepable(error: unknown): boolean {
  return error instanceof DOMException && error.name === "DataCloneError";
}

/** Short texts on this device (localStorage) that are read at once; forgotten with the page where nothing is kept. */
export const keptTexts = (() => {
  const memory = new Map<string, string>();
  /** Undefined where the browser refuses; asking for it alone may throw. */
  const box = () => {
    try {
      return window.localStorage;
    } catch {
      note("nothing");
      return undefined;
    }
  };
  return {
    getItem(key: string): string | null {
      return memory.get(key) ?? box()?.getItem(key) ?? null;
    },
    setItem(key: string, text: string): void {
      try {
        const storage = box();
        if (!storage) throw new Error("This browser keeps nothing.");
        storage.setItem(key, text);
        memory.delete(key);
      } catch {
        if (state !== "nothing") note("full");
        memory.set(key, text);
      }
    },
    removeItem(key: string): void {
      memory.delete(key);
      box()?.removeItem(key);
    },
  };
})();

/** Tells the other tabs of this site, and hears from them; undefined where the browser has or allows no such thing. */
export function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
