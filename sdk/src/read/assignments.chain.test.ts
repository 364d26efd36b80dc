import { decodeEventLog, type Hex, keccak256, stringToHex, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complianceAbi, eventsAbi, licencesAbi } from "../abi/generated.ts";
import {
  draftOrder,
  type Encumbrances,
  encumbranceLines,
  listOfDeed,
  type Order,
  onchainOrderOf,
  orderDocumentOf,
  orderIdOf,
  orderTypedData,
  parseOrder,
  type SignedOrder,
  withOrderSignature,
} from "../assignments/index.ts";
import { approveSaleCalls, cancelOrderCall, orderPlaceOf, takeOrderCall } from "../calls/assignments.ts";
import { batchCall } from "../calls/call.ts";
import { noticeCall } from "../calls/compliance.ts";
import { setAgentCall, surrenderCall } from "../calls/licences.ts";
import { buyCall, closeOfferCall, defineTermsCall, publishOfferCall, renewCall } from "../calls/offers.ts";
import { approveCall, payCall, settleCall, takeAllUnitsCall, transferUnitsCall } from "../calls/royalties.ts";
import { reviseCall, transferWorkCall } from "../calls/works.ts";
import { forever, totalUnits, unlimitedSupply } from "../model/constants.ts";
import { licenceIdOf } from "../model/ids.ts";
import type { Offer } from "../model/offer.ts";
import { termsIdOf } from "../model/terms.ts";
import { day } from "../model/time.ts";
import { endsForBreach } from "../terms/conditions.ts";
import { conditionsOf, onchainTermsOf } from "../terms/deed.ts";
import { baseTerms, type Terms } from "../terms/terms.ts";
import { createWorld, found, testAccount, type World } from "../testing/world.ts";
import { checkOrder } from "./assignments.ts";
import { readEncumbrances } from "./encumbrances.ts";
import { readAssignments } from "./sales.ts";

const [ines, tomas, maya, eve] = [testAccount(0), testAccount(1), testAccount(2), testAccount(3)] as const;

let world: World;
beforeAll(async () => {
  world = await createWorld();
}, 60_000);
afterAll(() => world?.stop());

const plain: Terms = { ...baseTerms, uses: ["goods"], purposes: ["commercial"], duration: 100 * day };
const ruled: Terms = { ...plain, conditions: { ...endsForBreach, cure: 10 * day } };

type Sale = { work: bigint; terms?: Terms; change?: Partial<Offer>; by?: typeof ines };

async function publish({ work, terms = plain, change = {}, by = ines }: Sale): Promise<Offer> {
  const onchain = onchainTermsOf(terms, world.deployment);
  const offer: Offer = {
    ...{ work, parent: 0n, licensor: by.address, buyer: zeroAddress, terms: termsIdOf(onchain), currency: zeroAddress },
    ...{ price: 0n, supply: unlimitedSupply, opens: 0, closes: forever, starts: 0, schedule: zeroHash, ...change },
  };
  const calls = [defineTermsCall(world.deployment, { terms: onchain }), publishOfferCall(world.deployment, { offer })];
  await world.send(by, batchCall(world.deployment, calls));
  return offer;
}

const buy = (to: typeof ines, offer: Offer, seats = 1) =>
  world.send(to, buyCall(world.deployment, { offer, recipient: to.address, seats }));

async function registerAndTake(name: string, sources: readonly bigint[] = []) {
  const { id, contentRoot } = await world.register(ines, name, sources);
  await world.send(ines, takeAllUnitsCall(world.deployment, { work: id, claimant: ines.address, contentRoot }));
  return { work: id, contentRoot };
}

async function draft(work: bigint, change: Partial<Parameters<typeof draftOrder>[0]> = {}) {
  const encumbrances = found(await readEncumbrances(world.context, { work }));
  const now = await world.now();
  return draftOrder({
    ...orderPlaceOf(world.deployment),
    ...{ encumbrances, seller: ines.address, buyer: tomas.address, control: true, units: totalUnits },
    ...{ currency: zeroAddress, price: 1_000n, opens: now, closes: now + 7 * day },
    ...change,
  });
}

async function sign(order: Order): Promise<SignedOrder> {
  const place = orderPlaceOf(world.deployment);
  const signature = await ines.signTypedData(orderTypedData(place, order));
  const bare = { ...place, order, sellerSignature: undefined, buyerSignature: undefined };
  return withOrderSignature(bare, { party: ines.address, signature });
}

async function approve(order: Order) {
  for (const call of approveSaleCalls(world.deployment, order)) await world.send(ines, call);
}

const takeAll = ({ order, ...rest }: SignedOrder) =>
  takeOrderCall(world.deployment, { order, ...rest }, { units: order.units, price: order.price });

describe("what hangs on a work", () => {
  it("is the same as a scan of all raw logs finds", async () => {
    const { deployment, send, client } = world;
    const free = { ...baseTerms, uses: ["goods" as const], purposes: ["commercial" as const] };
    const source = await registerAndTake("the source");
    await buy(
      ines,
      await publish({
        work: source.work,
        terms: { ...free, changes: true, derivatives: "allowed", upstreamShare: 250_000_000 },
      }),
    );
    const { work } = await registerAndTake("the work", [licenceIdOf({ work: source.work, serial: 1 })]);
    const other = await registerAndTake("another work");
    await buy(maya, await publish({ work: other.work }));

    const open = await publish({ work });
    await buy(maya, open);
    await buy(eve, open, 3);
    await buy(eve, open);
    await send(eve, renewCall(deployment, { offer: open, licence: licenceIdOf({ work, serial: 3 }), seats: 1 }));
    await buy(tomas, open);
    await send(tomas, surrenderCall(deployment, { licence: licenceIdOf({ work, serial: 4 }) }));
    // One that has expired by then, one that starts later, and one with sublicences.
    await buy(maya, await publish({ work, terms: { ...plain, duration: 60 } }));
    const later = (await world.now()) + 20 * day;
    await buy(maya, await publish({ work, change: { starts: later } }));
    const outer: Terms = { ...plain, sublicensing: 1, exclusivity: "exclusive", uses: ["film"] };
    await buy(maya, await publish({ work, terms: outer }), 5);
    const parent = licenceIdOf({ work, serial: 7 });
    const inner = { ...plain, uses: ["film" as const], duration: 50 * day };
    await buy(tomas, await publish({ work, terms: inner, change: { parent }, by: maya }));
    // Offers that are closed, over, sold out; and two with duties, one under notice.
    await send(ines, closeOfferCall(deployment, { offer: await publish({ work, change: { price: 7n } }) }));
    await publish({ work, change: { closes: (await world.now()) + 60 } });
    await buy(eve, await publish({ work, change: { supply: 1, price: 0n } }));
    const duties = await publish({ work, terms: ruled });
    await buy(maya, duties);
    await buy(maya, duties);
    const conditions = conditionsOf(ruled);
    if (conditions === undefined) throw new Error("no conditions");
    const noticed = licenceIdOf({ work, serial: 10 });
    const about = { licence: noticed, terms: onchainTermsOf(ruled, deployment), conditions };
    await send(ines, noticeCall(deployment, { ...about, evidence: keccak256(stringToHex("evidence")) }));
    await send(ines, setAgentCall(deployment, { grantor: work, agent: eve.address, until: forever }));
    await send(ines, setAgentCall(deployment, { grantor: work, agent: maya.address, until: 5 }));
    await send(ines, transferUnitsCall(deployment, { work, to: maya.address, units: 25_000_000 }));
    await send(maya, transferUnitsCall(deployment, { work, to: eve.address, units: 5_000_000 }));
    await send(maya, payCall(deployment, { work, currency: zeroAddress, amount: 1_000n }));
    const contentRoot = keccak256(stringToHex("second version"));
    const version = { contentRoot, salt: contentRoot, metadataDigest: contentRoot };
    await send(ines, reviseCall(deployment, { work, ...version }));
    await world.wait(1 * day);

    const value = found(await readEncumbrances(world.context, { work }));
    expect(value).toEqual(await bruteForce(work, value.block));
    expect(value.licences.map(({ id }) => Number(id & 0xffffn))).toEqual([1, 2, 3, 6, 7, 8, 9, 10, 11]);
    expect(value.notices).toMatchObject([{ licence: noticed, state: "given" }]);
    expect(value.offers).toHaveLength(5);
    expect(value.owed).toEqual([{ currency: zeroAddress, amount: 250n }]);
    // Every one of them stands in the deed, in words.
    const lines = encumbranceLines(value);
    for (const { id } of value.offers) expect(lines.filter((line) => line.includes(id))).toHaveLength(1);
    for (const { holder } of value.licences) expect(lines.join("\n")).toContain(holder.toLowerCase());
    const order = await draft(work, { units: 75_000_000 });
    expect(listOfDeed(order).slice(1)).toEqual(lines.slice(1));
    expect(order.standing).toEqual([licenceIdOf({ work, serial: 11 })]);
    expect(await client.getBlockNumber()).toBeGreaterThan(0n);
  }, 60_000);

  /** From nothing but all logs of all contracts, and the two views that tell of one token each. */
  async function bruteForce(work: bigint, block: Encumbrances["block"]): Promise<Encumbrances> {
    const { client, deployment } = world;
    const raw = await client.getLogs({ fromBlock: 0n, toBlock: BigInt(block.number) });
    const logs = raw.flatMap((log) => {
      const name = Object.entries(deployment.contracts).find(
        ([, { address }]) => address.toLowerCase() === log.address.toLowerCase(),
      )?.[0];
      const abi = eventsAbi[name as keyof typeof eventsAbi];
      if (abi === undefined) return [];
      const { eventName, args } = decodeEventLog({ abi, data: log.data, topics: log.topics } as never) as {
        eventName: string;
        args: Record<string, never>;
      };
      return [{ contract: name, eventName, args: args as Record<string, unknown> }];
    });
    const of = (contract: string, eventName: string) =>
      logs.filter((log) => log.contract === contract && log.eventName === eventName).map(({ args }) => args);
    const time = block.time;

    const published = of("offers", "OfferPublished").filter(({ details }) => (details as Offer).work === work);
    const closed = new Set(of("offers", "OfferClosed").map(({ offer }) => offer));
    const sales = of("offers", "LicenceSold").filter(({ licence }) => (licence as bigint) >> 32n === work);
    const soldOf = (offer: Hex) =>
      [...sales, ...of("offers", "LicenceRenewed")]
        .filter((sale) => sale.offer === offer)
        .reduce((sum, { seats, periods }) => sum + Number(seats ?? periods), 0);
    const detailsOf = (offer: unknown) => published.find((each) => each.offer === offer)?.details as Offer;

    const exclusive = termsIdOf(
      onchainTermsOf({ ...plain, sublicensing: 1, exclusivity: "exclusive", uses: ["film"] }, deployment),
    );
    const withDuties = termsIdOf(onchainTermsOf(ruled, deployment));
    const licences = await Promise.all(
      sales.map(async ({ licence, seats, offer }) => {
        const { address } = deployment.contracts.licences;
        const read = { address, abi: licencesAbi, blockNumber: BigInt(block.number) } as const;
        const state = await client.readContract({ ...read, functionName: "licenceOf", args: [licence as bigint] });
        const holder = of("licences", "Transfer").findLast(({ tokenId }) => tokenId === licence)?.to as Hex;
        const { terms, parent } = detailsOf(offer);
        return {
          live: state.ended === 0 && (state.endsAt > time || state.endsAt === forever),
          id: licence as bigint,
          parent: parent === 0n ? undefined : parent,
          ...{ holder, terms, seats: Number(seats), start: state.start, endsAt: state.endsAt },
          exclusivity: terms === exclusive ? ("exclusive" as const) : ("non-exclusive" as const),
          ruled: terms === withDuties,
        };
      }),
    );
    const units = new Map<Hex, number>();
    for (const { id, sender, receiver, amount } of of("royalties", "Transfer")) {
      if (id !== work) continue;
      if (sender !== zeroAddress) units.set(sender as Hex, (units.get(sender as Hex) ?? 0) - Number(amount));
      units.set(receiver as Hex, (units.get(receiver as Hex) ?? 0) + Number(amount));
    }
    const revisions = of("works", "WorkRevised").filter((each) => each.work === work);
    const controller = of("works", "Transfer").findLast(({ tokenId }) => tokenId === work)?.to as Hex;
    const derived = of("works", "WorkDerived").filter((each) => each.work === work);
    const paid = of("royalties", "Paid").filter((each) => each.work === work);
    const income = paid.reduce((sum, { amount }) => sum + (amount as bigint), 0n);
    const renewed = of("offers", "LicenceRenewed").filter(({ licence }) => (licence as bigint) >> 32n === work);
    const agents = new Map(
      of("licences", "AgentSet")
        .filter(({ grantor, account }) => grantor === work && account === controller)
        .map(({ account, agent, until }) => [
          agent,
          { account: account as Hex, agent: agent as Hex, until: Number(until) },
        ]),
    );
    const noticed = of("compliance", "BreachNoticed").filter(({ licence }) => (licence as bigint) >> 32n === work);
    const notices = await Promise.all(
      noticed.map(async ({ licence, cures }) => {
        const { address } = deployment.contracts.compliance;
        const args = [licence as bigint] as const;
        const { until } = await client.readContract({ address, abi: complianceAbi, functionName: "noticeOf", args });
        return { licence: licence as bigint, state: "given" as const, cures: Number(cures), until };
      }),
    );
    return {
      ...{ chainId: 31337, work, block, controller, version: revisions.length + 1 },
      head: revisions.at(-1)?.head as Hex,
      granted: sales.length,
      // The first offer of the work counts too; a sublicence that is renewed would not.
      changes: sales.length + renewed.length + 1,
      licences: licences.filter(({ live }) => live).map(({ live: _, ...licence }) => licence),
      offers: published
        .map(({ offer, details }) => ({ id: offer as Hex, ...(details as Offer) }))
        .filter(
          ({ id, parent, closes, supply }) =>
            parent === 0n && !closed.has(id) && closes > time && (supply === unlimitedSupply || soldOf(id) < supply),
        )
        .map(({ id, licensor, terms, currency, price, closes }) => ({
          ...{ id, licensor, terms, currency, price, closes, state: "open" as const },
        })),
      upstream: derived.map(({ parent, share }) => ({ parent: parent as bigint, share: Number(share) })),
      owed: [{ currency: zeroAddress, amount: income / 4n }],
      notices,
      agents: [...agents.values()].filter(({ until }) => until > time),
      units: [...units].map(([account, held]) => ({ account, units: held })).sort((a, b) => b.units - a.units),
      untaken: 0,
      resaleRoyalty: 0,
    };
  }
});

describe("an order", () => {
  it("has the id that the contract computes, and goes through its file unchanged", async () => {
    const { work } = await registerAndTake("by number");
    const signed = await sign(await draft(work, { resaleRoyalty: true, currency: world.token }));
    const { address, abi } = takeAll(signed);
    const args = [onchainOrderOf(signed.order)] as const;
    const id = await world.client.readContract({ address, abi, functionName: "orderIdOf", args } as never);
    expect(id).toBe(orderIdOf(signed, signed.order));
    expect(parseOrder(orderDocumentOf(signed))).toEqual(signed);
    const changed = JSON.parse(orderDocumentOf(signed));
    expect(() => parseOrder({ ...changed, order: { ...changed.order, price: "1" } })).toThrow(/other facts/);
    const hidden = changed.order.deed.replace("Assignment", "Assign\u202ement");
    expect(() => parseOrder({ ...changed, order: { ...changed.order, deed: hidden } })).toThrow(/nobody sees/);
  });

  it("is approved, taken and recorded", async () => {
    const { work } = await registerAndTake("sold");
    const order = await draft(work);
    const signed = await sign(order);
    expect(found(await checkOrder(world.context, signed))).toMatchObject({
      ready: false,
      approved: false,
      changes: [],
    });
    await approve(order);
    expect(found(await checkOrder(world.context, signed))).toMatchObject({
      ...{ ready: true, state: "open", left: totalUnits, due: 1_000n, seller: "signed", buyer: "missing" },
      sentence: "Nothing changed since it was made. It can be taken now.",
    });
    const before = await world.client.getBalance(ines);
    await world.send(tomas, takeAll(signed));
    expect((await world.client.getBalance(ines)) - before).toBe(1_000n);
    expect(found(await checkOrder(world.context, signed))).toMatchObject({ state: "taken", left: 0, ready: false });
    expect(found(await readAssignments(world.context, work))).toMatchObject([
      { seller: ines.address, buyer: tomas.address, control: true, units: totalUnits, price: 1_000n, royalty: 0n },
    ]);
    expect(await world.explained(tomas, takeAll(signed))).toMatchObject({ name: "Assignments_NotOpen" });
  });

  it("is sold in parts, in a token, to whoever pays", async () => {
    const { work } = await registerAndTake("in parts");
    const units = 3_000_000;
    const order = await draft(work, { control: false, units, currency: world.token, price: 100n, buyer: zeroAddress });
    await approve(order);
    const signed = await sign(order);
    for (const [buyer, price] of [
      [tomas, 34n],
      [eve, 33n],
    ] as const) {
      await world.mint(buyer, 1_000n);
      const spender = world.deployment.contracts.assignments.address;
      await world.send(buyer, approveCall(world.deployment, { currency: world.token, amount: price, spender }));
      await world.send(buyer, takeOrderCall(world.deployment, signed, { units: 1_000_000, price }));
    }
    expect(found(await checkOrder(world.context, signed))).toMatchObject({
      taken: 2_000_000,
      left: 1_000_000,
      due: 33n,
    });
    await world.send(ines, cancelOrderCall(world.deployment, order));
    expect(found(await checkOrder(world.context, signed)).sentence).toMatch(/was cancelled/);
  });

  it("is refused by its own name, with a sentence, for each thing that changed", async () => {
    const { deployment, send } = world;
    const source = await registerAndTake("upstream of tricks");
    const derivable = { ...baseTerms, uses: ["goods" as const], purposes: ["commercial" as const] };
    const offer = await publish({
      work: source.work,
      terms: { ...derivable, changes: true, derivatives: "allowed", upstreamShare: 100_000_000 },
    });
    const conditions = conditionsOf(ruled);
    if (conditions === undefined) throw new Error("no conditions");
    const tricks: [string, (work: bigint, open: Offer) => Promise<unknown>][] = [
      ["Assignments_Licensed", (_, open) => buy(eve, open)],
      [
        "Assignments_Renewed",
        (work, open) =>
          send(eve, renewCall(deployment, { offer: open, licence: licenceIdOf({ work, serial: 1 }), seats: 1 })),
      ],
      [
        "Assignments_Revised",
        (work) => {
          const root = keccak256(stringToHex(`${work} again`));
          return send(ines, reviseCall(deployment, { work, contentRoot: root, salt: root, metadataDigest: root }));
        },
      ],
      [
        "Assignments_UnitsMoved",
        (work) => send(ines, transferUnitsCall(deployment, { work, to: eve.address, units: 1 })),
      ],
      [
        "Assignments_ChangedHands",
        (work) => send(ines, transferWorkCall(deployment, { work, from: ines.address, to: eve.address })),
      ],
      [
        "Assignments_Noticed",
        (work) => {
          const about = { licence: licenceIdOf({ work, serial: 2 }), conditions };
          const terms = onchainTermsOf(ruled, deployment);
          return send(ines, noticeCall(deployment, { ...about, terms, evidence: keccak256("0x01") }));
        },
      ],
      [
        "Assignments_LicenceEnded",
        (work) => send(maya, surrenderCall(deployment, { licence: licenceIdOf({ work, serial: 2 }) })),
      ],
      [
        "Assignments_OwesMore",
        (work) => send(maya, payCall(deployment, { work, currency: zeroAddress, amount: 500n })),
      ],
    ];
    for (const [name, trick] of tricks) {
      await buy(ines, offer);
      const serial = Number(
        await world.client.readContract({
          ...{ address: deployment.contracts.licences.address, abi: licencesAbi },
          functionName: "totalLicences",
          args: [source.work],
        }),
      );
      const { work } = await registerAndTake(name, [licenceIdOf({ work: source.work, serial })]);
      const open = await publish({ work });
      await buy(eve, open);
      await buy(maya, await publish({ work, terms: ruled }));
      const order = await draft(work);
      await approve(order);
      const signed = await sign(order);
      expect(found(await checkOrder(world.context, signed)).ready).toBe(true);
      await trick(work, open);
      const explained = await world.explained(tomas, takeAll(signed));
      expect(explained).toMatchObject({ name });
      expect(explained.sentence).toMatch(/Nothing moved and nothing was paid\./);
      const check = found(await checkOrder(world.context, signed));
      expect(check.changes.map(({ error }) => error)).toEqual([name]);
      expect(check.ready).toBe(false);
      if (name !== "Assignments_OwesMore") continue;
      await send(eve, settleCall(deployment, { works: [work], currency: zeroAddress }));
      await send(tomas, takeAll(signed));
    }
  }, 120_000);
});
