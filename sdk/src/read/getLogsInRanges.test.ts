import { HttpRequestError, type PublicClient, parseAbiItem, RpcRequestError } from "viem";
import { describe, expect, it } from "vitest";
import { getLogsInRanges } from "./logs.ts";

const event = parseAbiItem("event Something(uint256 indexed value)");
const address = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

type Query = { fromBlock: bigint; toBlock: bigint };

/** A node with a log in every block, that refuses queries as `refuse` decides. */
function node(refuse: (blocks: number, logs: number) => Error | undefined) {
  const queries: Query[] = [];
  const client = {
    async getLogs({ fromBlock, toBlock }: Query) {
      queries.push({ fromBlock, toBlock });
      const blocks = Number(toBlock - fromBlock) + 1;
      const error = refuse(blocks, blocks);
      if (error) throw error;
      return Array.from({ length: blocks }, (_, i) => ({ blockNumber: fromBlock + BigInt(i), logIndex: 0 }));
    },
  };
  return { client: client as unknown as PublicClient, queries };
}

const rpc = (code: number, message: string) =>
  new RpcRequestError({ body: {}, url: "http://x", error: { code, message } });
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
    [new HttpRequestError({ url: "http://x", status: 413, details: "response size exceeded" }), 100],
  ])("C09 halves the range after “%s” and misses nothing", async (error, most) => {
    const { client, queries } = node((blocks) => (blocks > most ? error : undefined));
    const logs = await getLogsInRanges(client, { address, event, fromBlock: 100, toBlock: 4_321 });
    expect(blocksOf(logs)).toEqual(Array.from({ length: 4_222 }, (_, i) => 100 + i));
    const again = queries.length;
    await getLogsInRanges(client, { address, event, fromBlock: 100, toBlock: 4_321 });
    // What the node allows is known by now: no query is refused any more.
    expect(queries.slice(again).every(({ fromBlock, toBlock }) => Number(toBlock - fromBlock) < most)).toBe(true);
  });

  it("C06 passes on what is no question of range", async () => {
    for (const error of [
      new HttpRequestError({ url: "http://x", details: "fetch failed" }),
      new HttpRequestError({ url: "http://x", status: 429, details: "too many requests" }),
      rpc(-32601, "the method does not exist"),
      new TypeError("a defect"),
    ]) {
      const { client, queries } = node(() => error);
      await expect(getLogsInRanges(client, { address, event, fromBlock: 0, toBlock: 100 })).rejects.toBe(error);
      expect(queries).toHaveLength(1);
    }
  });

  it("gives up when even one block is refused", async () => {
    const error = rpc(-32005, "limit exceeded");
    const { client } = node(() => error);
    await expect(getLogsInRanges(client, { address, event, fromBlock: 0, toBlock: 1_000 })).rejects.toBe(error);
  });

  it("finds nothing in an empty range without asking", async () => {
    const { client, queries } = node(() => undefined);
    expect(await getLogsInRanges(client, { address, event, fromBlock: 9, toBlock: 8 })).toEqual([]);
    expect(queries).toEqual([]);
  });
});
