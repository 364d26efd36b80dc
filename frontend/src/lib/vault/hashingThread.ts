import type { Hasher } from "@colophon/sdk/vault";
import { hashingStopped } from "../hashing/fileReading.ts";
import type { ConnectMessage, DoneMessage, PieceMessage, ReportMessage } from "../hashing/hashingWorker.ts";

/** As many pieces are on their way at a time: more would only fill the memory. */
const most = 4;

/**
 * A SHA-256 in a thread of its own, beside the one that asks: the same worker that hashes files on the page. Undefined
 * where a worker may start no other.
 */
export async function createHashingThread(): Promise<(Hasher & { end: () => void }) | undefined> {
  if (typeof Worker === "undefined") return undefined;
  const worker = new Worker(new URL("../hashing/sha256.worker.ts", import.meta.url), { type: "module" });
  const { port1: port, port2: theirs } = new MessageChannel();
  let underWay = 0;
  let wake = () => {};
  let failed: Error | undefined;
  let finish: (digest: `0x${string}`) => void = () => {};
  let giveUp: (error: Error) => void = () => {};
  const fail = (message?: string) => {
    failed = hashingStopped(message);
    wake();
    giveUp(failed);
  };
  const started = await new Promise<boolean>((resolve) => {
    worker.onerror = ({ message }) => {
      resolve(false);
      fail(message);
    };
    worker.onmessage = ({ data }: MessageEvent<ReportMessage>) => {
      if (data.type === "ready") resolve(true);
      else if (data.type === "unavailable") resolve(false);
      else if (data.type === "digest") finish(data.digest);
    };
  });
  if (!started) {
    worker.terminate();
    return undefined;
  }
  port.onmessage = (_: MessageEvent<DoneMessage>) => {
    underWay--;
    wake();
  };
  const connect: ConnectMessage = { type: "connect", port: theirs };
  worker.postMessage(connect, [theirs]);
  const until = async (count: number) => {
    while (underWay >= count && failed === undefined) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (failed) throw failed;
  };
  return {
    async update(bytes) {
      await until(most);
      const { buffer } = bytes.slice();
      const piece: PieceMessage = { type: "piece", index: 0, buffer, length: bytes.length };
      underWay++;
      port.postMessage(piece, [buffer]);
    },
    async digest() {
      await until(1);
      return new Promise((resolve, reject) => {
        [finish, giveUp] = [resolve, reject];
        const end: PieceMessage = { type: "end", index: 0 };
        port.postMessage(end);
      });
    },
    end() {
      port.close();
      worker.terminate();
    },
  };
}
