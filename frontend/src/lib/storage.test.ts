import { afterEach, beforeEach, expect, it, vi } from "vitest";

const database = new Map<string, unknown>();
let full = false;
/** How many of the next questions the browser does not answer, having lost its own way to what it keeps. */
let lost = 0;
/** What the browser does when it is asked for its database. */
let opening: "opens" | "refuses" | "hangs" = "opens";

vi.mock("idb-keyval", () => {
  const room = () => {
    if (full) throw new DOMException("There is no room.", "QuotaExceededError");
  };
  const lose = () => {
    if (lost > 0) {
      lost -= 1;
      throw new DOMException("Connection to the database server lost.", "UnknownError");
    }
  };
  return {
    createStore: () => "store",
    get: async (key: string) => {
      if (key !== "probe") lose();
      if (opening === "refuses") throw new DOMException("Not allowed.", "InvalidStateError");
      if (opening === "hangs") await new Promise(() => {});
      return database.get(key);
    },
    set: async (key: string, value: unknown) => {
      lose();
      room();
      database.set(key, value);
    },
    update: async (key: string, change: (value: unknown) => unknown) => {
      lose();
      const next = change(database.get(key));
      room();
      database.set(key, next);
    },
    del: async (key: string) => {
      lose();
      return database.delete(key);
    },
    entries: async () => {
      lose();
      return [...database];
    },
  };
});

beforeEach(() => {
  database.clear();
  full = false;
  lost = 0;
  opening = "opens";
  vi.resetModules();
  vi.stubGlobal("indexedDB", {});
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function open() {
  const { createDurableStore, keeping, keptTexts, openChannel } = await import("./storage.ts");
  return { store: createDurableStore<string>("things"), keeping, keptTexts, openChannel };
}

it("keeps what it is given", async () => {
  const { store, keeping } = await open();
  await store.set("a", "1");
  await store.update("a", (before) => `${before}2`);
  expect([await store.get("a"), await store.values(), await store.isDurable()]).toEqual(["12", ["12"], true]);
  expect(keeping.get()).toBe("all");
});

function blocked(): never {
  throw new DOMException("The operation is insecure.", "SecurityError");
}

it("site data blocked: everything works for as long as the page, and it is said", async () => {
  Object.defineProperty(globalThis, "indexedDB", { configurable: true, get: blocked });
  vi.stubGlobal("window", Object.defineProperty({}, "localStorage", { get: blocked }));
  vi.stubGlobal("BroadcastChannel", function refused() {
    blocked();
  });
  const { store, keeping, keptTexts, openChannel } = await open();
  const heard = vi.fn();
  keeping.subscribe(heard);
  expect(keptTexts.getItem("a")).toBeNull();
  keptTexts.setItem("a", "1");
  expect(keptTexts.getItem("a")).toBe("1");
  keptTexts.removeItem("a");
  expect(keptTexts.getItem("a")).toBeNull();
  await store.set("a", "1");
  await store.update("b", () => "2");
  await store.delete("a");
  expect([await store.values(), await store.isDurable()]).toEqual([["2"], false]);
  expect(openChannel("news")).toBeUndefined();
  expect([keeping.get(), heard.mock.calls.length]).toEqual(["nothing", 1]);
  // @ts-expect-error It is put back for the next test, which stubs it.
  delete globalThis.indexedDB;
});

it("a browser that refuses its database, or never opens it, keeps nobody waiting", async () => {
  opening = "refuses";
  const refusing = await open();
  expect([await refusing.store.get("a"), await refusing.store.isDurable()]).toEqual([undefined, false]);
  vi.resetModules();
  vi.useFakeTimers();
  opening = "hangs";
  const hanging = await open();
  const answer = hanging.store.get("a");
  await vi.advanceTimersByTimeAsync(10_000);
  expect([await answer, hanging.keeping.get()]).toEqual([undefined, "nothing"]);
});

it("a browser that loses its database while the page is open is asked again, and then nothing is kept", async () => {
  const { store, keeping } = await open();
  await store.set("a", "1");
  lost = 1;
  expect([await store.get("a"), keeping.get()]).toEqual(["1", "all"]);
  lost = 1;
  expect([await store.values(), keeping.get()]).toEqual([["1"], "all"]);
  lost = 2;
  expect([await store.get("a"), keeping.get()]).toEqual([undefined, "nothing"]);
});

it("what is written after a browser lost its database, or somebody deleted it, is kept all the same", async () => {
  const { store, keeping } = await open();
  await store.set("a", "1");
  lost = 1;
  await store.set("a", "2");
  lost = 1;
  const change = vi.fn((before?: string) => `${before}+`);
  await store.update("a", change);
  expect([database.get("a"), change.mock.calls.length, keeping.get()]).toEqual(["2+", 1, "all"]);
  lost = 1;
  await store.delete("a");
  expect([database.size, await store.isDurable(), keeping.get()]).toEqual([0, true, "all"]);
  // Where it stays lost, what was written lives as long as the page.
  lost = 2;
  await store.update("b", (before) => `${before ?? "new"}`);
  expect([await store.get("b"), await store.isDurable(), keeping.get()]).toEqual(["new", false, "full"]);
});

it("site data that can be opened and not read, or is null, as in a view of an app: nothing throws", async () => {
  const unreadable = { getItem: blocked, setItem: blocked, removeItem: blocked };
  for (const localStorage of [unreadable, null]) {
    vi.resetModules();
    vi.stubGlobal("window", { localStorage });
    const { keptTexts } = await open();
    expect(keptTexts.getItem("a")).toBeNull();
    keptTexts.setItem("a", "1");
    expect(keptTexts.getItem("a")).toBe("1");
    keptTexts.removeItem("a");
    expect(keptTexts.getItem("a")).toBeNull();
  }
});

it("no room: what is new lives as long as the page, what was kept stays, and it is said", async () => {
  const { store, keeping } = await open();
  await store.set("old", "1");
  full = true;
  await store.set("new", "2");
  await store.update("old", (before) => `${before}+`);
  expect([await store.get("new"), await store.get("old")]).toEqual(["2", "1+"]);
  expect((await store.values()).sort()).toEqual(["1+", "2"]);
  expect([database.get("old"), await store.isDurable(), keeping.get()]).toEqual(["1", false, "full"]);
  full = false;
  await store.set("new", "3");
  await store.set("old", "1+");
  expect(await store.isDurable()).toBe(true);
});

it("what a change itself throws is thrown, and nothing is kept of it", async () => {
  const { store, keeping } = await open();
  const refused = store.update("a", () => {
    throw new Error("Another tab wrote it.");
  });
  await expect(refused).rejects.toThrow("Another tab wrote it.");
  expect([await store.values(), keeping.get()]).toEqual([[], "all"]);
});
