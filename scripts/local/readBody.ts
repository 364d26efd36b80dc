import type { IncomingMessage } from "node:http";
import { HttpError } from "./HttpError.ts";

/** How much of a body that is too long is thrown away, so that its sender hears why, before the line is cut. */
const patience = 32 << 20;

/** Reads a request's body, and refuses one that is longer than `limit` bytes. Never keeps more than that. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
    else if (length > limit + patience) break;
  }
  if (length > limit) throw new HttpError(413, `The body is longer than ${limit} bytes.`, { Connection: "close" });
  return Buffer.concat(chunks);
}
