import { open, rename } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { rpcCall } from "./rpcCall.ts";

const unzip = promisify(gunzip);

export type Keeper = {
  /** Saves what is not saved yet, and stops watching. */
  stop(): Promise<void>;
};

/**
 * Saves the chain (blocks, receipts and logs included) to a file within about a second of every new block. anvil's own
 * `--state-interval` writes in place, so a crash at the wrong moment would destroy the file; this one replaces it whole.
 */
export async function keepChain(rpcUrl: string, file: string): Promise<Keeper> {
  let saved: string | undefined;
  const save = async () => {
    const { hash } = await rpcCall<{ hash: string }>(rpcUrl, "eth_getBlockByNumber", ["latest", false]);
    if (hash === saved) return;
    const dump = await rpcCall<string>(rpcUrl, "anvil_dumpState");
    const state = await unzip(Buffer.from(dump.slice(2), "hex"));
    const unfinished = await open(`${file}.new`, "w");
    await unfinished.writeFile(state);
    await unfinished.sync();
    await unfinished.close();
    await rename(`${file}.new`, file);
    saved = hash;
  };

  await save();
  const stopping = new AbortController();
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      const start = performance.now();
      // A chain that has ended is reported by whoever started it.
      await save().catch(() => {});
      // A long chain takes longer to save; it never takes more than a tenth of the time.
      const pause = Math.max(1000, 9 * (performance.now() - start));
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await watching;
      await save();
    },
  };
}
