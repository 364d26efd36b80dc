import type { IncomingMessage } from "node:http";
import { type BlockStore, maxBlockBytes } from "./blockStore.ts";
import { HttpError } from "./HttpError.ts";
import { readBody } from "./readBody.ts";

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
