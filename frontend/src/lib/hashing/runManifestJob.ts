import { ColophonError } from "@colophon/sdk";
import { HashingStoppedError } from "./HashingStoppedError.ts";
import type { ManifestJobName, ManifestJobs, ManifestResultMessage } from "./manifestMessages.ts";

/**
 * Does one of the {@link manifestJobs} in a worker of its own, so that the page stays free. Aborting ends the worker at
 * once.
 */
export async function runManifestJob<Name extends ManifestJobName>(
  name: Name,
  parameters: Parameters<ManifestJobs[Name]>[0],
  signal?: AbortSignal,
): Promise<ReturnType<ManifestJobs[Name]>> {
  signal?.throwIfAborted();
  if (typeof Worker === "undefined") {
    const { manifestJobs } = await import("./manifestJobs.ts");
    return (manifestJobs[name] as (given: unknown) => ReturnType<ManifestJobs[Name]>)(parameters);
  }
  const worker = new Worker(new URL("./manifest.worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.onmessage = ({ data }: MessageEvent<ManifestResultMessage>) => {
        if (data.status === "done") resolve(data.result as ReturnType<ManifestJobs[Name]>);
        else if (data.status === "refused") reject(new ColophonError(data.sentence, { details: data.details }));
        else reject(new HashingStoppedError(data.message));
      };
      worker.onerror = (event) => reject(new HashingStoppedError(event.message));
      worker.onmessageerror = () => reject(new HashingStoppedError("A message could not be read."));
      worker.postMessage({ name, parameters });
    });
  } finally {
    worker.terminate();
  }
}
