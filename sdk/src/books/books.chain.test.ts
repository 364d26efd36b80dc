import { type Address, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batchCall } from "../calls/call.ts";
import { payDebtCall, reportUsageCall } from "../calls/compliance.ts";
import { surrenderCall } from "../calls/licences.ts";
import { buyCall, defineTermsCall, publishOfferCall, renewCall } from "../calls/offers.ts";
import { payForLicenceCall } from "../calls/royalties.ts";
import { createContentStore } from "../core/store.ts";
import { forever, unlimitedSupply } from "../model/constants.ts";
import { licenceIdOf } from "../model/ids.ts";
import { type Offer, offerIdOf } from "../model/offer.ts";
import { termsIdOf } from "../model/terms.ts";
import type { ReadContext } from "../read/finding.ts";
import { readOffer } from "../read/offers.ts";
import { baseConditions } from "../terms/conditions.ts";
import { conditionsOf, deedOf, onchainTermsOf } from "../terms/deed.ts";
import { baseTerms, type Terms } from "../terms/terms.ts";
import { createWorld, found, memoryIpfs, testAccount, type World } from "../testing/world.ts";
import { readAudit } from "./audit.ts";
import type { DocumentRow, StatementDocument } from "./document.ts";
import { readInventory } from "./inventory.ts";
import { readRegister } from "./register.ts";
import { readStatement } from "./royalties.ts";
import type { StatementPart, StatementQuery } from "./statement.ts";

const [ines, tomas, maya, nora] = [testAccount(0), testAccount(1), testAccount(2), testAccount(3)] as const;
const day = 86_400;

const above: Terms = {
  ...{ ...baseTerms, uses: ["goods", "print"], purposes: ["commercial"], duration: 100 * day },
  ...{ sublicensing: 2, sublicenceShare: 250_000_000, field: "format: poster" },
};
const between: Terms = { ...above, duration: 90 * day, sublicensing: 1, sublicenceShare: 500_000_000 };
const below: Terms = {
  ...{ ...above, uses: ["print"], duration: 30 * day, sublicensing: 0, sublicenceShare: 0 },
  conditions: {
    ...{ ...baseConditions, period: { seconds: 10 * day }, grace: 0 },
    tiers: [{ from: 0n, share: 100_000_000, perUnit: 0n }],
  },
};

let world: World;
let context: ReadContext;
let work: bigint;
const ipfs = memoryIpfs();
const store = createContentStore({ gateways: ["http://store.test"], api: "http://store.test", fetch: ipfs.fetch });

async function sell(terms: Terms, parent: bigint, by: typeof ines, to: typeof ines, price: bigint): Promise<bigint> {
  const { deployment, send } = world;
  const onchain = onchainTermsOf(terms, deployment);
  await store.put(deedOf(terms).bytes);
  const offer: Offer = {
    ...{ work, parent, licensor: by.address, buyer: zeroAddress, terms: termsIdOf(onchain), currency: zeroAddress },
    ...{ price, supply: unlimitedSupply, opens: 0, closes: forever, starts: 0, schedule: zeroHash },
  };
  const calls = [defineTermsCall(deployment, { terms: onchain }), publishOfferCall(deployment, { offer })];
  await send(by, batchCall(deployment, calls));
  await send(to, buyCall(deployment, { offer, recipient: to.address }));
  offers.push(offer);
  return licenceIdOf({ work, serial: offers.length });
}

const offers: Offer[] = [];

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function statementOf(query: StatementQuery): Promise<StatementPart[]> {
  return collect((await readStatement(context, query)).parts);
}

const linesOf = (parts: StatementPart[]) => parts.flatMap((part) => (part.section === "lines" ? [part.row] : []));
const checksOf = (parts: StatementPart[]) => parts.flatMap((part) => (part.section === "checks" ? [part.row] : []));

async function rowsOf(document: StatementDocument, section: string): Promise<DocumentRow["row"][]> {
  return (await collect(document.rows)).filter((row) => row.section === section).map(({ row }) => row);
}

let lowest: bigint;

beforeAll(async () => {
  world = await createWorld();
  context = { ...world.context, store };
  work = (await world.register(ines, "a poster")).id;
  const top = await sell(above, 0n, ines, maya, 4_000n);
  const middle = await sell(between, top, maya, tomas, 1_000n);
  lowest = await sell(below, middle, tomas, nora, 800n);
  const onchain = onchainTermsOf(below, world.deployment);
  const rules = { licence: lowest, terms: onchain, conditions: conditionsOf(below) } as const;
  if (rules.conditions === undefined) throw new Error("no conditions");
  const conditions = rules.conditions;
  const { offer } = found(await readOffer(context, offerIdOf(offers[2] as Offer)));
  await world.wait(10 * day);
  const report = { period: 0, units: 0n, revenue: 10_000n };
  const renew = renewCall(world.deployment, { offer, licence: lowest, seats: 1 });
  const reported = reportUsageCall(world.deployment, { ...rules, conditions, report, payment: { amount: 400n } });
  // A renewal, a report with a payment, and money that nobody asked for, in one transaction.
  const given = payForLicenceCall(world.deployment, { licence: lowest, currency: zeroAddress, amount: 80n });
  await world.send(nora, batchCall(world.deployment, [renew, reported, given]));
  await world.send(ines, payDebtCall(world.deployment, { ...rules, conditions, payment: { amount: 100n } }));
}, 60_000);

afterAll(() => world?.stop());

describe("money along a chain of licences", () => {
  it("is told apart by what it was for, each licensor's part and what reached the work", async () => {
    const of = async (holder: Address) => {
      const parts = await statementOf({ holder });
      expect(checksOf(parts).every(({ result }) => result === "consistent")).toBe(true);
      return linesOf(parts).map(({ kind, net, counterparty }) => [kind, net, counterparty]);
    };
    // Of 800, 800, 400, 80 and 100: half is passed on, and of that a quarter.
    expect(await of(tomas.address)).toEqual([
      ["proceeds", 400n, nora.address],
      ["proceeds", 400n, nora.address],
      ["proceeds", 200n, nora.address],
      ["proceeds", 40n, undefined],
      ["proceeds", 50n, ines.address],
    ]);
    expect((await of(maya.address)).map(([, net]) => net)).toEqual([750n, 300n, 300n, 150n, 30n, 38n]);
    const income = linesOf(await statementOf({ work })).map(({ kind, amount }) => [kind, amount]);
    expect(income).toEqual([
      ["sale", 4_000n],
      ["sale", 250n],
      ["sale", 100n],
      ["renewal", 100n],
      ["debt", 50n],
      ["payment", 10n],
      ["debt", 12n],
    ]);
  });

  it("adds up for its payer to all that was paid", async () => {
    const lines = linesOf(await statementOf({ payer: nora.address }));
    const sums = new Map<string, bigint>();
    for (const { kind, paid } of lines) sums.set(kind, (sums.get(kind) ?? 0n) + paid);
    // What nobody asked for is known only as far as it reached the work.
    expect([...sums]).toEqual([
      ["sale", 800n],
      ["renewal", 800n],
      ["debt", 400n],
      ["payment", 10n],
    ]);
  });

  it("is audited: every part is what the licences above ask, and what is unpaid is named", async () => {
    const checks = await rowsOf(await readAudit(context, { work }), "checks");
    const named = (name: string) => checks.filter(({ check }) => check === name);
    expect(named("sublicence money divided along the chain").map(({ result }) => result)).toEqual([
      "consistent",
      "consistent",
    ]);
    expect(named("sole and exclusive licences do not overlap")).toMatchObject([{ result: "nothing", items: 0 }]);
    expect(named("every report and payment of debts is here")).toMatchObject([{ result: "consistent", items: 4 }]);
    expect(named("debts and arrears")).toMatchObject([
      { result: "attention", finding: expect.stringContaining("In debt: 3") },
    ]);
    expect(checks.filter(({ result }) => result === "differs")).toEqual([]);
  });
});

describe("a register", () => {
  it("says acts, purposes and field in words, what was reported and paid, and what is due", async () => {
    const sections = ["licences", "reports", "payments", "due", "notices"];
    const [licences, reports, payments, due] = await Promise.all(
      sections.map(async (section) => rowsOf(await readRegister(context, { work }), section)),
    );
    expect(licences).toMatchObject([
      { serial: 1, uses: ["Print", "Put on goods"], purposes: ["Commercial"], field: "format: poster" },
      { serial: 2, parent: licenceIdOf({ work, serial: 1 }), licensor: maya.address },
      { serial: 3, licensor: tomas.address, renewals: 1, version: 1, words: "matches" },
    ]);
    expect(reports).toMatchObject([{ licence: lowest, revenue: 10_000n, owed: 1_000n, reporter: nora.address }]);
    expect(payments).toMatchObject([
      { payer: nora.address, debtPaid: 400n },
      { payer: ines.address, debtPaid: 100n },
    ]);
    expect(due).toMatchObject([{ licence: lowest, known: "known", debt: 500n, credit: 0n, periods: 0 }]);
  });

  it("and an inventory show what ended early as ended", async () => {
    await world.send(nora, surrenderCall(world.deployment, { licence: lowest }));
    const states = (await rowsOf(await readRegister(context, { work }), "licences")).map(({ state }) => state);
    expect(states).toEqual(["running", "running", "surrendered"]);
    const live = await rowsOf(await readInventory(context, { owner: ines.address }), "grants");
    expect(live.map(({ licence }) => licence)).toEqual([1, 2].map((serial) => licenceIdOf({ work, serial })));
  });
});
