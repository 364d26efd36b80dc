import { keccak256, stringToHex, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, expect, it } from "vitest";
import { batchCall } from "../calls/call.ts";
import { noticeCall, reportUsageCall } from "../calls/compliance.ts";
import { buyCall, closeOfferCall, defineTermsCall, publishOfferCall } from "../calls/offers.ts";
import { transferWorkCall } from "../calls/works.ts";
import { createContentStore } from "../core/store.ts";
import { forever, unlimitedSupply } from "../model/constants.ts";
import { licenceIdOf } from "../model/ids.ts";
import type { Offer } from "../model/offer.ts";
import { offerIdOf } from "../model/offer.ts";
import { termsIdOf } from "../model/terms.ts";
import type { ReadContext } from "../read/finding.ts";
import { baseConditions, type Conditions } from "../terms/conditions.ts";
import { conditionsOf, deedOf, onchainTermsOf } from "../terms/deed.ts";
import { baseTerms, type Terms } from "../terms/terms.ts";
import { createWorld, found, memoryIpfs, testAccount, type World } from "../testing/world.ts";
import { readTasks } from "./readTasks.ts";
import { inOrderOfUrgency, type Task } from "./task.ts";

const [ines, tomas, maya] = [testAccount(0), testAccount(1), testAccount(2)] as const;
const day = 86_400;
const ipfs = memoryIpfs();
const store = createContentStore({ gateways: ["http://store.test"], api: "http://store.test", fetch: ipfs.fetch });
const conditions: Conditions = {
  ...{ ...baseConditions, period: { seconds: 30 * day }, grace: 5 * day, cure: 10 * day },
  ...{ tiers: [{ from: 0n, share: 100_000_000, perUnit: 0n }], minimum: 1_000n },
};
const terms: Terms = { ...baseTerms, uses: ["goods"], purposes: ["commercial"], duration: 365 * day, conditions };

let world: World;
let context: ReadContext;
let work: bigint;
let offer: Offer;
let licence: bigint;

beforeAll(async () => {
  world = await createWorld();
  context = { ...world.context, store };
  const { deployment, send } = world;
  const onchain = onchainTermsOf(terms, deployment);
  await store.put(deedOf(terms).bytes);
  work = (await world.register(ines, "with duties")).id;
  offer = {
    ...{
      work,
      parent: 0n,
      licensor: ines.address,
      buyer: zeroAddress,
      terms: termsIdOf(onchain),
      currency: zeroAddress,
    },
    ...{ price: 7n, supply: unlimitedSupply, opens: 0, closes: forever, starts: 0, schedule: zeroHash },
  };
  const calls = [defineTermsCall(deployment, { terms: onchain }), publishOfferCall(deployment, { offer })];
  await send(ines, batchCall(deployment, calls));
  await send(maya, buyCall(deployment, { offer, recipient: maya.address }));
  licence = licenceIdOf({ work, serial: 1 });
}, 60_000);

afterAll(() => world?.stop());

const later = async (seconds: number) => {
  await world.client.increaseTime({ seconds });
  await world.client.mine({ blocks: 1 });
};
const tasksOf = async ({ address }: { address: `0x${string}` }) => found(await readTasks(context, address));
const kindsOf = (tasks: readonly Task[]) => tasks.map(({ kind }) => kind).sort();

it("tells the licensee the next report and the end, and the licensor the sale and the money", async () => {
  const mine = await tasksOf(maya);
  expect(kindsOf(mine.tasks)).toEqual(["ending", "report"]);
  const report = mine.tasks.find((task) => task.kind === "report");
  expect(report).toMatchObject({ licence, period: 0, work: { id: work } });
  expect(report?.kind === "report" && report.due - report.from).toBe(5 * day);
  expect(mine.happened).toEqual([]);
  expect(mine.gaps).toEqual([]);

  const theirs = await tasksOf(ines);
  expect(theirs.tasks).toEqual([
    { kind: "money", sums: [{ amount: 7n, currency: zeroAddress, known: expect.objectContaining({ symbol: "ETH" }) }] },
  ]);
  expect(theirs.happened).toMatchObject([{ kind: "sale", licence, buyer: maya.address, sum: { amount: 7n } }]);
});

it("tells both of a report that is overdue, with what is owed at least, and no report twice", async () => {
  await later(36 * day);
  const [mine, theirs] = [await tasksOf(maya), await tasksOf(ines)];
  expect(kindsOf(mine.tasks)).toEqual(["ending", "overdue"]);
  expect(mine.tasks.find(({ kind }) => kind === "overdue")).toMatchObject({
    ...{ side: "holder", periods: 1, minimum: { amount: 1_000n } },
  });
  expect(theirs.tasks.find(({ kind }) => kind === "overdue")).toMatchObject({ side: "licensor", periods: 1 });
});

it("tells both of a notice, the holder before everything else", async () => {
  const onchain = onchainTermsOf(terms, world.deployment);
  const known = conditionsOf(terms);
  if (!known) throw new Error("no conditions");
  const rules = { licence, terms: onchain, conditions: known };
  await world.send(
    ines,
    noticeCall(world.deployment, { ...rules, evidence: keccak256(stringToHex("what was broken")) }),
  );
  const { tasks } = await tasksOf(maya);
  const time = Number((await world.client.getBlock()).timestamp);
  expect(inOrderOfUrgency(tasks, time)[0]).toMatchObject({ kind: "notice", side: "holder", state: "given" });
  expect((await tasksOf(ines)).tasks.find(({ kind }) => kind === "notice")).toMatchObject({ side: "licensor" });
});

it("tells the licensor what was reported, and the licensee what is due for it", async () => {
  const rules = { licence, terms: onchainTermsOf(terms, world.deployment), conditions: conditionsOf(terms) as never };
  const report = { period: 0, units: 1n, revenue: 50_000n };
  await world.send(
    maya,
    reportUsageCall(world.deployment, { ...rules, report, payment: { amount: 0n, withheld: 0n } }),
  );
  expect((await tasksOf(maya)).tasks.find(({ kind }) => kind === "debt")).toMatchObject({ sum: { amount: 5_000n } });
  expect((await tasksOf(ines)).happened[0]).toMatchObject({ kind: "reported", period: 0, reporter: maya.address });
});

it("tells of an offer that lapsed with the work, and not of one that was closed", async () => {
  await world.send(ines, transferWorkCall(world.deployment, { work, from: ines.address, to: tomas.address }));
  expect((await tasksOf(ines)).tasks.find(({ kind }) => kind === "offer")).toMatchObject({
    ...{ offer: offerIdOf(offer), state: "lapsed" },
  });
  await world.send(tomas, closeOfferCall(world.deployment, { offer }));
  expect((await tasksOf(ines)).tasks.find(({ kind }) => kind === "offer")).toBeUndefined();
});

it("has nothing for an account that has nothing", async () => {
  expect(await tasksOf(testAccount(5))).toMatchObject({ tasks: [], happened: [], gaps: [] });
});
