import { HashingError } from "@colophon/sdk";
import { afterEach, describe, expect, it, vi } from "vitest";
import { hashFiles, type Lane, type LaneHandlers } from "./hashFiles.ts";

const chosen = (...contents: string[]) =>
  contents.map((content, index) => ({ path: `${index}.txt`, file: new File([content], `${index}.txt`) }));

/** A lane that answers as `answer` says instead of hashing. */
function laneOf(answer: (handlers: LaneHandlers, index: number, file: File) => void) {
  const ended = vi.fn();
  const make = (handlers: LaneHandlers): Lane => ({
    hash: (index, file) => queueMicrotask(() => answer(handlers, index, file)),
    end: ended,
  });
  return { make, ended };
}

function finish({ onReport }: LaneHandlers, index: number, size: number) {
  onReport({ type: "digest", algorithm: "blake3", index, size, digest: `0xb${index}` }, "reader");
  onReport({ type: "digest", algorithm: "sha256", index, size, digest: `0xa${index}` }, "sha256");
}

afterEach(() => vi.useRealTimers());

describe("hashFiles", () => {
  it("returns both digests of every file in order, and ends its workers", async () => {
    const lane = laneOf((handlers, index, file) => finish(handlers, index, file.size));
    const onProgress = vi.fn();
    const files = await hashFiles(chosen("one", "three", "four", "fives", "six"), { laneOf: lane.make, onProgress });
    expect(files.map(({ path, size, sha256, blake3 }) => [path, size, sha256, blake3])).toEqual(
      [3, 5, 4, 5, 3].map((size, i) => [`${i}.txt`, size, `0xa${i}`, `0xb${i}`]),
    );
    expect(lane.ended).toHaveBeenCalled();
    expect(onProgress.mock.lastCall?.[0]).toMatchObject({ bytes: 20, total: 20, files: 5, filesTotal: 5 });
  });

  it("gives a lane many small files at once, and few large ones", async () => {
    const given: number[] = [];
    const make = (): Lane => ({ hash: (index) => given.push(index), end: () => undefined });
    const ahead = async (files: ReturnType<typeof chosen>) => {
      given.length = 0;
      const controller = new AbortController();
      const result = hashFiles(files, { laneOf: make, signal: controller.signal });
      await vi.waitFor(() => expect(given.length).toBeGreaterThan(0));
      controller.abort();
      await expect(result).rejects.toThrow();
      return given.length;
    };
    expect(await ahead(chosen(...Array.from({ length: 300 }, () => "x")))).toBeGreaterThanOrEqual(64);
    const large = chosen("x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x").map(
      (each) => ({
        ...each,
        file: Object.defineProperty(each.file, "size", { value: 300 * 1024 * 1024 }),
      }),
    );
    expect(await ahead(large)).toBeLessThanOrEqual(12);
  });

  it("W03 refuses a file that had other bytes than when it was chosen", async () => {
    const lane = laneOf((handlers, index) => finish(handlers, index, 2));
    const result = hashFiles(chosen("long text"), { laneOf: lane.make });
    await expect(result).rejects.toThrow("changed while it was read: it had 9 bytes and then 2");
    expect(lane.ended).toHaveBeenCalled();
  });

  it.each([
    ["NotFoundError", /no longer where it was/],
    ["NotReadableError", /could not be read/],
    ["SecurityError", /could not be read/],
  ])("W03 says what to do about %s", async (name, words) => {
    const lane = laneOf(({ onReport }, index) => onReport({ type: "unreadable", index, name, message: "" }, "reader"));
    const error = await hashFiles(chosen("x"), { laneOf: lane.make }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HashingError);
    expect((error as HashingError).shortMessage).toMatch(words);
    expect((error as HashingError).shortMessage).toContain("0.txt");
  });

  it("W04 gives no digest when a worker fails its known answer", async () => {
    const lane = laneOf((handlers, index, file) => {
      handlers.onReport({ type: "unavailable", message: "wrong" }, "sha256");
      finish(handlers, index, file.size);
    });
    await expect(hashFiles(chosen("x"), { laneOf: lane.make })).rejects.toThrow("can't compute digests here");
  });

  it("W04 fails clearly without WebAssembly", async () => {
    vi.stubGlobal("WebAssembly", undefined);
    await expect(hashFiles(chosen("x"))).rejects.toThrow("can't compute digests here");
    vi.unstubAllGlobals();
  });

  it("W04 notices a worker that broke", async () => {
    const lane = laneOf(({ onBroken }) => onBroken("out of memory"));
    await expect(hashFiles(chosen("x"), { laneOf: lane.make })).rejects.toThrow("stopped the work in the background");
  });

  it("W04 notices a worker that gives no sign of life, and ends the rest", async () => {
    vi.useFakeTimers();
    const lane = laneOf(() => {});
    const result = expect(hashFiles(chosen("x"), { laneOf: lane.make })).rejects.toThrow(
      "stopped the work in the background",
    );
    await vi.advanceTimersByTimeAsync(60_000);
    await result;
    expect(lane.ended).toHaveBeenCalled();
  });

  it("waits for slow workers as long as they are alive", async () => {
    vi.useFakeTimers();
    const lane = laneOf((handlers, index, file) => {
      const beat = setInterval(() => {
        handlers.onReport({ type: "alive" }, "reader");
        handlers.onReport({ type: "alive" }, "sha256");
      }, 1_000);
      setTimeout(() => {
        clearInterval(beat);
        finish(handlers, index, file.size);
      }, 120_000);
    });
    const result = hashFiles(chosen("x"), { laneOf: lane.make });
    await vi.advanceTimersByTimeAsync(120_000);
    await expect(result).resolves.toHaveLength(1);
  });

  it("stops at once when the person cancels", async () => {
    const controller = new AbortController();
    const lane = laneOf(() => {});
    const result = hashFiles(chosen("x"), { laneOf: lane.make, signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve));
    controller.abort();
    await expect(result).rejects.toMatchObject({ name: "AbortError" });
    expect(lane.ended).toHaveBeenCalled();
  });
});
