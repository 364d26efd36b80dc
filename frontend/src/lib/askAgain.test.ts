import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { explainError } from "@colophon/sdk";
import { RpcRequestError } from "viem";
import { afterEach, expect, it } from "vitest";
import { askAgain } from "./askAgain.ts";

let server: Server | undefined;

afterEach(() => server?.close());

/** A node that answers each question that comes by itself with this, or that is away. */
async function nodeThat(answer?: object): Promise<string> {
  server = createServer((_, response) => {
    if (answer) response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    else response.destroy();
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const refusal = (code: number, message: string) =>
  new RpcRequestError({ body: {}, url: "http://x", error: { code, message } });
const question = { method: "eth_blockNumber" } as const;

it("asks a busy node again, and hands on what it answers then", async () => {
  const busy = Promise.reject(refusal(429, "Too many requests, retry in 0.01s"));
  expect(await askAgain(busy, async () => "0x10", await nodeThat(), question)).toBe("0x10");
});

it("asks without the questions that went with it where a node takes fewer at once", async () => {
  const url = await nodeThat({ jsonrpc: "2.0", id: 0, result: "0x11" });
  const large = Promise.reject(refusal(-32600, "batch too large"));
  expect(await askAgain(large, async () => "never asked", url, question)).toBe("0x11");
});

it.each([
  ["nothing in place of an answer", async () => undefined],
  [
    "what no answer can be read from",
    async () => {
      throw new TypeError("Cannot read properties of null (reading 'error')");
    },
  ],
])("takes %s for a fault of the node, and not of a wallet", async (_, first) => {
  const url = await nodeThat({ jsonrpc: "2.0", id: 0 });
  const error = await askAgain(first(), first, url, question).catch((caught) => caught);
  expect(explainError(error).name).toBe("RequestFailed");
});

it("hands on that a transaction is not known, which is an answer", async () => {
  const busy = Promise.reject(refusal(429, "retry in 0.01s"));
  expect(await askAgain(busy, async () => null, await nodeThat(), question)).toBeNull();
});
