import { contractNames, type Deployment } from "@colophon/sdk";
import { worksAbi } from "@colophon/sdk/abi";
import { IndexHealth } from "@colophon/sdk/index-api";
import * as v from "valibot";
import { type Hex, toEventSelector } from "viem";
import { afterEach, expect, test, vi } from "vitest";
import { createHealth } from "../../indexer/health.ts";
import type { Sql } from "../../indexer/sql.ts";
import { startWatch, type WatchedNode } from "../../indexer/watch.ts";

const address = (n: number): Hex => `0x${n.toString(16).padStart(40, "0")}`;
const hash = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;
const contracts = Object.fromEntries(
  contractNames.map((name, i) => [name, { address: address(i + 1), block: 1, initCodeHash: hash(i) }]),
) as Deployment["contracts"];
const deployment: Deployment = { chainId: 1, contracts };
const [registered] = worksAbi.filter((item) => item.type === "event" && item.name === "WorkRegistered");
const topic = toEventSelector(registered as never);

/** 16 November 2026, in seconds. */
const today = 1_794_800_000;

type World = {
  /** The node's latest block. */
  head: number;
  headTime: number;
  chainId: number;
  away: boolean;
  /** How many events of ours each block has, by the node. */
  logs: Map<number, number>;
  /** The same by the index. */
  rows: Map<number, number>;
  indexed: number;
  indexedTime: number;
  database: Error | undefined;
  free: number;
  now: number;
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** An index of ten blocks and the node it asks, both of which can be made to fail. */
function start(change: Partial<World> = {}, more: Partial<Parameters<typeof startWatch>[0]> = {}) {
  const world: World = {
    ...{ head: 10, headTime: today - 5, chainId: 1, away: false, logs: new Map([[4, 2]]), rows: new Map([[4, 2]]) },
    ...{ indexed: 10, indexedTime: today - 5, database: undefined, free: 1e9, now: today * 1000 },
    ...change,
  };
  const node = {
    getChainId: async () => {
      if (world.away) throw new Error("fetch failed");
      return world.chainId;
    },
    getBlock: async ({ blockNumber }: { blockNumber?: bigint } = {}) => {
      const number = Number(blockNumber ?? world.head);
      return { number: BigInt(number), timestamp: BigInt(world.headTime), hash: hash(number) };
    },
    request: async ({ params }: { params: [{ fromBlock: Hex; toBlock: Hex }] }) =>
      [...world.logs].flatMap(([number, count]) =>
        number >= Number(params[0].fromBlock) && number <= Number(params[0].toBlock)
          ? Array.from({ length: count }, () => ({
              address: address(3),
              topics: [topic],
              blockNumber: `0x${number.toString(16)}`,
            }))
          : [],
      ),
  } as unknown as WatchedNode;
  const checkpoint = (time: number, block: number) =>
    `${String(time).padStart(10, "0")}${"1".padStart(16, "0")}${String(block).padStart(16, "0")}`;
  const index: Sql = {
    async query<Row extends Record<string, unknown>>(text: string, values: readonly unknown[] = []) {
      if (world.database) throw world.database;
      const answer = (rows: object[]) => rows as Row[];
      const latest = checkpoint(world.indexedTime, world.indexed);
      if (text.includes("_ponder_checkpoint")) return answer([{ latest, finalized: latest, ready: true }]);
      if (text.includes("colophon_content")) return answer([{ known: "3", fetched: "2", waiting: "1", failed: "0" }]);
      const blocks = [...world.rows].map(([number, logs]) => ({
        number: String(number),
        logs: String(logs),
        hash: hash(number),
      }));
      const [from = 0, to = Number.POSITIVE_INFINITY] = values as number[];
      if (text.includes("logs FROM"))
        return answer(blocks.filter((it) => Number(it.number) >= from && Number(it.number) <= to));
      return answer(text.includes("WHERE number = $1") ? [{ hash: hash(world.indexed) }] : blocks);
    },
  };
  const watch = startWatch({
    ...{ client: node, nodes: new Map([["node.example", node]]), deployment, index },
    ...{ freeSpace: async () => world.free, every: 5, looksPerSample: 1, ...more },
  });
  closing.push(watch.stop);
  const app = createHealth({ settings: { deployment }, index, watch, now: () => world.now });
  const ask = async (path = "/") => {
    const response = await app.request(path);
    return {
      status: response.status,
      text: await response.clone().text(),
      json: await response.json().catch(() => undefined),
    };
  };
  const becomes = (state: string) =>
    vi.waitFor(async () => {
      const { status, json } = await ask();
      expect(json.state).toBe(state);
      expect(v.parse(IndexHealth, json).sentence).toMatch(/^The /);
      expect(status).toBe(state === "ready" ? 200 : 503);
    });
  return { world, ask, becomes };
}

test("an index that is well is ready, and says so to Prometheus too", async () => {
  const { ask, becomes } = start();
  await becomes("ready");
  expect((await ask("/live")).status).toBe(200);
  expect(await ask("/ready")).toMatchObject({ status: 200, json: { ready: true, block: 10 } });
  const { text } = await ask("/metrics");
  expect(text).toContain('colophon_state{chain="1",state="ready"} 1\n');
  expect(text).toContain('colophon_state{chain="1",state="frozen"} 0\n');
  expect(text).toContain('colophon_documents_waiting{chain="1"} 1\n');
  // What Prometheus refuses: a line that is neither a comment nor name, labels and number.
  expect(text.split("\n").filter((line) => !/^(#.*|\w+\{[^}]*\} -?[\d.]+)?$/.test(line))).toEqual([]);
});

test("a node that stopped following the chain is frozen, though the index has all it knows", async () => {
  const { world, ask, becomes } = start();
  await becomes("ready");
  world.now += 18 * 60_000;
  await becomes("frozen");
  // What it has is whole up to that block, and can be answered.
  expect(await ask("/ready")).toMatchObject({ status: 200, json: { state: "frozen" } });
  world.headTime = world.indexedTime = world.now / 1000 - 3;
  await becomes("ready");
});

test("an index that stands still while the chain goes on is behind, and then stuck", async () => {
  const { world, becomes } = start();
  await becomes("ready");
  world.now += 125_000;
  world.headTime = world.now / 1000;
  world.head = 20;
  world.indexed = 11;
  await becomes("behind");
  world.now += 121_000;
  world.headTime = world.now / 1000;
  await becomes("stuck");
});

test("a node that is away leaves the answers ready; a process that never caught up is not", async () => {
  const well = start();
  await well.becomes("ready");
  well.world.away = true;
  await well.becomes("unreachable");
  expect((await well.ask("/ready")).status).toBe(200);
  expect((await well.ask("/live")).status).toBe(200);
  const blind = start({ away: true });
  await blind.becomes("unreachable");
  expect((await blind.ask("/ready")).status).toBe(503);
});

test("a node that left out events is found, and so is an index that made some up", async () => {
  const liar = start({
    logs: new Map([
      [4, 2],
      [6, 1],
    ]),
  });
  await liar.becomes("wrong");
  expect((await liar.ask()).json.wrong).toEqual({ block: 6, indexed: 0, found: 1, node: "node.example" });
  expect((await liar.ask("/ready")).status).toBe(503);
  const inventor = start({ logs: new Map() });
  await inventor.becomes("wrong");
  expect((await inventor.ask()).json.wrong).toEqual({ block: 4, indexed: 2, found: 0, node: "node.example" });
});

test("a dead database and a full disk are named, and the node is not blamed", async () => {
  const { world, ask, becomes } = start();
  await becomes("ready");
  world.database = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });
  await becomes("no-database");
  expect((await ask()).json).toMatchObject({ rpc: "ok", database: "unreachable" });
  expect((await ask("/ready")).status).toBe(503);
  world.database = Object.assign(new Error("could not extend file: No space left on device"), { code: "53100" });
  await becomes("disk-full");
  world.database = undefined;
  await becomes("ready");
  world.free = 10_000;
  await becomes("disk-full");
});

test("a node of another chain is named", async () => {
  const { world, becomes } = start();
  await becomes("ready");
  world.chainId = 5;
  await becomes("wrong-chain");
});

test("a fault of the program is told as one, and never as nothing found", async () => {
  const faults: unknown[] = [];
  class Broken extends Map<string, WatchedNode> {
    override [Symbol.iterator](): never {
      throw new TypeError("a fault of ours");
    }
  }
  start({}, { nodes: new Broken(), onFault: (error) => faults.push(error) });
  await vi.waitFor(() => expect(String(faults[0])).toBe("TypeError: a fault of ours"));
  // What can't be counted at all is refused before the first look.
  const lacking = JSON.parse(JSON.stringify({ ...deployment, contracts: { ...contracts, works: undefined } }));
  expect(() => start({}, { deployment: lacking })).toThrow(TypeError);
});
