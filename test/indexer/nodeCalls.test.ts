import type { Deployment } from "@colophon/sdk";
import { type Hex, numberToHex, type RpcLog, zeroHash } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countedEvents } from "../../indexer/countLogs.ts";
import { createNode, shareLogs } from "../../indexer/node.ts";
import { createWorld, type World } from "../../sdk/src/testing/world.ts";
import { createLife } from "./support/createLife.ts";
import { startFaultyNode } from "./support/standIns.ts";
import { dumpIndex, startTestIndexer } from "./support/startTestIndexer.ts";

let world: World;
let deployment: Deployment;

beforeAll(async () => {
  world = await createWorld();
  ({ deployment } = world);
  await (await createLife(world, "few calls")).live(100);
  await world.client.mine({ blocks: 200 });
});

afterAll(() => world?.stop());

test("while the past is taken in, the logs of no block are asked for twice, for all contracts and events at once", async () => {
  const node = await startFaultyNode(world.url);
  const ranges: { from: number; to: number; contracts: number }[] = [];
  node.fault = {
    refuse: ({ method, params }) => {
      const [filter] = (params ?? []) as [{ fromBlock?: Hex; toBlock?: Hex; address?: Hex | Hex[] }?];
      if (method !== "eth_getLogs" || !filter?.fromBlock || !filter.toBlock) return undefined;
      const contracts = Array.isArray(filter.address) ? filter.address.length : 1;
      ranges.push({ from: Number(filter.fromBlock), to: Number(filter.toBlock), contracts });
      return undefined;
    },
  };
  const indexer = await startTestIndexer({ deployment, rpcUrl: node.url });
  try {
    await indexer.reached(Number(await world.client.getBlockNumber()));
    const past = [...ranges];
    const asked = past.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
    expect(asked.length).toBeGreaterThan(150);
    expect(new Set(asked).size).toBe(asked.length);
    expect(new Set(past.map(({ contracts }) => contracts))).toEqual(
      new Set([countedEvents(deployment).addresses.length]),
    );
    // One answer served them all, and nothing of it is missing: the same rows as from a node asked event by event.
    const rows = await dumpIndex(indexer.url());
    expect(rows.work?.length).toBeGreaterThan(0);
    const logs = (rows.block ?? []).reduce((sum, row) => sum + Number(JSON.parse(row).logs), 0);
    const events = countedEvents(deployment);
    const told = await world.client.getLogs({ address: [...events.addresses], fromBlock: 0n, toBlock: "latest" });
    expect(logs).toBe(told.filter(events.has).length);
  } finally {
    await indexer.stop();
    node.stop();
  }
});

test("an index at rest asks its node less than three times in two seconds", async () => {
  const node = await startFaultyNode(world.url);
  const indexer = await startTestIndexer({ deployment, rpcUrl: node.url });
  try {
    await indexer.reached(Number(await world.client.getBlockNumber()));
    const total = () => [...node.asked.values()].reduce((sum, count) => sum + count, 0);
    // Until it has come to rest: a look of the watch, and a poll of Ponder.
    await node.askedMore(6);
    const [before, since] = [total(), performance.now()];
    await node.askedMore(12);
    const perSecond = (total() - before) / ((performance.now() - since) / 1000);
    expect(perSecond).toBeLessThan(2.2);
    expect(node.asked.get("eth_chainId") ?? 0).toBeLessThan(10);
  } finally {
    await indexer.stop();
    node.stop();
  }
});

test("questions go to the nodes in turn, and past one that fails", async () => {
  const [well, ill] = [await startFaultyNode(world.url), await startFaultyNode(world.url)];
  ill.fault = { refuse: () => ({ status: 500, body: "{}" }) };
  try {
    const { request } = createNode([ill.url, well.url], deployment)({ retryCount: 0 });
    for (let i = 0; i < 6; i++) expect(await request({ method: "eth_chainId" })).toBe("0x7a69");
    // It is left alone after the first.
    expect(ill.asked.get("eth_chainId")).toBe(1);
    expect(well.asked.get("eth_chainId")).toBe(6);
    well.fault = ill.fault;
    await expect(request({ method: "eth_blockNumber" })).rejects.toThrow(/500|failed/);
    // What is wrong with the question is not asked of the next one.
    const sentence = { code: -32602, message: "query exceeds max block range 20" };
    const refuse = ({ id }: { id: number }) => ({
      status: 200,
      body: JSON.stringify({ jsonrpc: "2.0", id, error: sentence }),
    });
    well.fault = { refuse };
    ill.fault = { refuse };
    const before = (well.asked.get("eth_getLogs") ?? 0) + (ill.asked.get("eth_getLogs") ?? 0);
    await expect(request({ method: "eth_getLogs", params: [{ blockHash: `0x${"1".repeat(64)}` }] })).rejects.toThrow(
      /max block range 20/,
    );
    expect((well.asked.get("eth_getLogs") ?? 0) + (ill.asked.get("eth_getLogs") ?? 0)).toBe(before + 1);
  } finally {
    well.stop();
    ill.stop();
  }
});

test("a stretch serves each question once, a smaller one within it too, and is read again after a failure", async () => {
  const events = countedEvents(deployment);
  const address = deployment.contracts.works.address.toLowerCase() as Hex;
  const topic = events.topics.find((it) => events.has({ address, topics: [it] })) as Hex;
  const log = (block: number, first = topic): RpcLog => ({
    ...{ address, topics: [first], blockNumber: numberToHex(block), data: "0x", removed: false },
    ...{ blockHash: zeroHash, transactionHash: zeroHash, transactionIndex: "0x0", logIndex: "0x0" },
  });
  const foreign = log(6, zeroHash);
  const read: string[] = [];
  let fails = false;
  const share = shareLogs(events, async (from, to) => {
    read.push(`${from}-${to}`);
    if (fails) throw new Error("No answer.");
    return [log(5), foreign, log(9)];
  });
  expect(await share({ address, topic, from: 0, to: 9 })).toEqual([log(5), log(9)]);
  expect(await share({ address, topic, from: 0, to: 7 })).toEqual([log(5)]);
  expect(read).toEqual(["0-9"]);
  // Asked again, the first answer would not do.
  expect(await share({ address, topic, from: 0, to: 9 })).toEqual([log(5), log(9)]);
  expect(read).toEqual(["0-9", "0-9"]);
  fails = true;
  await expect(share({ address, topic, from: 10, to: 19 })).rejects.toThrow("No answer.");
  fails = false;
  expect(await share({ address, topic, from: 10, to: 19 })).toEqual([]);
  expect(read).toEqual(["0-9", "0-9", "10-19", "10-19"]);
  expect(share({ address, topic: `0x${"0".repeat(64)}`, from: 0, to: 9 })).toBeUndefined();
});
