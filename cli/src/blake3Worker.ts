import { parentPort } from "node:worker_threads";
import { createBLAKE3 } from "hash-wasm";

/** Hashes the pieces of one file as they come, and gives each back to be filled again. */
const queue: { piece?: ArrayBuffer; length?: number; end?: true }[] = [];
let update = (message: (typeof queue)[number]) => {
  queue.push(message);
};
parentPort?.on("message", (message) => update(message));
const blake3 = await createBLAKE3();
update = ({ piece, length, end }) => {
  if (end) parentPort?.postMessage({ blake3: `0x${blake3.digest()}` });
  else if (piece) {
    blake3.update(new Uint8Array(piece, 0, length));
    parentPort?.postMessage({ piece }, [piece]);
  }
};
for (const message of queue.splice(0)) update(message);
