import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export type Running = { instance: string; pid: number; url: string };

/** Says that another one runs on the same folder. */
function alreadyRunning({ url, pid }: Running): Error {
  return new Error(`Colophon is already running: open ${url}, or end it first with Ctrl-C (process ${pid}).`);
}

export const newInstance = (): string => randomUUID();

/** Throws if what the file names still runs. Forgets it if it does not. */
export async function checkRunning(file: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const running = await read(file);
    if (!running) return;
    const state = await stateOf(running);
    if (state === "running") throw alreadyRunning(running);
    // It may be ending just now. A number that is in use after ten seconds belongs to somebody else by now.
    if (state === "gone" || attempt === 20) break;
    await sleep(500);
  }
  await rm(file, { force: true });
}

/** Writes down that we run. Of two that start at the same moment, one goes on and the other throws. */
export async function takeRunLock(file: string, running: Running): Promise<() => Promise<void>> {
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(file, JSON.stringify(running), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    await checkRunning(file);
    return takeRunLock(file, running);
  }
  await sleep(150);
  const winner = await read(file);
  if (winner && winner.instance !== running.instance) throw alreadyRunning(winner);
  return () => rm(file, { force: true });
}

async function read(file: string): Promise<Running | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Running;
  } catch {
    return undefined;
  }
}

async function stateOf({ instance, pid, url }: Running): Promise<"running" | "ending" | "gone"> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return "gone";
  }
  try {
    const response = await fetch(new URL("/health", url), { signal: AbortSignal.timeout(3000) });
    const health = (await response.json()) as { instance?: string };
    return health.instance === instance ? "running" : "gone";
  } catch (error) {
    // Suspended, it takes the connection and says nothing.
    return error instanceof DOMException && error.name === "TimeoutError" ? "running" : "ending";
  }
}
