import { fileChanged, type HashedFile, hashingUnavailable } from "@colophon/sdk";
import type { ChosenFile } from "../chosenFiles.ts";
import { fileUnreadable, hashingStopped } from "./fileReading.ts";
import type { ReportMessage } from "./hashingWorker.ts";

export type HashProgress = {
  /** Bytes hashed so far, and in all files together. */
  bytes: number;
  total: number;
  /** Files finished, and all of them. */
  files: number;
  filesTotal: number;
  /** Bytes per second lately; undefined in the first moments. */
  speed: number | undefined;
  secondsLeft: number | undefined;
};

type HashFilesOptions = {
  signal?: AbortSignal;
  onProgress?: (progress: HashProgress) => void;
  /** For tests. */
  laneOf?: (handlers: LaneHandlers) => Lane;
};

/** Files given to a lane ahead of time, so that it never waits for the page: a few of any size, many small ones. */
const ahead = { few: 3, many: 64, bytes: 8 * 1024 * 1024 };

const progressInterval = 200;

/** A worker gives a sign of life every second. Two checks in a row without one mean that it is dead, not asleep. */
const checkInterval = 10_000;

const silenceAllowed = 15_000;

type PartialDigests = { size?: number; sha256?: `0x${string}`; blake3?: `0x${string}` };

/**
 * Computes SHA-256 and BLAKE3 of files in workers, reading each once and piece by piece. The page stays free, memory
 * stays flat whatever the size, and a digest comes back only if both workers saw every byte.
 */
export async function hashFiles(
  chosen: readonly ChosenFile[],
  { signal, onProgress, laneOf = createLane }: HashFilesOptions = {},
): Promise<HashedFile[]> {
  signal?.throwIfAborted();
  if (typeof WebAssembly === "undefined") throw hashingUnavailable("WebAssembly is missing.");
  if (chosen.length === 0) return [];

  const total = await totalSize(chosen, signal);
  signal?.throwIfAborted();
  const meter = createProgressMeter(total, chosen.length, performance.now());
  const partials: PartialDigests[] = chosen.map(() => ({}));
  const results: (HashedFile | undefined)[] = chosen.map(() => undefined);
  const underWay = new Map<number, number>();
  let finishedBytes = 0;
  let finished = 0;
  let next = 0;
  let reported = 0;

  const lanes: { lane: Lane; files: number; bytes: number; heard: Map<string, number>; silent: number }[] = [];
  const timers: ReturnType<typeof setInterval>[] = [];

  try {
    return await new Promise<HashedFile[]>((resolve, reject) => {
      const count = Math.max(1, Math.min(chosen.length, Math.floor((navigator.hardwareConcurrency || 2) / 2), 4));
      const report = (now = performance.now()) => {
        reported = now;
        const bytes = finishedBytes + [...underWay.values()].reduce((sum, value) => sum + value, 0);
        onProgress?.(meter(bytes, finished, now));
      };
      const feed = (entry: (typeof lanes)[number]) => {
        for (let file = chosen[next]?.file; file; file = chosen[next]?.file) {
          const room = entry.files < ahead.many && entry.bytes + file.size <= ahead.bytes;
          if (entry.files >= ahead.few && !room) return;
          entry.lane.hash(next, file);
          entry.files++;
          entry.bytes += file.size;
          next++;
          // The others begin as early: nobody takes more than a few before all have some.
          if (lanes.length < count && entry.files >= ahead.few) return;
        }
      };
      const take = (entry: (typeof lanes)[number], message: Extract<ReportMessage, { type: "digest" }>) => {
        const { index, size } = message;
        const partial = partials[index];
        const file = chosen[index];
        if (!partial || !file) return;
        if (size !== file.file.size) return reject(fileChanged(file.path, file.file.size, size));
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
        entry.bytes -= size;
        if (finished === chosen.length) {
          report();
          resolve(results.filter((result) => result !== undefined));
        } else {
          feed(entry);
        }
      };

      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      for (let i = 0; i < count; i++) {
        const heard = new Map([
          ["reader", Date.now()],
          ["sha256", Date.now()],
        ]);
        const entry = { files: 0, bytes: 0, heard, silent: 0 } as (typeof lanes)[number];
        entry.lane = laneOf({
          onBroken: (message) => reject(hashingStopped(message)),
          onReport: (message, from) => {
            heard.set(from, Date.now());
            switch (message.type) {
              case "unavailable":
                return reject(hashingUnavailable(message.message));
              case "unreadable":
                return reject(fileUnreadable(chosen[message.index]?.path ?? "", message.name));
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
      for (const entry of lanes) feed(entry);
      timers.push(
        setInterval(() => {
          for (const entry of lanes) {
            const quiet = [...entry.heard.values()].some((at) => Date.now() - at > silenceAllowed);
            entry.silent = quiet ? entry.silent + 1 : 0;
            if (entry.silent >= 2) reject(hashingStopped("No sign of life."));
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
function createLane({ onReport, onBroken }: LaneHandlers): Lane {
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

/** Over how many milliseconds the speed is taken. */
const span = 4_000;

const settled = 700;

/** Turns what is done by now into a speed and the time left. */
export function createProgressMeter(total: number, filesTotal: number, start: number) {
  const samples: { at: number; bytes: number }[] = [{ at: start, bytes: 0 }];
  return (bytes: number, files: number, now: number): HashProgress => {
    samples.push({ at: now, bytes });
    while (samples.length > 2 && now - (samples[1]?.at ?? now) > span) samples.shift();
    const [oldest] = samples;
    const elapsed = oldest ? now - oldest.at : 0;
    const speed =
      oldest && now - start > settled && elapsed > 0 ? ((bytes - oldest.bytes) * 1000) / elapsed : undefined;
    const secondsLeft = speed ? Math.ceil((total - bytes) / speed) : undefined;
    return { bytes, total, files, filesTotal, speed, secondsLeft };
  };
}

/** How long the page is kept busy at a time, in milliseconds. */
const turn = 20;

/**
 * The bytes in all files together. A browser looks each one up on the disk, on the page's own thread, which takes
 * seconds for ten thousand of them; so it is given time for other things in between.
 */
async function totalSize(files: readonly ChosenFile[], signal?: AbortSignal): Promise<number> {
  let total = 0;
  let since = performance.now();
  for (const { file } of files) {
    total += file.size;
    if (performance.now() - since < turn) continue;
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    since = performance.now();
  }
  return total;
}
