import { ColophonError } from "@colophon/sdk";
import { VaultError } from "@colophon/sdk/vault";
import type { VaultMessage } from "./runVaultJob.ts";
import { encryptJob, openJob, type VaultJob } from "./vaultJobs.ts";

const scope = globalThis as {
  postMessage(message: VaultMessage): void;
  onmessage: (event: MessageEvent<VaultJob>) => void;
};

scope.onmessage = async ({ data: job }) => {
  const report = (bytes: number) => scope.postMessage({ status: "progress", bytes });
  try {
    const result = job.kind === "encrypt" ? await encryptJob(job, report) : await openJob(job, report);
    scope.postMessage({ status: "done", result });
  } catch (error) {
    if (error instanceof VaultError) {
      scope.postMessage({ status: "refused", problem: error.problem, sentence: error.shortMessage });
    } else if (error instanceof ColophonError) {
      scope.postMessage({ status: "refused", problem: "unusable", sentence: error.shortMessage });
    } else {
      scope.postMessage({ status: "broken", message: error instanceof Error ? error.message : String(error) });
    }
  }
};
