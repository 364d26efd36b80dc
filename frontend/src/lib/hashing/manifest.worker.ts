import { ColophonError } from "@colophon/sdk";
import { type ManifestJobMessage, type ManifestResultMessage, manifestJobs } from "./manifestJobs.ts";

const scope = globalThis as {
  postMessage(message: ManifestResultMessage): void;
  onmessage: (event: MessageEvent<ManifestJobMessage>) => void;
};

scope.onmessage = async ({ data: { name, parameters } }) => {
  try {
    const job = manifestJobs[name] as (given: unknown) => unknown;
    scope.postMessage({ status: "done", result: await job(parameters) });
  } catch (error) {
    scope.postMessage(
      error instanceof ColophonError
        ? { status: "refused", sentence: error.shortMessage, details: error.details }
        : { status: "broken", message: error instanceof Error ? error.message : String(error) },
    );
  }
};
