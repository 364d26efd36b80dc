import type { ReportMessage } from "./messages.ts";

type WorkerScope = {
  postMessage(message: ReportMessage): void;
  onmessage: ((event: MessageEvent) => void) | null;
};

/** The global scope of a worker, with what ours use of it. */
export const workerScope = globalThis as unknown as WorkerScope;
