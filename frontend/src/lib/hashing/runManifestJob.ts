import { ColophonError } from "@colophon/sdk";
import { hashingStopped } from "./fileReading.ts";
import type { ManifestJobName, ManifestJobs, ManifestResultMessage } from "./manifestJobs.ts";

type JobResult<Name extends ManifestJobName> = Awaited<ReturnType<ManifestJobs[Name]>>;

/**
 * Does one of the {@link manifestJobs} in a worker of its own, so that the page stays free. Aborting ends the worker at
 * once.
 */
export async function runManifestJob<Name extends ManifestJobName>(
  name: Name,
  parameters: Parameters<ManifestJobs[Name]>[0],
  signal?: AbortSignal,
): Promise<JobResult<Name>> {
  signal?.throwIfAborted();
  if (typeof Worker === "undefined") {
    const { manifestJobs } = await import("./manifestJobs.ts");
    return (await (manifestJobs[name] as (given: unknown) => unknown)(parameters)) as JobResult<Name>;
  }
  const worker = new Worker(new URL("./manifest.worker.ts", import.meta.url), { type: "module" });
  try {
    const result = await new Promise<unknown>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.onmessage = ({ data }: MessageEvent<ManifestResultMessage>) => {
        if (data.status === "done") resolve(data.result);
        else if (data.status === "refused") reject(new ColophonError(data.sentence, { details: data.details }));
        else reject(hashingStopped(data.message));
      };
      worker.onerror = (event) => reject(hashingStopped(event.message));
      worker.onmessageerror = () => reject(hashingStopped("A message could not be read."));
      worker.postMessage({ name, parameters });
    });
    return result as JobResult<Name>;
  } finally {
    worker.terminate();
  }
}

const numbers = new WeakMap<object, number>();

let last = 0;

/** A number that tells this object from every other: for keys of what is too large to be compared by its content. */
export function identityOf(object: object): number {
  const known = numbers.get(object) ?? ++last;
  numbers.set(object, known);
  return known;
}
