import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cidOf } from "./cidOf.ts";

export type BlockStore = {
  /** The block with this CID, or undefined if it is not here, or is not what its name says any more. */
  get(cid: string): Promise<Uint8Array | undefined>;
  /** Keeps a block and returns its CID, which is computed here and never taken from anyone. */
  put(block: Uint8Array): Promise<string>;
};

/** 1 MiB: what every IPFS node takes as a single block. */
export const maxBlockBytes = 1 << 20;

/** A CIDv1 of raw bytes by SHA-256. Nothing else is a name here, so no name can leave the folder. */
const name = /^bafkrei[a-z2-7]{52}$/;

/** Public files by their digest, one file each: what an IPFS node is to the dApp on the local chain. */
export function createBlockStore(folder: string): BlockStore {
  const get = async (cid: string) => {
    if (!name.test(cid)) return undefined;
    const block = await readFile(join(folder, cid)).catch(() => undefined);
    return block && cidOf(block) === cid ? block : undefined;
  };
  return {
    get,
    async put(block) {
      if (block.length > maxBlockBytes) throw new RangeError(`A block has ${maxBlockBytes} bytes at most.`);
      const cid = cidOf(block);
      if (!(await get(cid))) {
        await mkdir(folder, { recursive: true });
        const unfinished = join(folder, `.${randomUUID()}`);
        await writeFile(unfinished, block);
        await rename(unfinished, join(folder, cid));
      }
      return cid;
    },
  };
}
