import { ColophonError } from "@colophon/sdk";
import { VaultError } from "@colophon/sdk/vault";
import type { VaultMessage } from "./runVaultJob.ts";
import { markJob, traceJob } from "./traceJobs.ts";
import { encryptJob, openJob, type VaultJob } from "./vaultJobs.ts";

const scope = globalThis as {
  postMessage(message: VaultMessage): void;
  onmessage: (event: MessageEvent<VaultJob>) => void;
};

function resultOf(job: VaultJob, report: (bytes: number) => void) {
  switch (job.kind) {
    case "encrypt":
      return encryptJob(job, report);
    case "open":
      return openJob(job, report);
    case "mark":
      return markJob(job);
    case "trace":
      return traceJob(job);
  }
}

scope.onmessage = async ({ data: job }) => {
  const report = (bytes: number) => scope.postMessage({ status: "progress", bytes });
  try {
    scope.postMessage({ status: "done", result: await resultOf(job, report) });
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
