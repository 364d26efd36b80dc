import { createSHA256 } from "hash-wasm";
import { type ConnectMessage, type PieceMessage, startWorker, workerScope } from "./hashingWorker.ts";

const ready = startWorker(createSHA256, "23d862c7d3736eceedff50048396beec3ab3458a2d299ff569020256087953b3");

workerScope.onmessage = async ({ data: { port } }: MessageEvent<ConnectMessage>) => {
  const hasher = await ready;
  if (!hasher) return;
  let size = 0;
  port.onmessage = ({ data }: MessageEvent<PieceMessage>) => {
    switch (data.type) {
      case "piece":
        hasher.update(new Uint8Array(data.buffer, 0, data.length));
        size += data.length;
        port.postMessage({ type: "done", index: data.index, buffer: data.buffer, length: data.length }, [data.buffer]);
        break;
      case "end":
        workerScope.postMessage({
          type: "digest",
          algorithm: "sha256",
          index: data.index,
          size,
          digest: `0x${hasher.digest()}`,
        });
        hasher.init();
        size = 0;
        break;
      case "abandon":
        hasher.init();
        size = 0;
        break;
    }
  };
};
