import { FileChangedError, type HashedFile, HashingUnavailableError } from "@colophon/sdk";
import type { ChosenFile } from "../files/ChosenFiles.ts";
import { totalSize } from "../files/totalSize.ts";
import { createLane, type Lane, type LaneHandlers } from "./createLane.ts";
import { createProgressMeter } from "./createProgressMeter.ts";
import { FileUnreadableError } from "./FileUnreadableError.ts";
import { HashingStoppedError } from "./HashingStoppedError.ts";
import type { HashProgress } from "./HashProgress.ts";
import type { ReportMessage } from "./messages.ts";

export type HashFilesOptions = {
  signal?: AbortSignal;
  onProgress?: (progress: HashProgress) => void;
  /** For tests. */
  laneOf?: (handlers: LaneHandlers) => Lane;
};

/** Files given to a lane ahead of time, so that it never waits for the page between small files. */
const ahead = 3;
const progressInterval = 200;
/** A worker gives a sign of life every second. Two checks in a row without one mean that it is dead, not asleep. */
const checkInterval = 10_000;
const silenceAllowed = 15_000;

type Partial = { size?: number; sha256?: `0x${string}`; blake3?: `0x${string}` };

/**
 * Computes SHA-256 and BLAKE3 of files in workers, reading each once and piece by piece. The page stays free, memory
 * stays flat whatever the size, and a digest comes back only if both workers saw every byte.
 */
export async function hashFiles(
  chosen: readonly ChosenFile[],
  { signal, onProgress, laneOf = createLane }: HashFilesOptions = {},
): Promise<HashedFile[]> {
  signal?.throwIfAborted();
  if (typeof WebAssembly === "undefined") throw new HashingUnavailableError("WebAssembly is missing.");
  if (chosen.length === 0) return [];

  const total = await totalSize(chosen, signal);
  signal?.throwIfAborted();
  const meter = createProgressMeter(total, chosen.length, performance.now());
  const partials: Partial[] = chosen.map(() => ({}));
  const results: (HashedFile | undefined)[] = chosen.map(() => undefined);
  const underWay = new Map<number, number>();
  let finishedBytes = 0;
  let finished = 0;
  let next = 0;
  let reported = 0;

  const lanes: { lane: Lane; files: number; heard: Map<string, number>; silent: number }[] = [];
  const timers: ReturnType<typeof setInterval>[] = [];

  try {
    return await new Promise<HashedFile[]>((resolve, reject) => {
      const report = (now = performance.now()) => {
        reported = now;
        const bytes = finishedBytes + [...underWay.values()].reduce((sum, value) => sum + value, 0);
        onProgress?.(meter(bytes, finished, now));
      };
      const feed = (entry: (typeof lanes)[number]) => {
        while (entry.files < ahead && next < chosen.length) {
          const file = chosen[next]?.file;
          if (file) entry.lane.hash(next, file);
          entry.files++;
          next++;
        }
      };
      const take = (entry: (typeof lanes)[number], message: Extract<ReportMessage, { type: "digest" }>) => {
        const { index, size } = message;
        const partial = partials[index];
        const file = chosen[index];
        if (!partial || !file) return;
        if (size !== file.file.size) return reject(new FileChangedError(file.path, file.file.size, size));
        partial[message.algorithm] = message.digest;
        if (!partial.sha256 || !partial.blake3) return;
        results[index] = {
          path: file.path,
          size,
          ...(file.file.type ? { type: file.file.type } : {}),
          sha256: partial.sha256,
          blake3: partial.blake3,
        };
        underWay.delete(index);
        finishedBytes += size;
        finished++;
        entry.files--;
        if (finished === chosen.length) {
          report();
          resolve(results.filter((result) => result !== undefined));
        } else {
          feed(entry);
        }
      };

      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      const count = Math.max(1, Math.min(chosen.length, Math.floor((navigator.hardwareConcurrency || 2) / 2), 4));
      for (let i = 0; i < count; i++) {
        const heard = new Map([
          ["reader", Date.now()],
          ["sha256", Date.now()],
        ]);
        const entry = { files: 0, heard, silent: 0 } as (typeof lanes)[number];
        entry.lane = laneOf({
          onBroken: (message) => reject(new HashingStoppedError(message)),
          onReport: (message, from) => {
            heard.set(from, Date.now());
            switch (message.type) {
              case "unavailable":
                return reject(new HashingUnavailableError(message.message));
              case "unreadable":
                return reject(new FileUnreadableError(chosen[message.index]?.path ?? "", message.name));
              case "progress":
                underWay.set(message.index, message.bytes);
                break;
              case "digest":
                take(entry, message);
                break;
            }
            if (performance.now() - reported > progressInterval) report();
          },
        });
        lanes.push(entry);
        feed(entry);
      }
      timers.push(
        setInterval(() => {
          for (const entry of lanes) {
            const quiet = [...entry.heard.values()].some((at) => Date.now() - at > silenceAllowed);
            entry.silent = quiet ? entry.silent + 1 : 0;
            if (entry.silent >= 2) reject(new HashingStoppedError("No sign of life."));
          }
        }, checkInterval),
      );
      report();
    });
  } finally {
    for (const timer of timers) clearInterval(timer);
    for (const { lane } of lanes) lane.end();
  }
}
