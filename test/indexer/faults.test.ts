import { setTimeout as sleep } from "node:timers/promises";
import { royaltiesAbi } from "@colophon/sdk/abi";
import { stampCall } from "@colophon/sdk/calls";
import { type Hex, keccak256, parseGwei, stringToHex, toEventSelector } from "viem";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { checkIndex } from "../../scripts/indexCheck/checkIndex.ts";
import { createWorld, testAccount, type World } from "../../sdk/src/testing/world.ts";
import { createLife, type Life } from "./support/createLife.ts";
import { startFaultyNode } from "./support/standIns.ts";
import { dumpIndex, engines, startTestIndexer, type TestIndexer } from "./support/startTestIndexer.ts";

let world: World;
let node: Awaited<ReturnType<typeof startFaultyNode>>;
let indexer: TestIndexer;
let life: Life;
const engine = engines.at(-1) as (typeof engines)[number];

/** What the indexer must come to see, however busy the machine is. */
const patience = { timeout: 500_000, interval: 200 };

const head = async () => Number(await world.client.getBlockNumber());

beforeAll(async () => {
  world = await createWorld();
  life = await createLife(world, "faults");
  await life.live(100);
  node = await startFaultyNode(world.url);
  indexer = await startTestIndexer({ engine, deployment: world.deployment, rpcUrl: node.url });
  await indexer.reached(await head());
});

afterAll(async () => {
  await indexer?.stop();
  node?.stop();
  world?.stop();
});

const reorganise = (depth: number) => world.client.request({ method: "anvil_reorg", params: [depth, []] } as never);

test("C01 reorganisations of depth 1, 3 and 12 leave no trace", async () => {
  for (const depth of [1, 3, 12]) {
    await life.live(12);
    await indexer.reached(await head());
    const before = await dumpIndex(indexer.url());
    await reorganise(depth);
    await life.live(3);
    await indexer.reached(await head());
    // One of a block or three may meet nothing of ours; what twelve blocks held is gone.
    if (depth === 12) expect(await dumpIndex(indexer.url())).not.toEqual(before);
  }
});

test("C06 a node that refuses, fails, dawdles or breaks off is asked again", async () => {
  const faults = [
    { refuse: () => ({ status: 429, body: '{"error":"too many requests"}' }) },
    { refuse: () => ({ status: 500, body: "" }) },
    { refuse: () => ({ status: 200, body: "<html>Bad gateway</html>" }) },
    { truncate: true },
    { delay: 700 },
  ];
  for (const fault of faults) {
    node.fault = fault;
    await life.live(3);
    await node.askedMore(3);
  }
  node.fault = {};
  await indexer.reached(await head());
});

test("C06 while the node is away the health says so", async () => {
  node.fault = { refuse: () => ({ status: 500, body: "" }) };
  await vi.waitFor(async () => expect(await indexer.health()).toMatchObject({ state: "unreachable" }), patience);
  node.fault = {};
  await indexer.reached(await head());
});

test("C02 C03 C04 C05 of what was dropped, replaced, left behind a gap, too cheap or out of gas only what the chain took is there", async () => {
  const { client, deployment } = world;
  const account = testAccount(7);
  const idOf = (name: string) => keccak256(stringToHex(name));
  const post = (
    name: string,
    more: { nonce: number; gas?: bigint; maxFeePerGas?: bigint; maxPriorityFeePerGas?: bigint },
  ) =>
    client.writeContract({
      ...stampCall(deployment, { commitment: idOf(name) }),
      account,
      gas: 200_000n,
      maxFeePerGas: parseGwei("50"),
      maxPriorityFeePerGas: parseGwei("1"),
      ...more,
    } as never);
  const names = [
    "dropped",
    "first",
    "dearer",
    "cancelled",
    "out of gas",
    "behind a gap",
    "closes the gap",
    "too cheap",
  ];
  const stamped = async () => {
    await indexer.reached(await head());
    const ids = new Set((await dumpIndex(indexer.url())).commitment?.map((row) => JSON.parse(row).id));
    return names.filter((name) => ids.has(idOf(name)));
  };
  const nonce = await client.getTransactionCount({ address: account.address });
  await client.setAutomine(false);
  try {
    await client.dropTransaction({ hash: await post("dropped", { nonce }) });
    await post("first", { nonce });
    await post("dearer", { nonce, maxFeePerGas: parseGwei("100"), maxPriorityFeePerGas: parseGwei("2") });
    await post("cancelled", { nonce: nonce + 1 });
    const fees = { maxFeePerGas: parseGwei("100"), maxPriorityFeePerGas: parseGwei("2") };
    await client.sendTransaction({ account, to: account.address, nonce: nonce + 1, gas: 21_000n, ...fees } as never);
    const failing = await post("out of gas", { nonce: nonce + 2, gas: 22_500n });
    await post("behind a gap", { nonce: nonce + 4 });
    await client.mine({ blocks: 1 });
    expect((await client.getTransactionReceipt({ hash: failing })).status).toBe("reverted");
    expect(await stamped()).toEqual(["dearer"]);

    await post("closes the gap", { nonce: nonce + 3 });
    await client.mine({ blocks: 1 });
    expect(await stamped()).toEqual(["dearer", "behind a gap", "closes the gap"]);

    await post("too cheap", { nonce: nonce + 5 });
    await client.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("100") });
    await client.mine({ blocks: 1 });
    expect(await stamped()).toEqual(["dearer", "behind a gap", "closes the gap"]);
    await post("too cheap", { nonce: nonce + 5, maxFeePerGas: parseGwei("300") });
    await client.mine({ blocks: 1 });
    expect(await stamped()).toEqual(["dearer", "behind a gap", "closes the gap", "too cheap"]);
  } finally {
    await client.setAutomine(true);
  }
});

test("C10 killed without warning while things happen, it goes on where it was", async () => {
  for (let round = 0; round < 3; round++) {
    const pid = indexer.pid();
    await life.live(6);
    await node.askedMore(3 * round);
    if (pid) process.kill(pid, "SIGKILL");
    await life.live(6);
    await indexer.reached(await head());
  }
});

test("C01 after one that goes past what is final the index is built again", async () => {
  await indexer.reached(await head());
  // What is final for the index lies 30 to 60 blocks back.
  await world.client.mine({ blocks: 40 });
  await indexer.reached(await head());
  const before = indexer.said.length;
  await reorganise(75);
  await life.live(5);
  const block = await head();
  // Its health says so for three seconds, which a busy machine may miss; its log says so for good.
  const another = /^The indexer ended \(The node has another block \d+ than the index: starting again/;
  await vi.waitFor(() => expect(indexer.said.slice(before)).toContainEqual(expect.stringMatching(another)), patience);
  await indexer.reached(block);
});

test("C09 C10 after all that every row is as in an index that was killed while it took in the past, from a node that answers for a few blocks only", async () => {
  const strict = await startFaultyNode(world.url);
  let refused = 0;
  strict.fault = {
    delay: 20,
    refuse: ({ id, method, params }) => {
      const [filter] = (params ?? []) as [{ fromBlock?: Hex; toBlock?: Hex }?];
      if (method !== "eth_getLogs" || !filter?.fromBlock || !filter.toBlock) return undefined;
      if (Number(filter.toBlock) - Number(filter.fromBlock) < 20) return undefined;
      refused++;
      const error = { code: -32602, message: "query exceeds max block range 20" };
      return { status: 200, body: JSON.stringify({ jsonrpc: "2.0", id, error }) };
    },
  };
  const fresh = await startTestIndexer({ deployment: world.deployment, rpcUrl: strict.url });
  try {
    // Killed early, in the middle and late, however far it had come.
    let killed = 0;
    for (const requests of [3, 10, 30]) {
      const until = (strict.asked.get("eth_getLogs") ?? 0) + requests;
      while ((strict.asked.get("eth_getLogs") ?? 0) < until && !(await fresh.health())?.ready) await sleep(20);
      const pid = fresh.pid();
      if ((await fresh.health())?.ready || !pid) continue;
      process.kill(pid, "SIGKILL");
      killed++;
    }
    expect(killed).toBeGreaterThan(0);
    const block = await head();
    await indexer.reached(block);
    await fresh.reached(block);
    expect(refused).toBeGreaterThan(0);
    expect(await dumpIndex(indexer.url())).toEqual(await dumpIndex(fresh.url()));
  } finally {
    await fresh.stop();
    strict.stop();
  }
});

test("C08 a chain that begins anew under the same number is indexed anew", async () => {
  const other = await createWorld();
  try {
    await (await createLife(other, "another chain")).live(80);
    node.target = other.url;
    const block = Number(await other.client.getBlockNumber());
    const works = await other.client.readContract({
      address: other.deployment.contracts.works.address,
      abi: [
        { type: "function", name: "totalWorks", inputs: [], outputs: [{ type: "uint256" }], stateMutability: "view" },
      ],
      functionName: "totalWorks",
    });
    await vi.waitFor(async () => {
      expect(await indexer.health(), indexer.said.join("\n")).toMatchObject({ ready: true, indexed: { block } });
      expect(BigInt((await dumpIndex(indexer.url())).work?.length ?? 0)).toBe(works);
    }, patience);
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

test("C07 C10 a node that leaves out a payment and makes up another's amount is found out by the check", async () => {
  const paid = toEventSelector(royaltiesAbi.find((it) => it.type === "event" && it.name === "Paid") as never);
  const liar = await startFaultyNode(world.url);
  const isPaid = ({ topics }: RawLog) => topics[0] === paid;
  let lied = 0;
  liar.fault = {
    lie: ({ method }, result) => {
      if (method !== "eth_getLogs" || lied > 0) return result;
      const logs = result as RawLog[];
      const [first, second] = [logs.findIndex(isPaid), logs.findLastIndex(isPaid)];
      // A node that leaves out all logs of a block is found out at once: the block itself says that it holds some.
      if (first < 0 || first === second) return result;
      lied++;
      const forged = logs.map((log, i) => (i === second ? { ...log, data: larger(log.data) } : log));
      return forged.toSpliced(first, 1);
    },
  };
  const deceived = await startTestIndexer({ deployment: world.deployment, rpcUrl: liar.url });
  try {
    await deceived.reached(await head());
    expect(lied).toBe(1);
    const asked = { indexUrl: deceived.url(), client: world.client as never, deployment: world.deployment, most: 5000 };
    const { checks } = await checkIndex(asked);
    const found = checks.flatMap(({ differences }) => differences.map((it) => it.what));
    expect(found.filter((what) => what.startsWith("logs of block")).length).toBe(1);
    expect(found.filter((what) => /^income .*received/.test(what)).length).toBeGreaterThan(0);
  } finally {
    await deceived.stop();
    liar.stop();
  }
});

/** The first word, an amount, with another value. */
const larger = (data: Hex): Hex => `0x${"f".padStart(64, "0")}${data.slice(66)}`;
