import { type Address, decodeEventLog, type Hex, parseAbi, zeroAddress } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimCall, payCall, takeAllUnitsCall, takeUnitsCall, transferUnitsCall } from "../calls/royalties.ts";
import { registerCall } from "../calls/works.ts";
import { createMetadata } from "../content/metadata.ts";
import { ipfsUriOf } from "../core/cid.ts";
import { createHolders, type Holders, holderTree } from "../core/holders.ts";
import { canonicalJson } from "../core/json.ts";
import { createContentStore } from "../core/store.ts";
import { workIdOf } from "../model/ids.ts";
import type { ReadContext } from "../read/finding.ts";
import { createWorld, memoryIpfs, testAccount, type World } from "../testing/world.ts";
import { readStatement, taxYear } from "./royalties.ts";
import type { StatementPart, StatementQuery } from "./statement.ts";

const [claimant, author, editor, buyer] = [testAccount(0), testAccount(1), testAccount(2), testAccount(3)] as const;
const units = 100_000_000n;

/** What the log says, read with nothing of the books. */
const logs = parseAbi([
  "event Paid(uint256 indexed work, address indexed currency, address indexed payer, uint256 amount, bytes32 memo)",
  "event Claimed(uint256 indexed work, address indexed currency, address indexed holder, address to, uint256 amount)",
  "event Transfer(address caller, address indexed sender, address indexed receiver, uint256 indexed id, uint256 amount)",
]);

let world: World;
let context: ReadContext;
let list: Holders;
let [alone, shared] = [0n, 0n];
const ipfs = memoryIpfs();
const store = createContentStore({ gateways: ["http://store.test"], api: "http://store.test", fetch: ipfs.fetch });

async function partsOf(query: StatementQuery, from: ReadContext = context): Promise<StatementPart[]> {
  const parts: StatementPart[] = [];
  for await (const part of (await readStatement(from, query)).parts) parts.push(part);
  return parts;
}

const rows = <Name extends StatementPart["section"]>(parts: readonly StatementPart[], name: Name) =>
  parts.flatMap((part) => (part.section === name ? [part.row] : [])) as Extract<
    StatementPart,
    { section: Name }
  >["row"][];

/** What a year brought an account, from raw logs: `given` units count from the first day, taken or not. */
async function recomputed(account: Address, year: number, given: ReadonlyMap<bigint, bigint>) {
  const { client, deployment } = world;
  const raw = await client.getLogs({ address: deployment.contracts.royalties.address, fromBlock: 0n });
  const held = new Map(given);
  const income: { work: bigint; amount: bigint }[] = [];
  let withdrawn = 0n;
  for (const { topics, data, blockNumber } of raw) {
    const time = Number((await client.getBlock({ blockNumber })).timestamp);
    const inYear = new Date(time * 1000).getUTCFullYear() === year;
    let log: ReturnType<typeof decodeEventLog<typeof logs>>;
    try {
      log = decodeEventLog({ abi: logs, topics: topics as [Hex, ...Hex[]], data });
    } catch {
      continue;
    }
    if (log.eventName === "Transfer") {
      const { sender, receiver, id, amount } = log.args;
      if (sender === zeroAddress) continue;
      if (sender === account) held.set(id, (held.get(id) ?? 0n) - amount);
      if (receiver === account) held.set(id, (held.get(id) ?? 0n) + amount);
    } else if (log.eventName === "Paid" && inYear) {
      const amount = (log.args.amount * (held.get(log.args.work) ?? 0n)) / units;
      if (amount > 0n) income.push({ work: log.args.work, amount });
    } else if (log.eventName === "Claimed" && inYear && log.args.holder === account) withdrawn += log.args.amount;
  }
  return { income, withdrawn };
}

async function until(year: number) {
  const { client } = world;
  await client.setNextBlockTimestamp({ timestamp: BigInt(Date.UTC(year, 5, 1) / 1000) });
  await client.mine({ blocks: 1 });
}

const pay = (work: bigint, amount: bigint) =>
  world.send(buyer, payCall(world.deployment, { work, currency: zeroAddress, amount }));

const year = (account: Address, of: number) => taxYear({ account, year: of });

/** Everything a year's statement says of income: what must not depend on the day on which it is asked for. */
async function incomeOf(account: Address, of: number, from: ReadContext = context, lists: readonly Holders[] = []) {
  const lines = rows(await partsOf({ ...year(account, of), lists }, from), "lines");
  return lines
    .filter(({ ledger, currency, net }) => ledger === "units" && currency !== undefined && net > 0n)
    .map(({ time, transaction, kind, work, counterparty, units: held, gross, net }) => {
      return { time, transaction, kind, work, counterparty, held, gross, net };
    });
}

let early: Awaited<ReturnType<typeof incomeOf>>;

beforeAll(async () => {
  world = await createWorld();
  context = { ...world.context, store };
  const { deployment, send } = world;
  await until(2027);
  alone = (await world.register(claimant, "by one person")).id;
  list = createHolders([
    { account: author.address, units: 60_000_000 },
    { account: editor.address, units: 40_000_000 },
  ]);
  const { digest } = await store.put(new TextEncoder().encode(canonicalJson(list)));
  const { root } = holderTree(list);
  const metadata = createMetadata({
    ...{ name: "Two Voices", description: "", category: "literary", credits: [] },
    holders: { root, list: ipfsUriOf(digest) },
  });
  await store.put(metadata.bytes);
  const contentRoot = `0x${"5a".repeat(32)}` as const;
  const parts = { contentRoot, salt: contentRoot, metadataDigest: metadata.digest, category: "literary" } as const;
  await send(claimant, registerCall(deployment, { registration: { ...parts, holdersRoot: root, sources: [] } }));
  shared = workIdOf({ claimant: claimant.address, contentRoot });
  await pay(alone, 1_000n);
  await pay(shared, 2_000n);
  early = await incomeOf(author.address, 2027);
  await until(2028);
  await pay(shared, 500n);
  // A year later the author takes what was theirs from the beginning, and withdraws; the editor never does.
  const proof = holderTree(list).proofOf(author.address);
  await send(author, takeUnitsCall(deployment, { work: shared, holder: author.address, proof }));
  await send(author, transferUnitsCall(deployment, { work: shared, to: buyer.address, units: 10_000_000 }));
  await send(author, claimCall(deployment, { work: shared, currency: zeroAddress, to: author.address }));
  await until(2029);
  await pay(shared, 300n);
}, 60_000);

afterAll(() => world?.stop());

describe("a tax year", () => {
  const given = (account: Address) =>
    account === claimant.address
      ? new Map([[alone, units]])
      : new Map([[shared, account === author.address ? 60_000_000n : 40_000_000n]]);

  it.each([
    ["the claimant without a list, who took nothing", claimant.address],
    ["an author who took their units a year later", author.address],
    ["an editor who never took theirs", editor.address],
  ])("has the income of %s at the dates of payment, as raw logs have it", async (_who, account) => {
    for (const of of [2027, 2028, 2029]) {
      const expected = await recomputed(account, of, given(account));
      const parts = await partsOf(year(account, of));
      const income = await incomeOf(account, of);
      expect(income.map(({ work, net }) => ({ work, amount: net }))).toEqual(expected.income);
      const out = rows(parts, "totals").filter(({ kind }) => kind === "withdrawal");
      expect(out.reduce((sum, { withdrawn }) => sum + withdrawn, 0n)).toBe(expected.withdrawn);
      expect(rows(parts, "checks").filter(({ result }) => result !== "consistent")).toEqual([]);
      expect(rows(parts, "unknown")).toEqual([]);
    }
  });

  it("says of each line what was paid for, by whom, and how much of it was taken", async () => {
    const [line] = rows(await partsOf(year(claimant.address, 2027)), "lines").filter(({ net }) => net > 0n);
    expect(line).toMatchObject({ kind: "payment", counterparty: buyer.address, work: alone, net: 1_000n, taken: 0n });
    expect(line).toMatchObject({ untaken: 1_000n, waiting: 0n });
    const second = rows(await partsOf(year(author.address, 2028)), "lines");
    const taking = second.find(({ kind, currency }) => kind === "units-taken" && currency !== undefined);
    expect(taking).toMatchObject({ net: 0n, taken: 1_500n, untaken: 0n, waiting: 1_500n });
  });

  it("comes out the same whenever it is asked: before the units are taken, after, and without any list", async () => {
    expect(early.map(({ net }) => net)).toEqual([1_200n]);
    expect(await incomeOf(author.address, 2027)).toEqual(early);
    // Taking proves what was given: then no list is needed.
    expect(await incomeOf(author.address, 2027, world.context)).toEqual(early);
  });

  it("shows available and not taken beside taken and withdrawn, and they add up", async () => {
    const closing = async (account: Address, of: number) =>
      rows(await partsOf(year(account, of)), "closings").find(({ work }) => work === shared);
    expect(await closing(author.address, 2027)).toMatchObject({ entitled: 1_200n, untaken: 1_200n, waiting: 0n });
    expect(await closing(author.address, 2028)).toMatchObject({ entitled: 1_500n, untaken: 0n, withdrawn: 1_500n });
    expect(await closing(editor.address, 2029)).toMatchObject({ untaken: 1_120n, unitsUntaken: 40_000_000n });
  });

  it("takes the list from a file, and without one says the most that is missing", async () => {
    const bare = world.context;
    const online = await incomeOf(editor.address, 2027);
    expect(await incomeOf(editor.address, 2027, bare, [list])).toEqual(online);
    expect(await incomeOf(editor.address, 2027, bare)).toEqual([]);
    const unknown = rows(await partsOf(year(editor.address, 2027), bare), "unknown");
    // The author's 60 % were taken by now, so they are not the editor's.
    expect(unknown).toEqual([
      { work: shared, currency: zeroAddress, units: 40_000_000n, received: 2_000n, atMost: 800n },
    ]);
    const stranger = rows(await partsOf(year(testAccount(7).address, 2027)), "unknown");
    expect(stranger).toEqual([]);
  });

  it("gives a claimant who takes late the same, in the lines of their dates", async () => {
    const before = await incomeOf(claimant.address, 2027);
    const contentRoot = (
      await world.client.getLogs({ address: world.deployment.contracts.works.address, fromBlock: 0n })
    )
      .map(({ topics }) => topics[3] as Hex | undefined)
      .find((topic) => topic && workIdOf({ claimant: claimant.address, contentRoot: topic }) === alone) as Hex;
    const call = takeAllUnitsCall(world.deployment, { work: alone, claimant: claimant.address, contentRoot });
    await world.send(claimant, call);
    expect(await incomeOf(claimant.address, 2027)).toEqual(before);
    expect(before).toHaveLength(1);
  });
});
