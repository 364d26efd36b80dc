import { encodeAbiParameters, type Hex, parseEther, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batchCall, type Call } from "../calls/call.ts";
import { pruneCall, setAgentCall, surrenderCall } from "../calls/licences.ts";
import {
  buyCall,
  closeOfferCall,
  defineTermsCall,
  offerTypedData,
  publishOfferCall,
  publishQuoteCall,
  renewCall,
} from "../calls/offers.ts";
import {
  claimForCall,
  claimForTypedData,
  payCall,
  permitCall,
  permitTypedData,
  settleCall,
  sweepCall,
  takeAllUnitsCall,
  withdrawProceedsCall,
} from "../calls/royalties.ts";
import { transferWorkCall } from "../calls/works.ts";
import { forever, unlimitedSupply } from "../model/constants.ts";
import { licenceIdOf } from "../model/ids.ts";
import { type Offer, offerIdOf } from "../model/offer.ts";
import { termsIdOf } from "../model/terms.ts";
import { onchainTermsOf } from "../terms/deed.ts";
import { createQuote, parseQuoteFragment, quoteFragmentOf } from "../terms/quote.ts";
import { baseTerms, type Terms } from "../terms/terms.ts";
import { whoGetsWhat } from "../terms/whoGetsWhat.ts";
import { createWorld, found, testAccount, type World } from "../testing/world.ts";
import { readAgents } from "./agents.ts";
import { readPermit } from "./currency.ts";
import { readEarnings } from "./earnings.ts";
import { readBook, readConflict, readGrants, readSublicences } from "./grants.ts";
import { readClaimNonce } from "./holdings.ts";
import { readLicence, readLicencesOf } from "./licences.ts";
import { readOffer } from "./offers.ts";
import { readProceeds, readSettlements, readTill } from "./payments.ts";
import { checkQuote } from "./quotes.ts";
import { isLicensed, readPermission } from "./rights.ts";
import { readTerms } from "./terms.ts";
import { readAncestors, readUpstream } from "./upstream.ts";
import { readDerivatives, readParents, readWork } from "./works.ts";

const [ines, tomas, maya] = [testAccount(0), testAccount(1), testAccount(2)] as const;
const day = 86_400;
const price = parseEther("0.5");

let world: World;

beforeAll(async () => {
  world = await createWorld();
}, 60_000);

afterAll(() => world?.stop());

const onchainOf = (terms: Terms) => onchainTermsOf(terms, world.deployment);

function offerOf(work: bigint, terms: Terms, change: Partial<Offer> = {}): Offer {
  return {
    work,
    parent: 0n,
    licensor: ines.address,
    buyer: zeroAddress,
    terms: termsIdOf(onchainOf(terms)),
    currency: zeroAddress,
    price,
    supply: unlimitedSupply,
    opens: 0,
    closes: forever,
    starts: 0,
    schedule: zeroHash,
    ...change,
  };
}

const define = (terms: Terms) => defineTermsCall(world.deployment, { terms: onchainOf(terms) });

async function publish(work: bigint, terms: Terms, change: Partial<Offer> = {}, by = ines): Promise<Offer> {
  const offer = offerOf(work, terms, { licensor: by.address, ...change });
  const calls = [define(terms), publishOfferCall(world.deployment, { offer })];
  await world.send(by, batchCall(world.deployment, calls));
  return offer;
}

const buy = (by: typeof ines, offer: Offer, seats = 1) =>
  world.send(by, buyCall(world.deployment, { offer, recipient: by.address, seats }));

describe("an exclusive right", () => {
  const print: Terms = {
    ...{ ...baseTerms, uses: ["print"], purposes: ["commercial", "editorial"] },
    ...{ territories: ["AT", "DE"], duration: 30 * day },
  };
  const exclusive: Terms = {
    ...{ ...print, uses: ["print", "show-online"], purposes: ["editorial"], territories: ["DE"] },
    exclusivity: "exclusive",
  };
  let work: bigint;
  let open: Offer;
  let licence: bigint;

  it("is sold once: what stands in its way, and in whose way it stands, is known before", async () => {
    work = (await world.register(ines, "exclusive")).id;
    open = await publish(work, print);
    const terms = onchainOf(exclusive);
    const before = found(await readConflict(world.context, { work, terms }));
    expect(before).toMatchObject({ licences: [], enforced: undefined, until: undefined });
    expect(before.offers.map(({ id }) => id)).toEqual([offerIdOf(open)]);

    await buy(maya, await publish(work, exclusive));
    licence = licenceIdOf({ work, serial: 1 });
    const { end } = found(await readLicence(world.context, licence));
    const after = found(await readConflict(world.context, { work, terms: onchainOf(print) }));
    expect(after).toMatchObject({
      licences: [{ id: licence }],
      enforced: { terms: termsIdOf(terms), until: end },
      until: end,
    });
    expect(after.offers.map(({ terms: { id } }) => id)).toEqual([termsIdOf(terms)]);
    expect(
      await world.explained(tomas, buyCall(world.deployment, { offer: open, recipient: tomas.address })),
    ).toMatchObject({
      name: "Licences_Conflict",
      values: { terms: open.terms, other: termsIdOf(terms), until: end },
    });
    for (const apart of [{ territories: ["AT"] }, { purposes: ["commercial"] }, { uses: ["goods"] }] as const) {
      const terms = onchainOf({ ...print, ...apart });
      expect(found(await readConflict(world.context, { work, terms }))).toMatchObject({ licences: [], offers: [] });
    }
    const later = { work, terms: onchainOf(print), starts: end };
    expect(found(await readConflict(world.context, later))).toMatchObject({ licences: [], enforced: undefined });
    expect(found(await readBook(world.context, { work }))).toEqual({
      alone: [{ terms: termsIdOf(terms), until: end, count: 1 }],
      open: [],
    });
    expect(found(await readGrants(world.context, { work })).map(({ id }) => id)).toEqual([licence]);
  });

  it("binds its licensor too, until it ends", async () => {
    const ask = async (account: typeof ines, change = {}) => {
      const asked = {
        account: account.address,
        work,
        use: "print",
        purpose: "editorial",
        territory: "DE",
        ...change,
      } as const;
      return found(await readPermission(world.context, asked));
    };
    const { end } = found(await readLicence(world.context, licence));
    expect(await ask(maya)).toMatchObject({ allowed: true, because: "licence", licence: { id: licence } });
    expect(await ask(maya, { until: end - 1 })).toMatchObject({ allowed: true });
    expect(await ask(maya, { until: end })).toMatchObject({
      allowed: false,
      because: "none",
      answers: [{ answer: { reason: "expired", time: end } }],
    });
    expect(await ask(maya, { territory: "AT" })).toMatchObject({
      allowed: false,
      answers: [{ answer: { reason: "territory not covered" } }],
    });
    expect(await ask(ines)).toMatchObject({ allowed: false, because: "exclusive", licence: { id: licence } });
    expect(await ask(ines, { territory: "AT" })).toMatchObject({ allowed: true, because: "controller" });
    expect(await ask(ines, { purpose: "commercial" })).toMatchObject({ allowed: true, because: "controller" });
    expect(await ask(ines, { from: end })).toMatchObject({ allowed: true, because: "controller" });
    expect(await ask(tomas)).toMatchObject({ allowed: false, because: "none", answers: [] });
    const nothing = { account: maya.address, work: 1n, use: "print", purpose: "editorial", territory: "DE" } as const;
    expect(await readPermission(world.context, nothing)).toMatchObject({ status: "not-found" });
  });

  it("is renewed early without losing a day, for every seat", async () => {
    const before = found(await readLicence(world.context, licence));
    const offer = found(await readOffer(world.context, before.sale.offer)).offer;
    const renewal = { offer, licence, seats: before.seats, periods: 2 };
    expect(renewCall(world.deployment, renewal).value).toBe(price * 2n);
    const receipt = await world.send(maya, renewCall(world.deployment, renewal));
    const after = found(await readLicence(world.context, licence));
    expect(after).toMatchObject({
      end: before.end + 60 * day,
      renewals: [{ offer: offerIdOf(offer), payer: maya.address, periods: 2, end: before.end + 60 * day }],
    });
    expect(after.renewals[0]?.at.transaction).toBe(receipt.transactionHash);
    expect(await world.explained(maya, renewCall(world.deployment, { ...renewal, offer: open }))).toMatchObject({
      name: "Licences_OtherTerms",
    });
    await world.send(tomas, pruneCall(world.deployment, { work }));
  });

  it("is read back with terms in full, of which nobody keeps the deed", async () => {
    const id = termsIdOf(onchainOf(exclusive));
    expect(found(await readTerms(world.context, id))).toMatchObject({
      onchain: onchainOf(exclusive),
      deed: { status: "found", value: { matches: true, deed: { terms: exclusive } } },
    });
    expect(await readTerms(world.context, `0x${"12".repeat(24)}`)).toMatchObject({ status: "not-found" });
  });
});

describe("a quote", () => {
  const terms: Terms = {
    ...baseTerms,
    uses: ["print"],
    purposes: ["editorial"],
    territories: ["CH"],
    duration: 10 * day,
    seats: "person",
  };
  let work: bigint;

  const quoteOf = async (offer: Offer, signature?: Hex) =>
    createQuote(world.deployment, {
      offer,
      terms,
      signature: signature ?? (await ines.signTypedData(offerTypedData(world.deployment, { offer }))),
    });
  const check = async (quote: Awaited<ReturnType<typeof quoteOf>>) => found(await checkQuote(world.context, quote));

  it("travels as a link, is checked, published and bought in one transaction for several seats", async () => {
    work = (await world.register(ines, "quoted")).id;
    const sent = await quoteOf(offerOf(work, terms, { buyer: maya.address, supply: 3 }));
    const quote = parseQuoteFragment(quoteFragmentOf(sent));
    expect(quote).toEqual(sent);
    expect(await check(quote)).toMatchObject({ state: "open", error: undefined, signature: quote.signature });

    const steps = (seats: number, recipient = maya): Call[] => [
      define(quote.terms),
      publishQuoteCall(world.deployment, quote),
      buyCall(world.deployment, { offer: quote.offer, recipient: recipient.address, seats }),
    ];
    expect(await world.explained(tomas, batchCall(world.deployment, steps(3, tomas)))).toMatchObject({
      name: "Offers_NotForYou",
    });
    expect(await world.explained(maya, batchCall(world.deployment, steps(4)))).toMatchObject({
      name: "Offers_SoldOut",
      values: { left: 3, asked: 4n },
    });
    await world.send(maya, batchCall(world.deployment, steps(3)));
    const [licence] = found(await readLicencesOf(world.context, maya.address));
    expect(licence).toMatchObject({ work, seats: 3, sale: { price: price * 3n, buyer: maya.address } });
    expect(await check(quote)).toMatchObject({ state: "published", record: { state: "sold out", sold: 3 } });
  });

  it("is refused for what the contract would refuse, before anybody pays", async () => {
    const offer = offerOf(work, terms);
    const quote = await quoteOf(offer);
    const changed = { ...quote, offer: { ...offer, price: 1n } };
    expect(await check(changed)).toMatchObject({ state: "refused", error: "Offers_InvalidSignature" });
    const strangers = await quoteOf({ ...offer, licensor: tomas.address });
    const signed = await tomas.signTypedData(offerTypedData(world.deployment, { offer: strangers.offer }));
    expect(await check({ ...strangers, signature: signed })).toMatchObject({
      state: "refused",
      error: "Licences_NotController",
    });
    const late = await quoteOf({ ...offer, closes: (await world.now()) - 1 });
    expect(await check(late)).toMatchObject({ state: "refused", error: "Offers_EmptyWindow" });
    const early = await quoteOf({ ...offer, opens: (await world.now()) + day });
    expect(await check(early)).toMatchObject({ state: "not open yet" });
    expect(await check({ ...quote, chainId: 1 })).toMatchObject({ state: "elsewhere" });
    expect(await check({ ...quote, offers: maya.address })).toMatchObject({ state: "elsewhere" });
    expect(await check({ ...quote, rules: maya.address })).toMatchObject({ state: "elsewhere" });

    await world.send(ines, closeOfferCall(world.deployment, { offer }));
    expect(await check(quote)).toMatchObject({ state: "cancelled", record: undefined });
    expect(await readOffer(world.context, offerIdOf(offer))).toMatchObject({ status: "not-found" });
    expect(await world.explained(maya, publishQuoteCall(world.deployment, quote))).toMatchObject({
      name: "Offers_AlreadyPublished",
      sentence: expect.stringContaining("closed or cancelled"),
    });
  });

  it("of a wallet that is not deployed is explained, never half accepted; once it is, it counts", async () => {
    const wallet = "0x00000000000000000000000000000000000a11e7";
    const { id } = await world.register(ines, "of a wallet");
    await world.send(ines, transferWorkCall(world.deployment, { work: id, from: ines.address, to: wallet }));
    const inner = "0x1234";
    const magic = "6492649264926492649264926492649264926492649264926492649264926492";
    const layout = [{ type: "address" }, { type: "bytes" }, { type: "bytes" }] as const;
    const wrapped = `${encodeAbiParameters(layout, [maya.address, "0x", inner])}${magic}` as Hex;
    const quote = await quoteOf(offerOf(id, terms, { licensor: wallet }), wrapped);
    expect(await check(quote)).toMatchObject({ state: "undeployed wallet", error: undefined });
    expect(await world.explained(maya, publishQuoteCall(world.deployment, quote))).toMatchObject({
      name: "Offers_InvalidSignature",
    });
    // A wallet that accepts any signature (ERC-1271).
    await world.client.setCode({ address: wallet, bytecode: "0x631626ba7e60e01b5f5260205ff3" });
    const checked = await check(quote);
    expect(checked).toMatchObject({ state: "open", signature: inner });
    await world.send(maya, publishQuoteCall(world.deployment, { offer: quote.offer, signature: checked.signature }));
    expect(found(await readOffer(world.context, checked.id)).state).toBe("open");
  });
});

describe("an exclusive sublicence", () => {
  it("binds whoever sold it, as it does the controller of a work", async () => {
    const { id: work } = await world.register(ines, "passed on");
    const above: Terms = {
      ...{ ...baseTerms, uses: ["print"], purposes: ["editorial"] },
      ...{ exclusivity: "exclusive", sublicensing: 1 },
    };
    await buy(maya, await publish(work, above));
    const parent = licenceIdOf({ work, serial: 1 });
    const ask = async (account: typeof ines) => {
      const asked = { account: account.address, work, use: "print", purpose: "editorial", territory: "DE" } as const;
      return found(await readPermission(world.context, asked));
    };
    expect(await ask(maya)).toMatchObject({ allowed: true, because: "licence", licence: { id: parent } });
    await buy(tomas, await publish(work, { ...above, sublicensing: 0, duration: day }, { parent, price: 0n }, maya));
    const sublicence = licenceIdOf({ work, serial: 2 });
    expect(await ask(maya)).toMatchObject({ allowed: false, because: "exclusive", licence: { id: sublicence } });
    expect(await ask(tomas)).toMatchObject({ allowed: true, because: "licence", licence: { id: sublicence } });
    expect(await ask(ines)).toMatchObject({ allowed: false, because: "exclusive", licence: { id: parent } });
  });
});

describe("sublicences", () => {
  const above: Terms = {
    ...{ ...baseTerms, uses: ["goods", "print"], purposes: ["commercial"], duration: 100 * day },
    ...{ sublicensing: 2, sublicenceShare: 200_000_000 },
  };
  const between: Terms = {
    ...above,
    uses: ["print"],
    duration: 50 * day,
    sublicensing: 1,
    sublicenceShare: 500_000_000,
  };
  const below: Terms = { ...between, duration: 20 * day, sublicensing: 0, sublicenceShare: 0 };
  let work: bigint;
  let parent: bigint;
  let middle: bigint;
  let lowest: bigint;

  it("lie within their parent, and know the chain above them", async () => {
    work = (await world.register(ines, "franchised")).id;
    await buy(maya, await publish(work, above), 2);
    parent = licenceIdOf({ work, serial: 1 });
    const outside = { ...between, uses: ["perform"] } as const;
    const calls = [
      define(outside),
      publishOfferCall(world.deployment, { offer: offerOf(work, outside, { parent, licensor: maya.address }) }),
    ];
    expect(await world.explained(maya, batchCall(world.deployment, calls))).toMatchObject({
      name: "Licences_BeyondParent",
    });
    const offer = await publish(work, between, { parent, price: 1_000n }, maya);
    expect(found(await readOffer(world.context, offerIdOf(offer)))).toMatchObject({ controller: maya.address });
    expect(
      await world.explained(tomas, buyCall(world.deployment, { offer, recipient: tomas.address, seats: 3 })),
    ).toMatchObject({ name: "Licences_TooManySeats", values: { seats: 3n, parentSeats: 2 } });
    await buy(tomas, offer);
    middle = licenceIdOf({ work, serial: 2 });
    await buy(ines, await publish(work, below, { parent: middle, price: 1_000n }, tomas));
    lowest = licenceIdOf({ work, serial: 3 });
    expect(found(await readSublicences(world.context, parent)).map(({ id }) => id)).toEqual([middle]);
    expect(found(await readLicence(world.context, lowest))).toMatchObject({
      parent: middle,
      above: [middle, parent],
      decisive: lowest,
      licensor: tomas.address,
      chain: [
        { licensor: tomas.address, share: 500_000_000 },
        { licensor: maya.address, share: 200_000_000 },
      ],
      state: "running",
      sale: { version: 1 },
    });
    expect(found(await readLicence(world.context, parent))).toMatchObject({
      ...{ seatsPassedOn: 1, licensor: ines.address, chain: [] },
      compliance: { rules: "none", reports: [], arrears: undefined },
    });
  });

  it("pay every licensor above what they keep, and the work what is left", async () => {
    const { chain } = found(await readLicence(world.context, lowest));
    expect(whoGetsWhat({ amount: 1_000n, work, chain })).toEqual([
      { to: "licensor", account: tomas.address, level: 1, amount: 500n },
      { to: "licensor", account: maya.address, level: 2, amount: 400n },
      { to: "holders", work, depth: 0, amount: 100n },
    ]);
    const of = async (account: typeof ines) => found(await readProceeds(world.context, account.address));
    // Of the licence between, maya keeps 800 of 1,000.
    expect(await of(maya)).toEqual([{ currency: zeroAddress, credited: 1_200n, withdrawn: 0n, waiting: 1_200n }]);
    expect(await of(tomas)).toEqual([{ currency: zeroAddress, credited: 500n, withdrawn: 0n, waiting: 500n }]);
    await world.send(maya, withdrawProceedsCall(world.deployment, { currency: zeroAddress, to: tomas.address }));
    expect(await of(maya)).toEqual([{ currency: zeroAddress, credited: 1_200n, withdrawn: 1_200n, waiting: 0n }]);
  });

  it("are given back, and then what they excluded is free; not while others hang below", async () => {
    expect(await world.explained(tomas, surrenderCall(world.deployment, { licence: middle }))).toMatchObject({
      name: "Licences_HasSublicences",
    });
    await world.wait(day);
    await world.send(ines, surrenderCall(world.deployment, { licence: lowest }));
    const time = await world.now();
    expect(found(await readLicence(world.context, lowest))).toMatchObject({
      ...{ ended: "surrendered", end: time, endsAt: time, seats: 1, state: "surrendered", decisive: lowest },
    });
    const use = { use: "print", purpose: "commercial", territory: "DE" } as const;
    const asked = { account: ines.address, licence: lowest, ...use };
    expect(found(await isLicensed(world.context, asked))).toMatchObject({ reason: "surrendered", decisive: lowest });
    expect(found(await isLicensed(world.context, { ...asked, time: time - 1 })).reason).toBe("licensed");
  });

  it("are offered by an agent until a time, and no longer", async () => {
    const until = (await world.now()) + 1_000;
    await world.send(maya, setAgentCall(world.deployment, { grantor: parent, agent: ines.address, until }));
    const agents = async () => found(await readAgents(world.context, { grantor: parent }));
    expect(await agents()).toEqual([{ account: maya.address, agent: ines.address, until }]);
    const offer = offerOf(work, between, { parent, licensor: maya.address, price: 9n });
    await world.send(ines, publishOfferCall(world.deployment, { offer }));
    expect(found(await readOffer(world.context, offerIdOf(offer)))).toMatchObject({ state: "open" });
    await world.send(maya, setAgentCall(world.deployment, { grantor: parent, agent: ines.address, until: 0 }));
    expect(await agents()).toEqual([]);
  });

  it("for a field are not for another, and not for a use that names none", async () => {
    const { id } = await world.register(ines, "in French");
    const french: Terms = { ...baseTerms, uses: ["print"], purposes: ["commercial"], field: "language: French" };
    await buy(maya, await publish(id, { ...french, exclusivity: "exclusive" }));
    const ask = async (account: typeof ines, field?: string) => {
      const use = { use: "print", purpose: "commercial", territory: "FR", field } as const;
      return found(await readPermission(world.context, { account: account.address, work: id, ...use }));
    };
    expect(await ask(maya, "Language:  french")).toMatchObject({ allowed: true, because: "licence" });
    expect(await ask(maya, "language: German")).toMatchObject({
      answers: [{ answer: { reason: "field not covered" } }],
    });
    expect(await ask(maya)).toMatchObject({ allowed: false, because: "none" });
    expect(await ask(ines, "language: French")).toMatchObject({ allowed: false, because: "exclusive" });
    expect(await ask(ines, "language: German")).toMatchObject({ allowed: true, because: "controller" });
    const german = onchainOf({ ...french, field: "language: German" });
    expect(found(await readConflict(world.context, { work: id, terms: german })).licences).toEqual([]);
    expect(
      found(await readConflict(world.context, { work: id, terms: onchainOf({ ...french, field: "all" }) })).licences,
    ).toHaveLength(1);
  });
});

describe("works made from works", () => {
  const remix: Terms = {
    ...baseTerms,
    uses: ["adapt"],
    purposes: ["commercial"],
    changes: true,
    derivatives: "allowed",
    upstreamShare: 100_000_000,
  };
  const alike: Terms = { ...remix, derivatives: "share-alike", upstreamShare: 250_000_000 };
  let root: { id: bigint; contentRoot: Hex };
  let middle: bigint;
  let top: bigint;

  it("name the licences that allow them, and owe the share that those ask", async () => {
    root = await world.register(ines, "root");
    await buy(tomas, await publish(root.id, remix));
    const source = licenceIdOf({ work: root.id, serial: 1 });
    middle = (await world.register(tomas, "middle", [source])).id;
    await buy(maya, await publish(middle, alike, {}, tomas));
    // Both directly from the root and through the middle: a diamond.
    await buy(maya, found(await readOffer(world.context, offerIdOf(offerOf(root.id, remix)))).offer);
    const sources = [licenceIdOf({ work: middle, serial: 1 }), licenceIdOf({ work: root.id, serial: 2 })];
    top = (await world.register(maya, "top", sources)).id;

    expect(found(await readParents(world.context, middle))).toMatchObject([
      { work: middle, parent: root.id, source, share: 100_000_000 },
    ]);
    expect(found(await readDerivatives(world.context, root.id)).map(({ work }) => work)).toEqual([top, middle]);
    expect(found(await readWork(world.context, top)).bounds?.shareAlike).toBe(termsIdOf(onchainOf(alike)));
    expect(found(await readWork(world.context, middle)).bounds).toBeUndefined();
    const other = offerOf(top, remix, { licensor: maya.address });
    expect(await world.explained(maya, publishOfferCall(world.deployment, { offer: other }))).toMatchObject({
      name: "Licences_ShareAlike",
    });
  });

  it("lead up to every ancestor that gets a share, as far as is asked", async () => {
    const all = found(await readAncestors(world.context, { work: top }));
    expect(all.works[0]).toBe(top);
    expect(new Set(all.works)).toEqual(new Set([top, middle, root.id]));
    expect(all.derivations).toHaveLength(3);
    for (const edge of [
      { work: top, parent: middle, share: 250_000_000 },
      { work: top, parent: root.id, share: 100_000_000 },
      { work: middle, parent: root.id, share: 100_000_000 },
    ]) {
      expect(all.derivations).toContainEqual(edge);
    }
    expect(all.beyond).toEqual([]);

    // With room for one ancestor only, the other is named as not followed.
    const some = found(await readAncestors(world.context, { work: top, limit: 2 }));
    expect(some.works).toHaveLength(2);
    expect(new Set([...some.works, ...some.beyond])).toEqual(new Set(all.works));
    expect(some.beyond).toHaveLength(1);
    expect(found(await readUpstream(world.context, { work: top, currency: zeroAddress, limit: 2 })).complete).toBe(
      false,
    );
    expect(found(await readAncestors(world.context, { work: root.id }))).toEqual({
      derivations: [],
      works: [root.id],
      beyond: [],
    });
  });

  it("settle what they owe, in the order that the package names, to the last wei", async () => {
    const currency = zeroAddress;
    const sums = async (work: bigint) => found(await readUpstream(world.context, { work, currency }));
    const start = await sums(top);
    expect(start.derivations).toHaveLength(3);
    // The middle was paid for its licence, and owes a part of that.
    expect(start.order).toEqual([middle]);
    await world.send(ines, settleCall(world.deployment, { works: start.order, currency }));

    await world.send(ines, payCall(world.deployment, { work: top, currency, amount: 1_000_000n }));
    const { order, unsettled, derivations, complete } = await sums(top);
    expect(complete).toBe(true);
    expect(unsettled.get(top)).toBe(350_000n);
    expect(order).toEqual([top, middle]);
    const expected = whoGetsWhat({ amount: 1_000_000n, work: top, derivations });
    expect(expected).toEqual([
      { to: "holders", work: top, depth: 0, amount: 650_000n },
      { to: "holders", work: middle, depth: 1, amount: 225_000n },
      { to: "holders", work: root.id, depth: 1, amount: 125_000n },
    ]);
    const before = found(await readEarnings(world.context, ines.address));
    const received = (list: typeof before) =>
      list.works.find(({ work }) => work.id === root.id)?.currencies[0]?.received ?? 0n;
    await world.send(tomas, settleCall(world.deployment, { works: order, currency }));
    const after = found(await readEarnings(world.context, ines.address));
    expect(received(after) - received(before)).toBe(125_000n);
    expect((await sums(top)).order).toEqual([]);
    const settled = found(await readSettlements(world.context, root.id));
    expect(settled.received.slice(0, 2).map(({ work, amount }) => [work, amount])).toEqual([
      [middle, 25_000n],
      [top, 100_000n],
    ]);
    const mayas = found(await readEarnings(world.context, maya.address));
    const own = mayas.works.find(({ work }) => work.id === top)?.currencies[0];
    expect(own).toMatchObject({ received: 1_000_000n, kept: 650_000n, notYetTaken: 650_000n });
  });

  it("have a till for plain transfers, and pay a holder where they signed for", async () => {
    const { address } = found(await readTill(world.context, { work: root.id, currencies: [] }));
    const hash = await world.client.sendTransaction({ account: maya, to: address, value: 5_000n });
    await world.client.waitForTransactionReceipt({ hash });
    const currencies = [zeroAddress, world.token] as const;
    expect(found(await readTill(world.context, { work: root.id, currencies })).balances).toEqual([
      { currency: zeroAddress, balance: 5_000n },
      { currency: world.token, balance: 0n },
    ]);
    await world.send(maya, sweepCall(world.deployment, { work: root.id, currency: zeroAddress }));
    expect(
      await world.explained(maya, sweepCall(world.deployment, { work: root.id, currency: zeroAddress })),
    ).toMatchObject({
      name: "Royalties_ZeroAmount",
    });

    await world.send(maya, takeAllUnitsCall(world.deployment, { work: root.id, claimant: ines.address, ...root }));
    const to = "0x00000000000000000000000000000000000cafe5";
    const nonce = found(await readClaimNonce(world.context, ines.address));
    const deadline = BigInt((await world.now()) + day);
    const claim = { work: root.id, currency: zeroAddress, holder: ines.address, to, nonce, deadline } as const;
    const signature = await ines.signTypedData(claimForTypedData(world.deployment, claim));
    const elsewhere = claimForCall(world.deployment, { ...claim, to: maya.address, signature });
    expect(await world.explained(maya, elsewhere)).toMatchObject({ name: "Royalties_InvalidSignature" });
    const call = claimForCall(world.deployment, { ...claim, signature });
    await world.send(maya, call);
    const mine = found(await readEarnings(world.context, ines.address)).works.find(({ work }) => work.id === root.id);
    expect(await world.client.getBalance({ address: to })).toBe(mine?.currencies[0]?.received);
    expect(await world.explained(maya, call)).toMatchObject({ name: "InvalidAccountNonce" });
  });
});

describe("a permit", () => {
  it("buys in a token in one transaction, and one that was used before does no harm", async () => {
    const { id } = await world.register(ines, "paid in tokens");
    const offer = await publish(
      id,
      { ...baseTerms, uses: ["keep"], purposes: ["private"] },
      { currency: world.token, price: 7_000_000n },
    );
    await world.mint(maya, 20_000_000n);
    const permit = async () => {
      const data = found(await readPermit(world.context, { currency: world.token, owner: maya.address }));
      const signed = { amount: offer.price, deadline: BigInt((await world.now()) + day) };
      const message = permitTypedData(world.deployment, { ...data, owner: maya.address, ...signed });
      const signature = await maya.signTypedData(message);
      return permitCall(world.deployment, { currency: world.token, ...signed, signature });
    };
    const both = async (by: Call) =>
      batchCall(world.deployment, [by, buyCall(world.deployment, { offer, recipient: maya.address })]);
    const first = await permit();
    expect(found(await readPermit(world.context, { currency: world.token, owner: maya.address }))).toMatchObject({
      nonce: 0n,
      domain: { name: "Demo Dollar", version: "1", chainId: 31337, verifyingContract: world.token },
    });
    await world.send(maya, await both(first));
    expect(await world.explained(maya, await both(first))).toMatchObject({ name: "ERC20InsufficientAllowance" });
    // Somebody else uses it first: the allowance is there, and the purchase goes through.
    const second = await permit();
    const [token, amount, deadline, v, r, s] = second.args;
    const abi = [
      {
        type: "function",
        name: "permit",
        stateMutability: "nonpayable",
        inputs: ["address", "address", "uint256", "uint256", "uint8", "bytes32", "bytes32"].map((type) => ({ type })),
        outputs: [],
      },
    ] as const;
    const args = [maya.address, world.deployment.contracts.royalties.address, amount, deadline, v, r, s];
    await world.send(tomas, { address: token, abi, functionName: "permit", args });
    await world.send(maya, await both(second));
    expect(found(await readLicencesOf(world.context, maya.address)).filter(({ work }) => work === id)).toHaveLength(2);
  });

  it("is not looked for where there is none", async () => {
    const { royalties } = world.deployment.contracts;
    for (const currency of [royalties.address, maya.address]) {
      expect(await readPermit(world.context, { currency, owner: maya.address })).toMatchObject({ status: "not-found" });
    }
  });
});
