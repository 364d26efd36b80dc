import { afterEach, describe, expect, it, vi } from "vitest";
import { answerWithin, endingAfter, randomId, sha256Of, sha512Of } from "./platform.ts";
import { createContentStore } from "./store.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A page that came over plain http, in a browser of 2023. */
function oldBrowser() {
  const { getRandomValues } = crypto;
  vi.stubGlobal("crypto", { getRandomValues: getRandomValues.bind(crypto) });
  const signal = globalThis.AbortSignal;
  vi.stubGlobal("AbortSignal", class extends signal {});
  Object.defineProperties(AbortSignal, { any: { value: undefined }, timeout: { value: undefined } });
}

describe("endingAfter", () => {
  it("ends after its time, with a sentence", () => {
    vi.useFakeTimers();
    const signal = endingAfter(20_000);
    vi.advanceTimersByTime(19_999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.reason).toMatchObject({ name: "TimeoutError", message: "There was no answer within 20 s." });
  });

  it("ends with any other, for the reason of that one", () => {
    const [one, two] = [new AbortController(), new AbortController()];
    const signal = endingAfter(20_000, one.signal, undefined, two.signal);
    two.abort("left");
    one.abort("later");
    expect(signal.reason).toBe("left");
    expect(endingAfter(20_000, one.signal).reason).toBe("later");
  });
});

describe("without what only newer browsers and https have", () => {
  it("the content store reads and checks what it reads", async () => {
    const bytes = new TextEncoder().encode("hello");
    const digest = await sha256Of(bytes);
    oldBrowser();
    const fetch = async () => new Response(bytes);
    const store = createContentStore({ gateways: ["https://a.example"], api: null, pinning: null, fetch });
    expect(await store.get(digest)).toMatchObject({ status: "found", bytes });
    expect(await store.get(`0x${"00".repeat(32)}`)).toMatchObject({ status: "unknown" });
  });

  it("names and digests are made all the same", async () => {
    const bytes = new TextEncoder().encode("hello");
    const native = [await sha256Of(bytes), await sha512Of(bytes)];
    oldBrowser();
    expect([await sha256Of(bytes), await sha512Of(bytes)]).toEqual(native);
    const names = new Set(Array.from({ length: 100 }, randomId));
    expect(names.size).toBe(100);
    for (const name of names)
      expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe("answerWithin", () => {
  it("gives what the browser answers", async () => {
    expect(await answerWithin(1_000, async () => true, false)).toBe(true);
  });

  it("goes on when the browser never answers, refuses, or does not have it", async () => {
    vi.useFakeTimers();
    const never = answerWithin(1_000, () => new Promise<boolean>(() => {}), "waited");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await never).toBe("waited");
    expect(await answerWithin(1_000, () => Promise.reject(new Error("no")), "refused")).toBe("refused");
    const missing = {} as { storage?: { persist(): Promise<boolean> } };
    expect(await answerWithin(1_000, () => missing.storage?.persist(), "missing")).toBe("missing");
    const thrown = () => {
      throw new DOMException("Access is denied.", "SecurityError");
    };
    expect(await answerWithin(1_000, thrown, "thrown")).toBe("thrown");
  });
});
