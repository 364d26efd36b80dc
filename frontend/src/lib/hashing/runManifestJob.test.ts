import { ColophonError, createManifest } from "@colophon/sdk";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ManifestResultMessage } from "./manifestJobs.ts";
import { runManifestJob } from "./runManifestJob.ts";

const ended = vi.fn();
const files = [{ path: "a", size: 1, sha256: `0x${"1".repeat(64)}`, blake3: `0x${"2".repeat(64)}` }] as const;

/** A worker that answers every job in the same way, or never. */
function workerThatSays(answer: ManifestResultMessage | undefined) {
  vi.stubGlobal(
    "Worker",
    class {
      onmessage: ((event: { data: ManifestResultMessage }) => void) | undefined;
      terminate = ended;
      postMessage() {
        if (answer) queueMicrotask(() => this.onmessage?.({ data: answer }));
      }
    },
  );
}

afterEach(() => {
  vi.unstubAllGlobals();
  ended.mockReset();
});

describe("runManifestJob", () => {
  it("gives what the worker made, and ends it", async () => {
    const manifest = createManifest({ files });
    workerThatSays({ status: "done", result: manifest });
    expect(await runManifestJob("createManifest", { files })).toBe(manifest);
    expect(ended).toHaveBeenCalledOnce();
  });

  it("keeps the sentence of a refusal", async () => {
    workerThatSays({ status: "refused", sentence: "The file is empty.", details: "0 bytes" });
    const error = await runManifestJob("createManifest", { files }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ColophonError);
    expect(error).toMatchObject({ shortMessage: "The file is empty.", details: "0 bytes" });
  });

  it("W04 notices a worker that broke", async () => {
    workerThatSays({ status: "broken", message: "out of memory" });
    await expect(runManifestJob("createManifest", { files })).rejects.toThrow("stopped the work in the background");
    expect(ended).toHaveBeenCalledOnce();
  });

  it("ends the worker when it is cancelled", async () => {
    workerThatSays(undefined);
    const controller = new AbortController();
    const result = runManifestJob("createManifest", { files }, controller.signal);
    controller.abort();
    await expect(result).rejects.toMatchObject({ name: "AbortError" });
    expect(ended).toHaveBeenCalledOnce();
  });

  it("does it here where there are no workers", async () => {
    vi.stubGlobal("Worker", undefined);
    await expect(runManifestJob("createManifest", { files: [] })).rejects.toThrow(/no files|empty/i);
  });
});
