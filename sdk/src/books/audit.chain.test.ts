import { type Address, type Hex, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batchCall } from "../calls/call.ts";
import { reportUsageCall } from "../calls/compliance.ts";
import { buyCall, defineTermsCall, publishOfferCall } from "../calls/offers.ts";
import { claimCall, payCall, settleCall, takeAllUnitsCall, transferUnitsCall } from "../calls/royalties.ts";
import { createContentStore } from "../core/store.ts";
import { forever, unlimitedSupply } from "../model/constants.ts";
import { licenceIdOf } from "../model/ids.ts";
import type { Offer } from "../model/offer.ts";
import { termsIdOf } from "../model/terms.ts";
import { type ReadClient, type ReadContext, readHead } from "../read/finding.ts";
import { workAt } from "../read/works.ts";
import { baseConditions } from "../terms/conditions.ts";
import { conditionsOf, deedOf, onchainTermsOf } from "../terms/deed.ts";
import { baseTerms, type Terms } from "../terms/terms.ts";
import { createWorld, memoryIpfs, testAccount, type World } from "../testing/world.ts";
import { type ReadAuditParameters, readAudit } from "./audit.ts";
import type { DocumentRow } from "./document.ts";
import { conflictsCheck } from "./grantChecks.ts";
import { portfolioWorkAt } from "./portfolio.ts";

const [ines, maya, nora] = [testAccount(0), testAccount(1), testAccount(2)] as const;
const day = 86_400;

let world: World;
let context: ReadContext;
let work: bigint;
let derived: bigint;
const ipfs = memoryIpfs();
const store = createContentStore({ gateways: ["http://store.test"], api: "http://store.test", fetch: ipfs.fetch });

const terms: Terms = {
  ...{ ...baseTerms, uses: ["print"], purposes: ["editorial"], duration: 100 * day, exclusivity: "exclusive" },
  ...{
    changes: true,
    derivatives: "allowed",
    upstreamShare: 200_000_000,
    sublicensing: 1,
    sublicenceShare: 500_000_000,
  },
  conditions: {
    ...{ ...baseConditions, period: { seconds: 10 * day }, grace: 0 },
    tiers: [{ from: 0n, share: 100_000_000, perUnit: 0n }],
  },
};
const other: Terms = { ...terms, uses: ["goods"] };
const below: Terms = {
  ...{ ...terms, exclusivity: "non-exclusive", duration: 50 * day, sublicensing: 0, sublicenceShare: 0 },
  ...{ changes: false, derivatives: "none", upstreamShare: 0 },
};

async function sell(what: Terms, parent: bigint, by: typeof ines, to: typeof ines, price: bigint, serial: number) {
  const { deployment, send } = world;
  const onchain = onchainTermsOf(what, deployment);
  await store.put(deedOf(what).bytes);
  const offer: Offer = {
    ...{ work, parent, licensor: by.address, buyer: zeroAddress, terms: termsIdOf(onchain), currency: zeroAddress },
    ...{ price, supply: unlimitedSupply, opens: 0, closes: forever, starts: 0, schedule: zeroHash },
  };
  const calls = [defineTermsCall(deployment, { terms: onchain }), publishOfferCall(deployment, { offer })];
  await send(by, batchCall(deployment, calls));
  await send(to, buyCall(deployment, { offer, recipient: to.address }));
  return licenceIdOf({ work, serial });
}

beforeAll(async () => {
  world = await createWorld();
  context = { ...world.context, store };
  const { deployment, send } = world;
  const registered = await world.register(ines, "a poster");
  work = registered.id;
  const licence = await sell(terms, 0n, ines, maya, 4_001n, 1);
  await sell(other, 0n, ines, maya, 1_000n, 2);
  await sell(below, licence, maya, nora, 800n, 3);
  const conditions = conditionsOf(terms);
  if (conditions === undefined) throw new Error("no conditions");
  await world.wait(10 * day);
  const rules = { licence, terms: onchainTermsOf(terms, deployment), conditions };
  const report = { period: 0, units: 0n, revenue: 777n };
  await send(maya, reportUsageCall(deployment, { ...rules, report, payment: { amount: 77n } }));
  derived = (await world.register(maya, "made from it", [licence])).id;
  const pay = (id: bigint, amount: bigint) =>
    send(nora, payCall(deployment, { work: id, currency: zeroAddress, amount }));
  await pay(derived, 333n);
  await send(nora, settleCall(deployment, { works: [derived], currency: zeroAddress }));
  await send(ines, takeAllUnitsCall(deployment, { work, claimant: ines.address, contentRoot: registered.contentRoot }));
  await send(ines, transferUnitsCall(deployment, { work, to: nora.address, units: 33_333_333 }));
  await pay(work, 10n);
  await send(nora, claimCall(deployment, { work, currency: zeroAddress, to: nora.address }));
  await pay(work, 11n);
}, 60_000);

afterAll(() => world?.stop());

async function audited(client?: ReadClient, asked: Partial<ReadAuditParameters> = {}): Promise<DocumentRow[]> {
  const document = await readAudit(client ? { ...context, client } : context, { work, ...asked });
  const rows: DocumentRow[] = [];
  for await (const row of document.rows) rows.push(row);
  return rows;
}

const checksOf = (rows: readonly DocumentRow[]) =>
  rows.filter(({ section }) => section === "checks").map(({ row }) => row as Record<string, unknown>);

const resultOf = (rows: readonly DocumentRow[], check: string) =>
  checksOf(rows)
    .filter((row) => row.check === check)
    .map(({ result }) => result);

type AnyLog = { args: Record<string, unknown>; eventName: string };

/** A node that tells its logs changed. */
function tellingLogs(change: (logs: AnyLog[], event: string) => AnyLog[]): ReadClient {
  const { client } = context;
  const getLogs = async (query: { event?: { name?: string } }) =>
    change((await client.getLogs(query as never)) as unknown as AnyLog[], query.event?.name ?? "");
  return { ...client, getLogs } as unknown as ReadClient;
}

/** A node that leaves out the last log of an event that fits. */
const without = (event: string, fits: (args: Record<string, unknown>) => boolean = () => true) =>
  tellingLogs((logs, name) => {
    const last = name === event ? logs.findLastIndex(({ args }) => fits(args)) : -1;
    return logs.filter((_, i) => i !== last);
  });

const withChanged = (event: string, change: (args: Record<string, unknown>) => Record<string, unknown>) =>
  tellingLogs((logs, name) =>
    name === event ? logs.map((log) => ({ ...log, args: { ...log.args, ...change(log.args) } })) : logs,
  );

/** A node whose contract answers something else. */
function answering(functionName: string, change: (answer: never, args: readonly unknown[]) => unknown): ReadClient {
  const { client } = context;
  const readContract = async (query: { functionName: string; args: readonly unknown[] }) => {
    const answer = await client.readContract(query as never);
    return query.functionName === functionName ? change(answer as never, query.args) : answer;
  };
  return { ...client, readContract } as unknown as ReadClient;
}

describe("an audit", () => {
  it("says of each question what it compared and how many, and is consistent where nothing is wrong", async () => {
    const rows = await audited();
    const checks = checksOf(rows);
    for (const { check, compared, items, result, how } of checks) {
      expect(String(compared).length, String(check)).toBeGreaterThan(20);
      expect(String(how).length, String(check)).toBeGreaterThan(20);
      // What compared nothing found nothing.
      if (result === "consistent" && !/received|owed/.test(String(check))) expect(items, String(check)).not.toBe(0);
    }
    expect(checks.filter(({ result }) => result === "differs")).toEqual([]);
    const covered = checks.find(({ check }) => check === "claims add up to what came in");
    expect(covered?.computed).toBe(covered?.contract);
    expect(resultOf(rows, "sole and exclusive licences do not overlap")).toEqual(["consistent"]);
    expect(resultOf(rows, "every licence is here")).toEqual(["consistent"]);
    expect(resultOf(rows, "a second node has the same records")).toEqual(["unknown"]);
    expect(JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value))).not.toMatch(
      /"passed"|"failed"/,
    );
  });

  it("names what it did not test, and with figures why not", async () => {
    const rows = await audited();
    const list = rows.filter(({ section }) => section === "notTested").map(({ row }) => row);
    expect(list.length).toBeGreaterThan(8);
    expect(list).toContainEqual(expect.objectContaining({ why: expect.stringMatching(/^1 report was taken as made/) }));
    expect(list[0]).toMatchObject({ subject: "Whether the node left records out" });
    const asked = await audited(undefined, { second: context.client });
    expect(JSON.stringify(asked.filter(({ section }) => section === "notTested"))).not.toContain("left records out");
  });

  it("holds the money of a work against the contract whoever took their units, and nobody", async () => {
    const rows = await audited(undefined, { work: derived });
    expect(resultOf(rows, "claims add up to what came in")).toEqual(["consistent"]);
    const [covered] = checksOf(rows).filter(({ check }) => check === "claims add up to what came in");
    // 333, less a fifth that is owed upstream.
    expect(covered).toMatchObject({
      finding: expect.stringMatching(/^0 withdrawn \+ 0 to withdraw \+ 266 of units not claimed/),
    });
  });
});

describe("a fault planted for each question shows as a difference", () => {
  const isWork = ({ work: id }: Record<string, unknown>) => id === work;
  const faults: [string, string, () => ReadClient][] = [
    ["number of the work", "another claimant", () => withChanged("WorkRegistered", () => ({ claimant: nora.address }))],
    [
      "chain of versions",
      "another head",
      () => answering("workOf", (answer: object) => ({ ...answer, head: `0x${"11".repeat(32)}` as Hex })),
    ],
    [
      "units and their holders",
      "a transfer left out",
      () => without("Transfer", ({ sender }) => sender === ines.address),
    ],
    ["units and their holders", "another balance", () => answering("balanceOf", (answer: bigint) => answer + 1n)],
    ["received by the work", "a payment left out", () => without("Paid", isWork)],
    ["owed to earlier works", "another debt", () => answering("unsettled", (answer: bigint) => answer + 1n)],
    ["each holder's claim", "a claim too large", () => answering("claimable", (answer: bigint) => answer + 1n)],
    ["each holder's claim", "a withdrawal left out", () => without("Claimed")],
    [
      "claims add up to what came in",
      "a claim too large",
      () => answering("claimable", (answer: bigint) => answer + 1n),
    ],
    [
      "claims add up to what came in",
      "more was received",
      () => answering("received", (answer: bigint) => answer + 9n),
    ],
    ["claims add up to what came in", "a withdrawal left out", () => without("Claimed")],
    ["each holder's claim", "the taking of units left out", () => without("UnitsTaken")],
    [
      "sublicence money divided along the chain",
      "a licensor credited too much",
      () => withChanged("ProceedsCredited", ({ amount }) => ({ amount: (amount as bigint) + 99n })),
    ],
    [
      "every licence is here",
      "one that no log shows",
      () => answering("totalLicences", (answer: number) => answer + 1),
    ],
    [
      "every report and payment of debts is here",
      "a report changed",
      () => withChanged("UsageReported", ({ revenue }) => ({ revenue: (revenue as bigint) + 1n })),
    ],
    ["every report and payment of debts is here", "a payment left out", () => without("DebtPaid")],
  ];

  it.each(faults)("%s: %s", async (check, _what, client) => {
    const subject = check === "owed to earlier works" ? derived : work;
    const rows = await audited(client(), { work: subject });
    expect(resultOf(rows, check)).toContain("differs");
  });

  it("sole and exclusive licences do not overlap: two that do", async () => {
    // The contracts refuse it, so only the second licence's terms are told as those of the first.
    const block = await readHead(context.client, context.deployment);
    const record = await workAt(context, work, block);
    if (record === undefined) throw new Error("no work");
    const entry = await portfolioWorkAt(context, record, block);
    expect(conflictsCheck(entry).result).toBe("consistent");
    const [first, second, ...rest] = entry.grants;
    if (first === undefined || second === undefined) throw new Error("no grants");
    const grants = [first, { ...second, terms: first.terms }, ...rest];
    expect(conflictsCheck({ ...entry, grants })).toMatchObject({
      result: "differs",
      finding: expect.stringMatching("1 and 2"),
    });
  });

  it("a sale whose offer is there is not passed over: the node is refused", async () => {
    await expect(audited(without("LicenceSold"))).rejects.toThrow(/not its record in the log/);
  });

  it("every work of the account is here: a transfer left out", async () => {
    const owner = ines.address as Address;
    const all = await audited(undefined, { work: undefined, owner });
    expect(resultOf(all, "every work of the account is here")).toEqual(["consistent"]);
    const client = without("Transfer", ({ tokenId, to }) => tokenId === work && to === owner);
    const some = await audited(client, { work: undefined, owner });
    expect(resultOf(some, "every work of the account is here")).toEqual(["differs"]);
  });

  it("a second node has the same records: one that the first leaves out, though no contract counts it", async () => {
    const check = "a second node has the same records";
    const same = await audited(undefined, { second: context.client });
    expect(resultOf(same, check)).toEqual(["consistent"]);
    const hiding = without("FileDisclosed");
    expect(resultOf(await audited(hiding, { second: context.client }), check)).toEqual(["consistent"]);
    const liar = without("WorkDerived", ({ parent }) => parent === work);
    expect(resultOf(await audited(liar, { second: context.client }), check)).toEqual(["differs"]);
    expect(resultOf(await audited(undefined, { second: liar }), check)).toEqual(["differs"]);
    const block = await context.client.getBlock();
    const fork = { ...context.client, getBlock: async () => ({ ...block, hash: zeroHash }) };
    const forked = await audited(undefined, { second: fork as unknown as ReadClient });
    expect(resultOf(forked, check)).toEqual(["differs"]);
  });
});
