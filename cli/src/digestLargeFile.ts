import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { ColophonError, type Digests, FileChangedError } from "@colophon/sdk";

const pieceBytes = 4 * 1024 * 1024;
/** How many pieces are on their way at a time. */
const pieces = 4;

type Message = { piece?: ArrayBuffer; blake3?: `0x${string}` };

/**
 * As digestFile, with BLAKE3 in a thread of its own beside SHA-256 in this one: for a file that is worth starting a
 * thread. Memory doesn't grow with the file.
 */
export async function digestLargeFile(
  location: string,
  path: string,
  onRead: (bytes: number) => void,
): Promise<Digests> {
  const worker = new Worker(new URL("./blake3Worker.ts", import.meta.url));
  const free = Array.from({ length: pieces }, () => new ArrayBuffer(pieceBytes));
  let wake = () => {};
  let problem: unknown;
  const answer = new Promise<`0x${string}`>((resolve, reject) => {
    worker.on("message", ({ piece, blake3 }: Message) => {
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
      throw new FileChangedError(path, before.size, after.size);
    }
    return digests;
  } finally {
    await handle.close();
    worker.removeAllListeners("exit");
    await worker.terminate();
  }
}
