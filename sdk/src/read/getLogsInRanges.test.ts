import { HttpRequestError, type PublicClient, parseAbiItem, RpcRequestError } from "viem";
import { afterEach, describe, expect, it, vi } from "vitest";
import { getLogsInRanges } from "./logs.ts";

const event = parseAbiItem("event Something(uint256 indexed value)");
const address = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

type Query = { fromBlock: bigint; toBlock: bigint };

/** A node with a log in every block, that refuses queries as `refuse` decides. */
function node(refuse: (blocks: number, logs: number) => Error | undefined) {
  const queries: Query[] = [];
  const refused: Query[] = [];
  const client = {
    async getLogs({ fromBlock, toBlock }: Query) {
      queries.push({ fromBlock, toBlock });
      const blocks = Number(toBlock - fromBlock) + 1;
      const error = refuse(blocks, blocks);
      if (error) {
        refused.push({ fromBlock, toBlock });
        throw error;
      }
      return Array.from({ length: blocks }, (_, i) => ({ blockNumber: fromBlock + BigInt(i), logIndex: 0 }));
    },
  };
  return { client: client as unknown as PublicClient, queries, refused };
}

const rpc = (code: number, message: string, data?: unknown) =>
  new RpcRequestError({ body: {}, url: "http://x", error: { code, message, data } });

/** Lets time pass until it is answered. */
async function patiently<Value>(answer: Promise<Value>): Promise<Value> {
  vi.useFakeTimers();
  let settled = false;
  const end = () => (settled = true);
  answer.then(end, end);
  while (!settled) await vi.advanceTimersByTimeAsync(1_000);
  vi.useRealTimers();
  return answer;
}

afterEach(() => {
  vi.useRealTimers();
});

const blocksOf = (logs: readonly { blockNumber: bigint }[]) => logs.map(({ blockNumber }) => Number(blockNumber));

describe("getLogsInRanges", () => {
  it("asks once where the node allows it", async () => {
    const { client, queries } = node(() => undefined);
    expect(await getLogsInRanges(client, { address, event, fromBlock: 5, toBlock: 500_000 })).toHaveLength(499_996);
    expect(queries).toHaveLength(1);
  });

  it.each([
    [rpc(-32005, "query returned more than 10000 results"), 10],
    [rpc(-32602, "Block range is too large"), 5],
    [rpc(-32000, "exceed maximum block range: 2000"), 2_000],
    [rpc(35, "ranges over 10000 blocks are not supported on freetier"), 1_000],
    [rpc(-32600, "Under the Free tier plan, you can make eth_getLogs requests with up to a 10 block range"), 10],
    [rpc(-32602, "invalid params", { payload: "query exceeds max results 20000, retry with the range 1-9" }), 50],
    [rpc(-32602, "invalid params"), 50],
    [rpc(-32011, "no backend is currently healthy to serve traffic"), 500],
    [rpc(-32614, "eth_getLogs is limited to a 10,000 range"), 1_000],
    [rpc(-32012, "Response is too big"), 100],
    [rpc(-32000, "query timeout exceeded"), 300],
    [rpc(-32002, "request timed out"), 300],
    [rpc(-32005, "limit exceeded"), 700],
    [new HttpRequestError({ url: "http://x", status: 413, details: "response size exceeded" }), 100],
    [new HttpRequestError({ url: "http://x", status: 400, details: "" }), 100],
  ])("C09 halves the range after “%s” and misses nothing", async (error, most) => {
    const { client, queries, refused } = node((blocks) => (blocks > most ? error : undefined));
    const logs = await patiently(getLogsInRanges(client, { address, event, fromBlock: 100, toBlock: 4_321 }));
    expect(blocksOf(logs)).toEqual(Array.from({ length: 4_222 }, (_, i) => 100 + i));
    const before = refused.length;
    const asked = queries.length;
    await patiently(getLogsInRanges(client, { address, event, fromBlock: 100, toBlock: 4_321 }));
    // What the node allows is known by now: it is tried only now and then whether it allows more.
    expect(refused.length - before).toBeLessThanOrEqual(Math.max(4, (queries.length - asked) / 16));
  });

  it("asks for more again after the node allows more, and where there are fewer logs", async () => {
    let most = 10;
    const { client, queries } = node((blocks) => (blocks > most ? rpc(-32005, "more than 10000 results") : undefined));
    await getLogsInRanges(client, { address, event, fromBlock: 0, toBlock: 9_999 });
    most = Number.POSITIVE_INFINITY;
    // So that the list ends, a few thousand blocks more each time.
    for (let i = 0; i < 6; i++) await getLogsInRanges(client, { address, event, fromBlock: 0, toBlock: 9_999 });
    const before = queries.length;
    await getLogsInRanges(client, { address, event, fromBlock: 0, toBlock: 9_999 });
    expect(queries.length - before).toBeLessThanOrEqual(2);
  });

  it("waits while the node is busy, splits nothing for it, and has forgotten it at once", async () => {
    const refusals = [
      rpc(429, "Your app has exceeded its compute units per second capacity"),
      rpc(-32005, "daily request count exceeded, request rate limited"),
      rpc(-32097, "slow down"),
      new HttpRequestError({ url: "http://x", status: 429, details: "too many requests" }),
    ];
    for (const error of refusals) {
      let left = 3;
      const { client, queries } = node(() => (left-- > 0 ? error : undefined));
      await patiently(getLogsInRanges(client, { address, event, fromBlock: 0, toBlock: 20_000 }));
      expect(queries.map(({ toBlock }) => toBlock)).toEqual([20_000n, 20_000n, 20_000n, 20_000n]);
      await getLogsInRanges(client, { address, event, fromBlock: 0, toBlock: 20_000 });
      expect(queries).toHaveLength(5);
    }
  });

  it("waits for as long as the node says, but not for ever", async () => {
    const limited = (seconds: number) =>
      new HttpRequestError({ url: "http://x", status: 429, headers: new Headers({ "Retry-After": `${seconds}` }) });
    let left = 1;
    const { client } = node(() => (left-- > 0 ? limited(7) : undefined));
    vi.useFakeTimers();
    const answer = getLogsInRanges(client, { address, event, fromBlock: 0, toBlock: 9 });
    let done = false;
    void answer.then(() => (done = true));
    await vi.advanceTimersByTimeAsync(6_900);
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(done).toBe(true);
    vi.useRealTimers();

    const long = node(() => limited(3_600));
    await expect(getLogsInRanges(long.client, { address, event, fromBlock: 0, toBlock: 9 })).rejects.toThrow();
    expect(long.queries).toHaveLength(1);
  });

  it("asks a busy node for one list no more than five times", async () => {
    const error = rpc(429, "Your app has exceeded its compute units per second capacity");
    const { client, queries } = node(() => error);
    for (let look = 0; look < 4; look++) {
      const answer = patiently(getLogsInRanges(client, { address, event, fromBlock: 0, toBlock: 20_000_000 }));
      await expect(answer).rejects.toBe(error);
    }
    expect(queries.length).toBeLessThanOrEqual(20);
    expect(new Set(queries.map(({ toBlock }) => toBlock))).toEqual(new Set([20_000_000n]));
  });

  it("C06 passes on what is no question of range", async () => {
    for (const error of [
      new HttpRequestError({ url: "http://x", details: "fetch failed" }),
      rpc(-32601, "the method does not exist"),
      new TypeError("a defect"),
    ]) {
      const { client, queries } = node(() => error);
      await expect(patiently(getLogsInRanges(client, { address, event, fromBlock: 0, toBlock: 100 }))).rejects.toBe(
        error,
      );
      // Tried again at most, never split.
      expect(new Set(queries.map(({ toBlock }) => toBlock))).toEqual(new Set([100n]));
    }
  });

  it("gives up when even one block is refused", async () => {
    for (const error of [rpc(-32005, "limit exceeded"), rpc(-32602, "block range is too large")]) {
      const { client } = node(() => error);
      await expect(patiently(getLogsInRanges(client, { address, event, fromBlock: 0, toBlock: 1_000 }))).rejects.toBe(
        error,
      );
    }
  });

  it("finds nothing in an empty range without asking", async () => {
    const { client, queries } = node(() => undefined);
    expect(await getLogsInRanges(client, { address, event, fromBlock: 9, toBlock: 8 })).toEqual([]);
    expect(queries).toEqual([]);
  });
});
