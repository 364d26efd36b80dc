import { createBLAKE3 } from "hash-wasm";
import {
  type ConnectMessage,
  checkUnchanged,
  createPieceReader,
  createReadAhead,
  type DoneMessage,
  type FileMessage,
  type PieceMessage,
  smallLength,
  startWorker,
  workerScope,
} from "./hashingWorker.ts";

/** How many pieces may be on their way to the SHA-256 worker: enough to keep it busy, little enough to stay flat. */
const window = 4;
const pieceLength = 2 * 1024 * 1024;
const progressInterval = 100;

const ready = startWorker(createBLAKE3, "f579688439a79043a5c6005c88874549656bb2d868c93cf01ca658727be70232");

const waiting: FileMessage[] = [];
const readAhead = createReadAhead(waiting);
let port: MessagePort | undefined;
let working = false;

// Pieces given to the SHA-256 worker and not yet done, and the buffers that came back.
let given = 0;
let current = -1;
let doneBytes = 0;
let wake: (() => void) | undefined;
const buffers: ArrayBuffer[] = [];

workerScope.onmessage = ({ data }: MessageEvent<ConnectMessage | FileMessage>) => {
  if (data.type === "connect") {
    port = data.port;
    port.onmessage = ({ data: done }: MessageEvent<DoneMessage>) => {
      given--;
      // Pieces of one file must not count for the next.
      if (done.index === current) doneBytes += done.length;
      if (done.buffer.byteLength === pieceLength) buffers.push(done.buffer);
      wake?.();
    };
  } else {
    waiting.push(data);
  }
  void work();
};

async function work(): Promise<void> {
  const hasher = await ready;
  if (!hasher || !port || working) return;
  working = true;
  const send = (message: PieceMessage, transfer: Transferable[] = []) => port?.postMessage(message, transfer);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { index, file } = next;
    let size = 0;
    let reported = performance.now();
    doneBytes = 0;
    current = index;
    const hash = async (piece: { buffer: ArrayBuffer; length: number }) => {
      hasher.update(new Uint8Array(piece.buffer, 0, piece.length));
      size += piece.length;
      given++;
      send({ type: "piece", index, ...piece }, [piece.buffer]);
      while (given >= window) await new Promise<void>((resolve) => (wake = resolve));
    };
    try {
      if (file.size <= smallLength) {
        const buffer = await readAhead.take(next);
        if (buffer.byteLength > 0) await hash({ buffer, length: buffer.byteLength });
      } else {
        const reader = createPieceReader(file, pieceLength);
        for (let piece = await reader.read(buffers.pop()); piece; piece = await reader.read(buffers.pop())) {
          await hash(piece);
          if (performance.now() - reported > progressInterval) {
            reported = performance.now();
            workerScope.postMessage({ type: "progress", index, bytes: doneBytes });
          }
        }
        await checkUnchanged(file);
      }
      send({ type: "end", index });
      workerScope.postMessage({
        type: "digest",
        algorithm: "blake3",
        index,
        size,
        digest: `0x${hasher.digest()}`,
      });
    } catch (failure) {
      // A stream that breaks off says less than a new reading: whether the file is still there.
      const error = await checkUnchanged(file).then(
        () => failure,
        (reason: unknown) => reason,
      );
      send({ type: "abandon" });
      workerScope.postMessage({
        type: "unreadable",
        index,
        name: error instanceof Error ? error.name : "Error",
        message: error instanceof Error ? error.message : String(error),
      });
    }
    hasher.init();
  }
  working = false;
}
