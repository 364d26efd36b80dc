import { afterEach, describe, expect, it, vi } from "vitest";
import { askToKeep, isLocked, withLock } from "./device.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A browser with this in its `navigator`. */
const browser = (has: object) => vi.stubGlobal("navigator", has);

/** A browser's locks, of which some are held. */
function locks(...held: string[]) {
  return {
    request: async (name: string, _: object, run: (lock: object | null) => Promise<unknown>) =>
      run(held.includes(name) ? null : {}),
    query: async () => ({ held: held.map((name) => ({ name })) }),
  };
}

it("a browser that asks whether things may be kept is not waited for", () => {
  const persist = vi.fn(() => new Promise<boolean>(() => {}));
  browser({ storage: { persist } });
  expect(askToKeep()).toBeUndefined();
  return vi.waitFor(() => expect(persist).toHaveBeenCalledOnce());
});

describe("a lock", () => {
  it("lets one run, and tells the other", async () => {
    browser({ locks: locks("taken") });
    expect(await withLock("free", async () => "done")).toBe("done");
    expect(await withLock("taken", async () => "done")).toBeUndefined();
    expect([await isLocked("taken"), await isLocked("free")]).toEqual([true, false]);
  });

  it("hands on what the action throws", async () => {
    browser({ locks: locks() });
    await expect(withLock("free", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  });

  it.each([
    ["has none", {}],
    ["refuses them", { locks: { request: () => Promise.reject(new DOMException("", "SecurityError")) } }],
    [
      "throws at once",
      {
        locks: {
          request: () => {
            throw new DOMException("", "SecurityError");
          },
        },
      },
    ],
  ])("is done without where the browser %s", async (_, has) => {
    browser(has);
    const action = vi.fn(async () => "done");
    expect([await withLock("a", action), action.mock.calls.length, await isLocked("a")]).toEqual(["done", 1, false]);
  });

  it("is done without where the browser never answers, and one that comes late runs nothing twice", async () => {
    vi.useFakeTimers();
    let give: (lock: object) => Promise<unknown> = async () => undefined;
    browser({
      locks: {
        request: (_: string, __: object, run: typeof give) => {
          give = run;
          return new Promise(() => {});
        },
        query: () => new Promise(() => {}),
      },
    });
    const action = vi.fn(async () => "done");
    const result = withLock("a", action);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await result).toBe("done");
    await give({});
    expect(action).toHaveBeenCalledOnce();
    const asked = isLocked("a");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await asked).toBe(false);
  });
});
