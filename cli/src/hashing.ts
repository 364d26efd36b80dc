import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import {
  ColophonError,
  createDigester,
  type Digester,
  type Digests,
  fileChanged,
  hashingUnavailable,
} from "@colophon/sdk";
import { createBLAKE3 } from "hash-wasm";
import type { ListedFile } from "./files.ts";
import { createProgressBar } from "./terminal.ts";

type HashedListedFile = ListedFile & Digests;

/** From so many bytes on, or so many files, threads are worth starting. */
const manyBytes = 64 * 1024 * 1024;

const manyFiles = 64;

type HashMessage = { ready?: true; bytes?: number; digests?: Digests; problem?: string };

/**
 * Hashes files, several at a time where there are several and enough cores. `onHashed` gets each as it is done, in no
 * order; the result is in the order given.
 */
export async function hashFiles(
  files: readonly ListedFile[],
  onHashed: (file: HashedListedFile) => void = () => {},
): Promise<HashedListedFile[]> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const progress = createProgressBar("Hashing", total);
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
    worker.on("message", ({ ready, bytes, digests, problem }: HashMessage) => {
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

const pieceBytes = 4 * 1024 * 1024;

/**
 * The digests of a file, read piece by piece with memory that doesn't grow. Throws a HashingError if it changed
 * meanwhile. `onRead` gets the number of bytes of each piece.
 */
export async function digestFile(
  location: string,
  path: string,
  digester: Digester,
  onRead: (bytes: number) => void,
): Promise<Digests> {
  const handle = await open(location);
  try {
    const before = await handle.stat();
    const buffer = new Uint8Array(Math.min(pieceBytes, Math.max(1, before.size)));
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) break;
      digester.update(buffer.subarray(0, bytesRead));
      onRead(bytesRead);
    }
    const digests = digester.finish();
    const after = await handle.stat();
    if (digests.size !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw fileChanged(path, before.size, after.size);
    }
    return digests;
  } catch (error) {
    digester.finish();
    throw error;
  } finally {
    await handle.close();
  }
}

/** How many pieces are on their way at a time. */
const pieces = 4;

type Blake3Message = { piece?: ArrayBuffer; blake3?: `0x${string}` };

/**
 * As digestFile, with BLAKE3 in a thread of its own beside SHA-256 in this one: for a file that is worth starting a
 * thread. Memory doesn't grow with the file.
 */
async function digestLargeFile(location: string, path: string, onRead: (bytes: number) => void): Promise<Digests> {
  const worker = new Worker(new URL("./blake3Worker.ts", import.meta.url));
  const free = Array.from({ length: pieces }, () => new ArrayBuffer(pieceBytes));
  let wake = () => {};
  let problem: unknown;
  const answer = new Promise<`0x${string}`>((resolve, reject) => {
    worker.on("message", ({ piece, blake3 }: Blake3Message) => {
      if (piece) free.push(piece);
      if (blake3) resolve(blake3);
      wake();
    });
    const fail = (error: unknown) => {
      problem = error;
      reject(error);
      wake();
    };
    worker.on("error", fail);
    worker.on("exit", () => fail(new ColophonError("A thread ended before its work was done. Run this again.")));
  });
  answer.catch(() => {});

  const handle = await open(location);
  try {
    const before = await handle.stat();
    const sha256 = createHash("sha256");
    let size = 0;
    for (;;) {
      while (free.length === 0 && problem === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (problem !== undefined) throw problem;
      const piece = free.pop() as ArrayBuffer;
      const { bytesRead } = await handle.read(new Uint8Array(piece), 0, pieceBytes);
      if (bytesRead === 0) break;
      sha256.update(new Uint8Array(piece, 0, bytesRead));
      worker.postMessage({ piece, length: bytesRead }, [piece]);
      size += bytesRead;
      onRead(bytesRead);
    }
    worker.postMessage({ end: true });
    const digests: Digests = { size, sha256: `0x${sha256.digest("hex")}`, blake3: await answer };
    const after = await handle.stat();
    if (size !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw fileChanged(path, before.size, after.size);
    }
    return digests;
  } finally {
    await handle.close();
    worker.removeAllListeners("exit");
    await worker.terminate();
  }
}

/** Node's own SHA-256 uses the processor's instructions for it, several times faster than WebAssembly. */
async function create(): Promise<Digester> {
  const blake3 = await createBLAKE3();
  let sha256 = createHash("sha256");
  let size = 0;
  return {
    update(bytes) {
      sha256.update(bytes);
      blake3.update(bytes);
      size += bytes.length;
    },
    finish() {
      const digests: Digests = { size, sha256: `0x${sha256.digest("hex")}`, blake3: `0x${blake3.digest()}` };
      sha256 = createHash("sha256");
      blake3.init();
      size = 0;
      return digests;
    },
  };
}

/** A digester as the SDK's, after checking that both give the same answer, which the SDK's knows to be right. */
export async function createNodeDigester(): Promise<Digester> {
  const [known, made] = [await createDigester(), await create()];
  const sample = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 251);
  for (const digester of [known, made])
    for (const piece of [
      [0, 1],
      [1, 3000],
      [3000, 5000],
    ])
      digester.update(sample.subarray(...piece));
  const [right, ours] = [known.finish(), made.finish()];
  if (right.sha256 !== ours.sha256 || right.blake3 !== ours.blake3) throw hashingUnavailable();
  return made;
}
