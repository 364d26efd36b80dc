import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

type Sample = { browser: number; renderer: number };
type Range = { start: number; peak: number; end: number };

/** In MiB. `renderer` is the largest of the processes that draw pages. */
export type MemoryUse = { browser: Range; renderer: Range };

const interval = 200;

/**
 * Follows the memory of the browser that this process started, all its processes together: the proportional set size,
 * in which what processes share counts once. `stop` returns undefined where the system does not tell (not on Linux).
 */
export function watchMemory(): { stop(): Promise<MemoryUse | undefined> } {
  const stopping = new AbortController();
  const samples: Sample[] = [];
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      const sample = sampleNow();
      if (sample) samples.push(sample);
      await sleep(interval, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await watching;
      const last = sampleNow();
      if (last) samples.push(last);
      const [first] = samples;
      if (!first || !last) return undefined;
      const range = (pick: (sample: Sample) => number): Range => ({
        start: pick(first),
        peak: Math.max(...samples.map(pick)),
        end: pick(last),
      });
      return { browser: range(({ browser }) => browser), renderer: range(({ renderer }) => renderer) };
    },
  };
}

function sampleNow(): Sample | undefined {
  if (process.platform !== "linux") return undefined;
  const processes = descendants(process.pid).filter(({ command }) => /chrom/i.test(command));
  const sizes = processes.map(({ pid, command }) => ({ size: proportionalSize(pid), command }));
  const renderers = sizes.filter(({ command }) => command.includes("--type=renderer"));
  return {
    browser: sizes.reduce((sum, { size }) => sum + size, 0),
    renderer: Math.max(0, ...renderers.map(({ size }) => size)),
  };
}

function descendants(root: number): { pid: number; command: string }[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    // After the name in brackets, which may hold anything: the state and the parent.
    const parent = read(`/proc/${name}/stat`)
      .replace(/^.*\) /s, "")
      .split(" ")[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === root || isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow).map((pid) => ({ pid, command: read(`/proc/${pid}/cmdline`) }));
}

function proportionalSize(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
}

/** A process may end between being listed and being read. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
