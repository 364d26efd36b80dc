import { parentPort } from "node:worker_threads";
import { createNodeDigester, digestFile } from "./hashing.ts";

/** Hashes the files that it is given, one after the other. */
const digester = await createNodeDigester();
parentPort?.on("message", async ({ location, path }: { location: string; path: string }) => {
  try {
    const digests = await digestFile(location, path, digester, (bytes) => parentPort?.postMessage({ bytes }));
    parentPort?.postMessage({ digests });
  } catch (error) {
    parentPort?.postMessage({ problem: error instanceof Error ? error.message : String(error) });
  }
});
parentPort?.postMessage({ ready: true });
