import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { cidOf, createMetadata, type Metadata } from "@colophon/sdk";

type RpcRequest = { id: number; method: string; params: unknown[] };

/** What the node does with a request: passes it on, spoils the answer, or sends this text with this status instead. */
type Fault = {
  /** For requests that it returns something for, this is the answer. */
  refuse?: (request: RpcRequest) => { status: number; body: string } | undefined;
  /** In milliseconds, before every answer. */
  delay?: number;
  /** Changes what is true. */
  lie?: (request: RpcRequest, result: unknown) => unknown;
  /** Cuts the connection in the middle of the answer. */
  truncate?: boolean;
};

/** A node in front of another one, with faults that can be switched on and off. */
export async function startFaultyNode(target: string) {
  const node = { fault: {} as Fault, target, url: "", asked: new Map<string, number>() };
  const server = createServer(async (request, response) => {
    try {
      let text = "";
      for await (const chunk of request) text += chunk;
      const asked = JSON.parse(text) as RpcRequest;
      node.asked.set(asked.method, (node.asked.get(asked.method) ?? 0) + 1);
      const { refuse, delay, lie, truncate } = node.fault;
      if (delay) await sleep(delay);
      const refused = refuse?.(asked);
      if (refused) {
        response.writeHead(refused.status, { "Content-Type": "application/json" }).end(refused.body);
        return;
      }
      const answer = await fetch(node.target, {
        method: "POST",
        body: text,
        headers: { "Content-Type": "application/json" },
      });
      const body = (await answer.json()) as { result?: unknown };
      if (lie && body.result !== undefined) body.result = lie(asked, body.result);
      const sent = JSON.stringify(body);
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(sent) });
      if (truncate) {
        response.write(sent.slice(0, sent.length / 2));
        response.destroy();
      } else response.end(sent);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  node.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(node, {
    /** Until it was asked so many more things, of whatever kind. */
    async askedMore(count: number) {
      const asked = () => [...node.asked.values()].reduce((sum, one) => sum + one, 0);
      for (const until = asked() + count; asked() < until; ) await sleep(20);
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  });
}

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
