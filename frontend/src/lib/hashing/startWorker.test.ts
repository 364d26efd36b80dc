import { createBLAKE3, createSHA256 } from "hash-wasm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startWorker, workerScope } from "./hashingWorker.ts";

const sha256Answer = "23d862c7d3736eceedff50048396beec3ab3458a2d299ff569020256087953b3";
const blake3Answer = "f579688439a79043a5c6005c88874549656bb2d868c93cf01ca658727be70232";

describe("startWorker", () => {
  const said = vi.fn();
  beforeEach(() => {
    vi.useFakeTimers();
    said.mockReset();
    workerScope.postMessage = said;
  });
  afterEach(() => vi.useRealTimers());

  it.each([
    ["SHA-256", createSHA256, sha256Answer],
    ["BLAKE3", createBLAKE3, blake3Answer],
  ])("gives a hasher that starts anew once %s passes its known answer", async (_, create, answer) => {
    const hasher = await startWorker(create, answer);
    expect(said).toHaveBeenCalledWith({ type: "ready" });
    hasher?.update("");
    expect(hasher?.digest()).toHaveLength(64);
  });

  it("W04 gives nothing when the answer is wrong", async () => {
    expect(await startWorker(createSHA256, blake3Answer)).toBeUndefined();
    expect(said).toHaveBeenCalledWith(expect.objectContaining({ type: "unavailable" }));
  });

  it("W04 gives nothing when WebAssembly does not start", async () => {
    const create = () => Promise.reject(new Error("Refused to compile"));
    expect(await startWorker(create, sha256Answer)).toBeUndefined();
    expect(said).toHaveBeenCalledWith({ type: "unavailable", message: "Refused to compile" });
  });

  it("gives a sign of life every second", async () => {
    await startWorker(createSHA256, sha256Answer);
    said.mockReset();
    vi.advanceTimersByTime(3_000);
    expect(said.mock.calls).toEqual([[{ type: "alive" }], [{ type: "alive" }], [{ type: "alive" }]]);
  });
});
