import type { IHasher } from "hash-wasm";
import { workerScope } from "./workerScope.ts";

const heartbeat = 1_000;
const testLength = 2_100;

/**
 * Makes a worker's hasher, after checking once that it gives the right answer on this machine: a digest that might be
 * wrong must never leave the worker.
 */
export async function startWorker(create: () => Promise<IHasher>, answer: string): Promise<IHasher | undefined> {
  setInterval(() => workerScope.postMessage({ type: "alive" }), heartbeat);
  try {
    const hasher = await create();
    const bytes = Uint8Array.from({ length: testLength }, (_, index) => index % 251);
    // In three pieces across block borders, twice, so that starting anew is tested too.
    for (let round = 0; round < 2; round++) {
      hasher.init();
      for (const [from, to] of [
        [0, 1],
        [1, 1090],
        [1090, testLength],
      ]) {
        hasher.update(bytes.subarray(from, to));
      }
      const digest = hasher.digest();
      if (digest !== answer) throw new Error(`The known answer is ${answer}, not ${digest}.`);
    }
    hasher.init();
    workerScope.postMessage({ type: "ready" });
    return hasher;
  } catch (error) {
    workerScope.postMessage({ type: "unavailable", message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}
