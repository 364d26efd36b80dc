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

  /**
   * Asks what is kept; undefined if nothing is. A browser can lose its way to it while a page is open: then it is opened
   * and asked once more, unless that `may` not be.
   */
  const reach = async <Answer>(ask: (store: UseStore) => Promise<Answer>, may = () => true) => {
    const attempt = async () => {
      const store = await open();
      return store && ask(store);
    };
    try {
      return await attempt();
    } catch (error) {
      if (!may()) throw error;
      opened = undefined;
      return attempt();
    }
  };

  const read = <Answer>(ask: (store: UseStore) => Promise<Answer>): Promise<Answer | undefined> =>
    reach(ask).catch(() => {
      note("nothing");
      return undefined;
    });

  /** Writes something, and says whether it is kept. */
  const write = async (ask: (store: UseStore) => Promise<unknown>, may?: () => boolean): Promise<boolean> => {
    try {
      return (await reach((store) => ask(store).then(() => true), may)) ?? false;
    } catch (error) {
      if (isUnkeepable(error)) throw error;
      note("full");
      return false;
    }
  };

  const keepInMemory = (key: string, value: Value | undefined) => {
    if (value === undefined) memory.delete(key);
    else memory.set(key, value);
  };

  const all = async () => {
    const kept = (await read((store) => entries<string, Value | undefined>(store))) ?? [];
    return [...new Map([...kept, ...memory])].flatMap(([key, value]): [string, Value][] =>
      value === undefined ? [] : [[key, value]],
    );
  };

  return {
    async get(key) {
      return memory.has(key) ? memory.get(key) : read((store) => get<Value>(key, store));
    },

    async set(key, value) {
      if (await write((store) => set(key, value, store))) memory.delete(key);
      else memory.set(key, value);
    },

    async update(key, change) {
      if (memory.has(key)) return keepInMemory(key, change(memory.get(key)));
      let made: { value: Value | undefined } | undefined;
      let failed: { error: unknown } | undefined;
      const changeOnce = (value: Value | undefined) => {
        try {
          made = { value: change(value) };
          return made.value;
        } catch (error) {
          failed = { error };
          throw error;
        }
      };
      // What was changed once may be kept already, so it is not changed again.
      const kept = await write(
        (store) =>
          update<Value | undefined>(key, changeOnce, store).catch((error: unknown) => {
            if (!failed) throw error;
          }),
        () => !made,
      );
      if (failed) throw failed.error;
      if (!kept) keepInMemory(key, made ? made.value : change(undefined));
    },

    async delete(key) {
      memory.delete(key);
      await write((store) => del(key, store));
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
  /** Undefined where the browser refuses: asking for it alone may throw, and so may reading. In views of apps it is null. */
  const ask = <Answer>(question: (box: Storage) => Answer): Answer | undefined => {
    try {
      const box = window.localStorage as Storage | null;
      if (box) return question(box);
    } catch {
      // Said below.
    }
    note("nothing");
    return undefined;
  };
  return {
    getItem(key: string): string | null {
      return memory.get(key) ?? ask((box) => box.getItem(key)) ?? null;
    },
    setItem(key: string, text: string): void {
      try {
        const box = ask((storage) => storage);
        if (!box) throw new Error("This browser keeps nothing.");
        box.setItem(key, text);
        memory.delete(key);
      } catch {
        if (state !== "nothing") note("full");
        memory.set(key, text);
      }
    },
    removeItem(key: string): void {
      memory.delete(key);
      ask((box) => box.removeItem(key));
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
