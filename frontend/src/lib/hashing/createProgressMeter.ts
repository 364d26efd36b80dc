import type { HashProgress } from "./HashProgress.ts";

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
