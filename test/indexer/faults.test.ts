import { setTimeout as sleep } from "node:timers/promises";
import { royaltiesAbi } from "@colophon/sdk";
import { type Hex, toEventSelector } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkIndex } from "../../scripts/indexCheck/checkIndex.ts";
import { createWorld, type World } from "../../sdk/src/testing/createWorld.ts";
import { dumpIndex } from "./support/dumpIndex.ts";
import { liveAtRandom, newLife } from "./support/liveAtRandom.ts";
import { startFaultyNode } from "./support/startFaultyNode.ts";
import { engines, startTestIndexer, type TestIndexer } from "./support/startTestIndexer.ts";

let world: World;
let node: Awaited<ReturnType<typeof startFaultyNode>>;
let indexer: TestIndexer;
const life = newLife();
const engine = engines.at(-1) as (typeof engines)[number];

const head = async () => Number(await world.client.getBlockNumber());

beforeAll(async () => {
  world = await createWorld();
  await liveAtRandom(world, life, "faults", 60);
  node = await startFaultyNode(world.url);
  indexer = await startTestIndexer({ engine, deployment: world.deployment, rpcUrl: node.url });
  await indexer.reached(await head());
});

afterAll(async () => {
  await indexer?.stop();
  node?.stop();
  world?.stop();
});

/** Whatever happened on the way: at the end every row is as if nothing had. */
async function expectExact() {
  const block = await head();
  await indexer.reached(block);
  const fresh = await startTestIndexer({ deployment: world.deployment, rpcUrl: world.url });
  try {
    await fresh.reached(block);
    expect(await dumpIndex(indexer.url())).toEqual(await dumpIndex(fresh.url()));
  } finally {
    await fresh.stop();
  }
}

const reorganise = (depth: number) => world.client.request({ method: "anvil_reorg", params: [depth, []] } as never);

test("C01 reorganisations of depth 1, 3 and 12 leave no trace", async () => {
  for (const depth of [1, 3, 12]) {
    await liveAtRandom(world, life, `before ${depth}`, 12);
    await indexer.reached(await head());
    const before = await dumpIndex(indexer.url());
    await reorganise(depth);
    await liveAtRandom(world, life, `after ${depth}`, 3);
    await indexer.reached(await head());
    expect(await dumpIndex(indexer.url())).not.toEqual(before);
  }
  await expectExact();
});

test("C01 after one that goes past what is final the index is built again", async () => {
  await indexer.reached(await head());
  await reorganise(45);
  await liveAtRandom(world, life, "deep", 5);
  const block = await head();
  const states = new Set<string | undefined>();
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(200)) {
    const health = await indexer.health();
    states.add(health?.state);
    if (states.has("diverged") && health?.ready && (health.indexed?.block ?? 0) >= block) break;
  }
  expect(states).toContain("diverged");
  await expectExact();
});

test("C06 a node that refuses, fails, dawdles or breaks off is asked again", async () => {
  const faults = [
    { refuse: () => ({ status: 429, body: '{"error":"too many requests"}' }) },
    { refuse: () => ({ status: 500, body: "" }) },
    { refuse: () => ({ status: 200, body: "<html>Bad gateway</html>" }) },
    { truncate: true },
    { delay: 700 },
  ];
  for (const [i, fault] of faults.entries()) {
    node.fault = fault;
    await liveAtRandom(world, life, `fault ${i}`, 3);
    await sleep(1500);
  }
  node.fault = {};
  await expectExact();
});

test("C06 while the node is away the health says so", async () => {
  node.fault = { refuse: () => ({ status: 500, body: "" }) };
  for (const until = Date.now() + 30_000; (await indexer.health())?.state !== "unreachable"; await sleep(300)) {
    if (Date.now() > until) throw new Error(`It says ${JSON.stringify(await indexer.health())}.`);
  }
  node.fault = {};
  await indexer.reached(await head());
});

test("C10 killed without warning while things happen, it goes on where it was", async () => {
  for (let round = 0; round < 3; round++) {
    const pid = indexer.pid();
    await liveAtRandom(world, life, `kill ${round}`, 6);
    await sleep(150 * round ** 2);
    if (pid) process.kill(pid, "SIGKILL");
    await liveAtRandom(world, life, `killed ${round}`, 6);
    await indexer.reached(await head());
  }
  await expectExact();
});

test("C08 a chain that begins anew under the same number is indexed anew", async () => {
  const other = await createWorld();
  try {
    await liveAtRandom(other, newLife(), "another chain", 50);
    node.target = other.url;
    const block = Number(await other.client.getBlockNumber());
    const works = await other.client.readContract({
      address: other.deployment.contracts.works.address,
      abi: [
        { type: "function", name: "totalWorks", inputs: [], outputs: [{ type: "uint256" }], stateMutability: "view" },
      ],
      functionName: "totalWorks",
    });
    for (const until = Date.now() + 90_000; ; await sleep(500)) {
      const health = await indexer.health();
      const rows = health?.ready && health.indexed?.block === block ? (await dumpIndex(indexer.url())).work : undefined;
      if (rows && BigInt(rows.length) === works) break;
      if (Date.now() > until) throw new Error(`Not there: ${JSON.stringify(health)} ${indexer.said.join("\n")}`);
    }
    const checked = {
      indexUrl: indexer.url(),
      client: other.client as never,
      deployment: other.deployment,
      most: 5000,
    };
    const { checks } = await checkIndex(checked);
    expect(checks.flatMap(({ differences }) => differences)).toEqual([]);
  } finally {
    node.target = world.url;
    other.stop();
  }
});

type RawLog = { topics: Hex[]; data: Hex };

test.each([
  ["leaves out a payment", (logs: RawLog[], i: number) => logs.toSpliced(i, 1), /Paid|received/],
  [
    "makes a payment larger",
    (logs: RawLog[], i: number) => {
      const log = logs[i] as RawLog;
      return logs.with(i, { ...log, data: `0x${"f".padStart(64, "0")}${log.data.slice(66)}` });
    },
    /received/,
  ],
])("C07 C10 a node that %s is found out by the check", async (_, change, what) => {
  const paid = toEventSelector(royaltiesAbi.find((it) => it.type === "event" && it.name === "Paid") as never);
  const liar = await startFaultyNode(world.url);
  let lied = 0;
  liar.fault = {
    lie: ({ method }, result) => {
      if (method !== "eth_getLogs") return result;
      const logs = result as RawLog[];
      // Alone in its block, it would be missed at once: the block itself says that it holds logs.
      const i = logs.findIndex(({ topics }) => topics[0] === paid);
      if (i < 0 || logs.length < 2 || lied > 0) return result;
      lied++;
      return change(logs, i);
    },
  };
  const deceived = await startTestIndexer({ deployment: world.deployment, rpcUrl: liar.url });
  try {
    await deceived.reached(await head());
    expect(lied).toBe(1);
    const asked = { indexUrl: deceived.url(), client: world.client as never, deployment: world.deployment, most: 5000 };
    const { checks } = await checkIndex(asked);
    const found = checks.flatMap(({ differences }) => differences.map((it) => it.what));
    expect(found.join("\n")).toMatch(what);
  } finally {
    await deceived.stop();
    liar.stop();
  }
});

test("C09 a node that answers for a few blocks only is asked in pieces", async () => {
  const strict = await startFaultyNode(world.url);
  let refused = 0;
  strict.fault = {
    refuse: ({ id, method, params }) => {
      const [filter] = params as [{ fromBlock?: Hex; toBlock?: Hex }];
      if (method !== "eth_getLogs" || !filter.fromBlock || !filter.toBlock) return undefined;
      if (Number(filter.toBlock) - Number(filter.fromBlock) < 20) return undefined;
      refused++;
      const error = { code: -32602, message: "query exceeds max block range 20" };
      return { status: 200, body: JSON.stringify({ jsonrpc: "2.0", id, error }) };
    },
  };
  const patient = await startTestIndexer({ deployment: world.deployment, rpcUrl: strict.url });
  try {
    await patient.reached(await head());
    expect(refused).toBeGreaterThan(0);
    const asked = { indexUrl: patient.url(), client: world.client as never, deployment: world.deployment, most: 5000 };
    const { checks } = await checkIndex(asked);
    expect(checks.flatMap(({ differences }) => differences)).toEqual([]);
  } finally {
    await patient.stop();
    strict.stop();
  }
});
