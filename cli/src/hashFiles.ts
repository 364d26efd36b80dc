import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { ColophonError, type Digests } from "@colophon/sdk";
import { createNodeDigester } from "./createNodeDigester.ts";
import { createProgress } from "./createProgress.ts";
import { digestFile } from "./digestFile.ts";
import { digestLargeFile } from "./digestLargeFile.ts";
import type { ListedFile } from "./listFiles.ts";

export type HashedListedFile = ListedFile & Digests;

/** From so many bytes on, or so many files, threads are worth starting. */
const manyBytes = 64 * 1024 * 1024;
const manyFiles = 64;

type Message = { ready?: true; bytes?: number; digests?: Digests; problem?: string };

/**
 * Hashes files, several at a time where there are several and enough cores. `onHashed` gets each as it is done, in no
 * order; the result is in the order given.
 */
export async function hashFiles(
  files: readonly ListedFile[],
  onHashed: (file: HashedListedFile) => void = () => {},
): Promise<HashedListedFile[]> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const progress = createProgress("Hashing", total);
  const results: HashedListedFile[] = new Array(files.length);
  let next = 0;
  const done = (index: number, digests: Digests) => {
    results[index] = { ...(files[index] as ListedFile), ...digests };
    onHashed(results[index]);
  };
  const threads =
    files.length > 1 && (total > manyBytes || files.length > manyFiles)
      ? Math.min(availableParallelism(), files.length)
      : 1;
  try {
    if (threads === 1) {
      const digester = await createNodeDigester();
      for (const [index, { location, path, size }] of files.entries()) {
        const large = size > manyBytes && availableParallelism() > 1;
        done(
          index,
          large
            ? await digestLargeFile(location, path, progress.add)
            : await digestFile(location, path, digester, progress.add),
        );
      }
    } else {
      await Promise.all(
        Array.from({ length: threads }, () =>
          runWorker(
            () => (next < files.length ? next++ : undefined),
            (index) => files[index] as ListedFile,
            progress.add,
            done,
          ),
        ),
      );
    }
  } finally {
    progress.end();
  }
  return results;
}

/** Keeps one thread busy until no file is left. */
function runWorker(
  take: () => number | undefined,
  fileOf: (index: number) => ListedFile,
  onRead: (bytes: number) => void,
  done: (index: number, digests: Digests) => void,
): Promise<void> {
  const worker = new Worker(new URL("./hashWorker.ts", import.meta.url));
  return new Promise<void>((resolve, reject) => {
    let current: number | undefined;
    const give = () => {
      current = take();
      if (current === undefined) resolve();
      else worker.postMessage({ location: fileOf(current).location, path: fileOf(current).path });
    };
    worker.on("message", ({ ready, bytes, digests, problem }: Message) => {
      if (bytes !== undefined) onRead(bytes);
      else if (problem !== undefined) reject(new ColophonError(problem));
      else if (digests && current !== undefined) {
        try {
          done(current, digests);
          give();
        } catch (error) {
          reject(error);
        }
      } else if (ready) give();
    });
    worker.on("error", reject);
    worker.on("exit", () => reject(new ColophonError("A thread ended before its work was done. Run this again.")));
  }).finally(() => worker.terminate());
}
