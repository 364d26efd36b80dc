import { randomId } from "@colophon/sdk";
import { VaultError, type VaultProblem } from "@colophon/sdk/vault";
import { hashingStopped } from "../hashing/fileReading.ts";
import type { VaultJob, VaultResults } from "./vaultJobs.ts";

export type VaultMessage =
  | { status: "progress"; bytes: number }
  | { status: "done"; result: VaultResults[keyof VaultResults] }
  | { status: "refused"; problem: VaultProblem; sentence: string }
  | { status: "broken"; message: string };

type Given<Job> = Job extends VaultJob ? Omit<Job, "visit"> : never;

type VaultJobOptions = { onProgress?: (bytes: number) => void; signal?: AbortSignal };

/** What is opened in one visit is kept on the disk until the next one. */
const visit = randomId();

/**
 * Encrypts, opens, marks or traces a file in a worker of its own. Aborting ends it at once. Throws a VaultError with the reason, or what
 * says that the worker was stopped.
 */
export async function runVaultJob<Job extends Given<VaultJob>>(
  job: Job,
  { onProgress, signal }: VaultJobOptions = {},
): Promise<VaultResults[Job["kind"]]> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL("./vault.worker.ts", import.meta.url), { type: "module" });
  try {
    const result = await new Promise<VaultResults[keyof VaultResults]>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.onmessage = ({ data }: MessageEvent<VaultMessage>) => {
        if (data.status === "progress") onProgress?.(data.bytes);
        else if (data.status === "done") resolve(data.result);
        else if (data.status === "refused") reject(new VaultError(data.problem, data.sentence));
        else reject(hashingStopped(data.message));
      };
      worker.onerror = (event) => reject(hashingStopped(event.message));
      worker.onmessageerror = () => reject(hashingStopped("A message could not be read."));
      worker.postMessage({ ...job, visit });
    });
    return result as VaultResults[Job["kind"]];
  } finally {
    worker.terminate();
  }
}

/** Hands a file that was made or opened here to the person as a download. Nothing is sent anywhere. */
export function downloadBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // A large file is read from the disk meanwhile; the address is given up with the page at the latest.
  setTimeout(() => URL.revokeObjectURL(url), 3_600_000);
}
