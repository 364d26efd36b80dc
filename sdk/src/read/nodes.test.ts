import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createPublicClient, http, parseAbiItem, toHex, zeroAddress } from "viem";
import { afterEach, describe, expect, it } from "vitest";
import { explainError } from "../core/explainError.ts";
import { patientTransport } from "../core/patience.ts";
import { getLogsInRanges } from "./logs.ts";

type Question = { id: number; method: string; params: unknown[] };
type Answer = { status?: number; type?: string; headers?: Record<string, string>; body: string };

let server: Server | undefined;

afterEach(() => server?.close());

async function bodyOf(request: IncomingMessage): Promise<Question | Question[]> {
  let text = "";
  for await (const piece of request) text += piece;
  return JSON.parse(text);
}

/** A node that answers by HTTP exactly so, asked by a client as pages and commands have it. */
async function nodeThat(answer: (asked: Question | Question[], times: number) => Answer, batch = false) {
  let times = 0;
  server = createServer(async (request, response) => {
    const { status = 200, type = "application/json", headers = {}, body } = answer(await bodyOf(request), ++times);
    response.writeHead(status, { "content-type": type, ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const transport = batch ? patientTransport(http(url, { batch }), http(url)) : patientTransport(http(url));
  const client = createPublicClient({ transport });
  return { client, asked: () => times };
}

const json = (value: unknown): Answer => ({ body: JSON.stringify(value) });
const kindOf = (question: Promise<unknown>) =>
  question.then(
    () => "answered",
    (error) => explainError(error).name,
  );

describe("nodes as they are", () => {
  it.each([
    ["a page of HTML with 200", { type: "text/html", body: "<!DOCTYPE html><h1>Welcome</h1>" }],
    ["a page of HTML that calls itself JSON", { body: "<html>Attention Required! | Cloudflare</html>" }],
    ["nothing at all", { body: "" }],
    ["half an answer", { body: '{"jsonrpc":"2.0","id":1,"res' }],
    ["null", { body: "null" }],
    ["an empty list", { body: "[]" }],
    ["neither a result nor an error", { body: '{"jsonrpc":"2.0","id":1}' }],
  ] as [string, Answer][])("says that the node is at fault where it answers %s", async (_, answer) => {
    const { client } = await nodeThat(() => answer);
    expect(["RequestFailed", "Unreachable"]).toContain(await kindOf(client.getBlockNumber()));
  });

  it("puts answers that came in another order to their questions", async () => {
    const { client } = await nodeThat((asked) => {
      const answers = [asked].flat().map(({ id, method }) => ({
        ...{ jsonrpc: "2.0", id },
        result: method === "eth_chainId" ? "0x7a69" : "0x10",
      }));
      return json(Array.isArray(asked) ? answers.reverse() : answers[0]);
    }, true);
    expect(await Promise.all([client.getChainId(), client.getBlockNumber()])).toEqual([31337, 16n]);
  });

  it("waits for a node that refuses a whole batch at once, and asks it again", async () => {
    const { client, asked } = await nodeThat(
      (questions, times) =>
        times === 1
          ? json({ jsonrpc: "2.0", id: null, error: { code: 429, message: "Too many requests, retry in 0.01s" } })
          : json([questions].flat().map(({ id }) => ({ jsonrpc: "2.0", id, result: "0x10" }))),
      true,
    );
    expect(await client.getBlockNumber()).toBe(16n);
    expect(asked()).toBe(2);
  });

  const refused = (code: number, message: string) => ({ jsonrpc: "2.0", id: null, error: { code, message } });

  it.each([
    ["geth", json(refused(-32600, "batch too large"))],
    ["one that puts it into a list", json([refused(-32600, "batch too large")])],
    ["one that counts bytes", { status: 413, body: "Payload Too Large" }],
    ["one that answers 400", { ...json(refused(-32600, "Batch size exceeds limit of 3")), status: 400 }],
    [
      "dRPC",
      { ...json({ message: "Batch of more than 3 requests are not allowed on free tier", code: 31 }), status: 500 },
    ],
    ["one that knows no batches", json(refused(-32600, "Invalid Request"))],
  ] as [string, Answer][])("asks %s one by one where it takes fewer questions at once", async (_, refusal) => {
    const { client } = await nodeThat((asked) => {
      if (Array.isArray(asked) && asked.length > 3) return refusal;
      const answers = [asked].flat().map(({ id }) => ({ jsonrpc: "2.0", id, result: "0x10" }));
      return json(Array.isArray(asked) ? answers : answers[0]);
    }, true);
    const questions = Array.from({ length: 8 }, (_, at) => client.getBalance({ address: toHex(at, { size: 20 }) }));
    expect(await Promise.all(questions)).toEqual(questions.map(() => 16n));
  });

  it("does not ask once more what a contract refused", async () => {
    const { client, asked } = await nodeThat(
      (questions) =>
        json(
          [questions].flat().map(({ id }) => ({
            ...{ jsonrpc: "2.0", id },
            error: { code: 3, message: "execution reverted", data: "0x" },
          })),
        ),
      true,
    );
    expect(await kindOf(client.call({ to: zeroAddress }))).toBe("Reverted");
    expect(asked()).toBe(1);
  });

  it.each([
    [-32005, "query returned more than 10000 results. Try with this block range [0x1, 0x4]."],
    [-32602, "Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range"],
    [-32000, "logs matched by query exceeds limit of 10000"],
    [-32614, "eth_getLogs is limited to a 10,000 range"],
  ])("finds all logs where a node caps how many it tells: %i %s", async (code, message) => {
    const event = parseAbiItem("event Noted(uint256 indexed n)");
    const each = (block: number) => ({
      ...{ address: zeroAddress, data: "0x", blockHash: `0x${"1".repeat(64)}`, transactionHash: `0x${"2".repeat(64)}` },
      topics: [
        "0x6f4d1f6e5cb5ee4e4f1cbf6ed6be2f0ab3be8a2ff9ce4b3d25e1b0e7e1c7d6a5",
        `0x${block.toString(16).padStart(64, "0")}`,
      ],
      ...{ blockNumber: `0x${block.toString(16)}`, logIndex: "0x0", transactionIndex: "0x0", removed: false },
    });
    const { client } = await nodeThat((asked) => {
      const { id, params } = asked as Question;
      const { fromBlock, toBlock, topics } = params[0] as {
        fromBlock: string;
        toBlock: string;
        topics: [`0x${string}`];
      };
      const [from, to] = [Number(fromBlock), Number(toBlock)];
      if (to - from >= 10) return json({ jsonrpc: "2.0", id, error: { code, message } });
      const result = Array.from({ length: to - from + 1 }, (_, i) => {
        const log = each(from + i);
        return { ...log, topics: [topics[0], log.topics[1]] };
      });
      return json({ jsonrpc: "2.0", id, result });
    });
    const logs = await getLogsInRanges(client, { address: zeroAddress, event, fromBlock: 1, toBlock: 100 });
    expect(logs.map(({ args }) => Number(args.n))).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  });
});
