import type { ReportMessage } from "./messages.ts";

export type Lane = {
  hash(index: number, file: File): void;
  end(): void;
};

export type LaneHandlers = {
  onReport: (report: ReportMessage, from: "reader" | "sha256") => void;
  /** A worker could not be loaded or threw. */
  onBroken: (message: string) => void;
};

/** Two workers side by side: one reads files and computes BLAKE3, and hands every piece to the other for SHA-256. */
export function createLane({ onReport, onBroken }: LaneHandlers): Lane {
  const reader = new Worker(new URL("./reader.worker.ts", import.meta.url), { type: "module" });
  const sha256 = new Worker(new URL("./sha256.worker.ts", import.meta.url), { type: "module" });
  for (const [worker, name] of [
    [reader, "reader"],
    [sha256, "sha256"],
  ] as const) {
    worker.onmessage = ({ data }: MessageEvent<ReportMessage>) => onReport(data, name);
    worker.onerror = (event) => onBroken(event.message);
    worker.onmessageerror = () => onBroken("A message could not be read.");
  }
  const { port1, port2 } = new MessageChannel();
  reader.postMessage({ type: "connect", port: port1 }, [port1]);
  sha256.postMessage({ type: "connect", port: port2 }, [port2]);
  return {
    hash: (index, file) => reader.postMessage({ type: "file", index, file }),
    end() {
      reader.terminate();
      sha256.terminate();
    },
  };
}
