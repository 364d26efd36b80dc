import type { IHasher } from "hash-wasm";

/** To both workers, first: their ends of the channel that carries the bytes from one to the other. */
export type ConnectMessage = { type: "connect"; port: MessagePort };

/** To the reader: one more file. */
export type FileMessage = { type: "file"; index: number; file: File };

/** From the reader to the SHA-256 worker. Buffers are handed over, not copied. */
export type PieceMessage =
  | { type: "piece"; index: number; buffer: ArrayBuffer; length: number }
  | { type: "end"; index: number }
  | { type: "abandon" };

/** From the SHA-256 worker to the reader: a piece is done, and its buffer free again. */
export type DoneMessage = { type: "done"; index: number; buffer: ArrayBuffer; length: number };

/** From both workers to the page. */
export type ReportMessage =
  | { type: "ready" }
  | { type: "unavailable"; message: string }
  | { type: "alive" }
  | { type: "progress"; index: number; bytes: number }
  | { type: "digest"; algorithm: "sha256" | "blake3"; index: number; size: number; digest: `0x${string}` }
  | { type: "unreadable"; index: number; name: string; message: string };

type WorkerScope = {
  postMessage(message: ReportMessage): void;
  onmessage: ((event: MessageEvent) => void) | null;
};

/** The global scope of a worker, with what ours use of it. */
export const workerScope = globalThis as WorkerScope;

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

type Piece = { buffer: ArrayBuffer; length: number };

type PieceReader = {
  /** The next piece, in the given buffer if there is one; undefined at the end. */
  read(buffer: ArrayBuffer | undefined): Promise<Piece | undefined>;
};

/** Reads a file piece by piece into buffers that are used again, so that its size does not matter. */
export function createPieceReader(file: Blob, length: number): PieceReader {
  const stream = file.stream() as ReadableStream<Uint8Array<ArrayBuffer>>;
  let byob: ReadableStreamBYOBReader | undefined;
  try {
    byob = stream.getReader({ mode: "byob" });
  } catch {
    // A browser whose files are not byte streams: it brings its own buffers.
  }
  if (byob) {
    const reader = byob as ReadableStreamBYOBReader & {
      read<View extends ArrayBufferView>(view: View, options: { min: number }): Promise<ReadableStreamReadResult<View>>;
    };
    let ended = false;
    return {
      async read(buffer) {
        if (ended) return undefined;
        const view = new Uint8Array(buffer ?? new ArrayBuffer(length));
        const { done, value } = await reader.read(view, { min: view.length });
        // The last piece is shorter, and comes together with the end or before it, depending on the browser.
        ended = done;
        return value && value.length > 0 ? { buffer: value.buffer, length: value.length } : this.read(value?.buffer);
      },
    };
  }
  const reader = stream.getReader();
  return {
    async read() {
      const { done, value } = await reader.read();
      if (done) return undefined;
      const whole = value.byteOffset === 0 && value.byteLength === value.buffer.byteLength;
      return { buffer: whole ? value.buffer : value.slice().buffer, length: value.length };
    },
  };
}

/** A file of so many bytes is read in one piece, and several of them at a time. */
export const smallLength = 1024 * 1024;

/** How many small files are being read at a time, and how many bytes they may have together. */
const atOnce = { files: 16, bytes: 8 * 1024 * 1024 };

type Whole = { ok: true; buffer: ArrayBuffer } | { ok: false; error: unknown };

/**
 * Reads small files of a queue whole, some of them ahead of their turn: asking a browser for a file takes longer than
 * reading it, and the answers come together. Bytes of a file that changed meanwhile are never handed out.
 */
export function createReadAhead<Waiting extends { file: Blob }>(queue: readonly Waiting[]) {
  const reading = new Map<Waiting, Promise<Whole>>();
  let bytes = 0;
  const begin = (entry: Waiting) => {
    bytes += entry.file.size;
    const whole = entry.file
      .arrayBuffer()
      .then(async (buffer): Promise<Whole> => {
        await checkUnchanged(entry.file);
        return { ok: true, buffer };
      })
      .catch((error: unknown): Whole => ({ ok: false, error }));
    reading.set(entry, whole);
    return whole;
  };
  return {
    /** The bytes of the entry that was just taken out of the queue. Throws what the browser says of it. */
    async take(entry: Waiting): Promise<ArrayBuffer> {
      const whole = reading.get(entry) ?? begin(entry);
      this.ahead();
      const result = await whole;
      reading.delete(entry);
      bytes -= entry.file.size;
      if (!result.ok) throw result.error;
      return result.buffer;
    },
    /** Begins with as many of the next ones as there is room for. */
    ahead() {
      for (const entry of queue) {
        const { size } = entry.file;
        if (size > smallLength || reading.size >= atOnce.files || bytes + size > atOnce.bytes) return;
        if (!reading.has(entry)) begin(entry);
      }
    },
  };
}

/**
 * Throws what the browser says about a file that was changed, moved or deleted since it was chosen. A browser looks at
 * the disk when a reading begins, not while it goes on; so this is asked again after the last byte.
 */
export async function checkUnchanged(file: Blob): Promise<void> {
  await file.slice(0, 1).arrayBuffer();
}
