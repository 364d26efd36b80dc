import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { HttpError, readBody } from "./http.ts";

export type BlockStore = {
  /** The block with this CID, or undefined if it is not here, or is not what its name says any more. */
  get(cid: string): Promise<Uint8Array | undefined>;
  /** Keeps a block and returns its CID, which is computed here and never taken from anyone. */
  put(block: Uint8Array): Promise<string>;
};

/** 1 MiB: what every IPFS node takes as a single block. */
const maxBlockBytes = 1 << 20;

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

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** The CID of a block: version 1, raw codec, SHA-256, in base32. Equal blocks have equal CIDs and the other way round. */
export function cidOf(block: Uint8Array): string {
  const bytes = [0x01, 0x55, 0x12, 0x20, ...createHash("sha256").update(block).digest()];
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = bits.match(/.{1,5}/g) ?? [];
  return `b${letters.map((group) => alphabet[Number.parseInt(group.padEnd(5, "0"), 2)]).join("")}`;
}

/** What multipart/form-data adds around one file. */
const envelopeBytes = 16 << 10;

/** `POST /api/v0/block/put?cid-codec=raw&mhtype=sha2-256`, as a Kubo node answers it. */
export async function putBlock(request: IncomingMessage, query: URLSearchParams, store: BlockStore) {
  if ((query.get("cid-codec") ?? "raw") !== "raw") throw new HttpError(400, "This store keeps raw blocks only.");
  if ((query.get("mhtype") ?? "sha2-256") !== "sha2-256") throw new HttpError(400, "This store knows SHA-256 only.");
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) throw new HttpError(415, "Send one file as multipart/form-data.");

  const body = await readBody(request, maxBlockBytes + envelopeBytes);
  const form = await new Response(body, { headers: { "Content-Type": type } }).formData().catch(() => undefined);
  const values = [...(form?.values() ?? [])];
  const [file] = values;
  if (values.length !== 1 || !(file instanceof Blob)) throw new HttpError(400, "Send exactly one file.");
  if (file.size === 0) throw new HttpError(400, "The file is empty.");
  if (file.size > maxBlockBytes) throw new HttpError(413, `A block has ${maxBlockBytes} bytes at most.`);
  return { Key: await store.put(await file.bytes()), Size: file.size };
}
