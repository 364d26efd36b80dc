import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cidOf, createMetadata, type Metadata } from "@colophon/sdk";

/** A gateway that serves what was added to it, and nothing else. */
export async function serveDocuments() {
  const blocks = new Map<string, Uint8Array>();
  const server = createServer((request, response) => {
    const block = blocks.get(/^\/ipfs\/([a-z0-9]+)/.exec(request.url ?? "")?.[1] ?? "");
    response.writeHead(block ? 200 : 404).end(block);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Returns the digest that it is found by. */
    add(metadata: Omit<Metadata, "format">) {
      const { bytes, digest } = createMetadata(metadata);
      blocks.set(cidOf(digest), bytes);
      return digest;
    },
    stop: () => server.close(),
  };
}
