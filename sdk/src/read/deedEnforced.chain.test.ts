import { getAddress, type Hex, keccak256, stringToHex, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Call } from "../calls/call.ts";
import { contestNoticeCall, noticeCall, payDebtCall, reportUsageCall, terminateCall } from "../calls/compliance.ts";
import { acceptLicenceCall, surrenderCall, transferLicenceCall } from "../calls/licences.ts";
import { buyCall, defineTermsCall, publishOfferCall } from "../calls/offers.ts";
import { payCall, settleCall } from "../calls/royalties.ts";
import { registerCall } from "../calls/works.ts";
import { explainError } from "../core/explainError.ts";
import { createContentStore } from "../core/store.ts";
import { royaltyFor } from "../model/conditions.ts";
import { allShares, forever, unlimitedSupply } from "../model/constants.ts";
import { licenceIdOf, workIdOf } from "../model/ids.ts";
import type { Offer } from "../model/offer.ts";
import { termsIdOf } from "../model/terms.ts";
import { addMonths, day } from "../model/time.ts";
import { shareOf } from "../model/units.ts";
import { baseConditions, type Conditions } from "../terms/conditions.ts";
import { conditionsOf, deedOf, onchainTermsOf } from "../terms/deed.ts";
import { enforcedSentences } from "../terms/deedWords.ts";
import { baseTerms, normalTerms, type Terms } from "../terms/terms.ts";
import { type PurposeId, purposes, type UseId, uses } from "../terms/uses.ts";
import { licenceWords } from "../terms/words/languages.ts";
import { createWorld, found, memoryIpfs, testAccount, type World } from "../testing/world.ts";
import { readLicence } from "./licences.ts";
import { isLicensed } from "./rights.ts";

const [ines, maya, kai, stranger] = [testAccount(0), testAccount(1), testAccount(2), testAccount(3)] as const;
/** Each case has an arbitrator of its own, since each of their disputes has the number 1. */
const arbitratorOf = (seed: number) => getAddress(`0x${(0xa4b1700 + seed).toString(16).padStart(40, "0")}`);
const seeds = Array.from({ length: 24 }, (_, i) => i + 1);
const evidence = keccak256(stringToHex("evidence"));
const { enforced } = licenceWords("en");
type Account = typeof ines;

let world: World;
let count = 0;
let offers = 0;
const nextOffer = () => {
  offers += 1;
  return offers;
};
const ipfs = memoryIpfs();
const store = createContentStore({ gateways: ["http://store.test"], api: "http://store.test", fetch: ipfs.fetch });

beforeAll(async () => {
  world = await createWorld();
  world.context = { ...world.context, store };
  // It asks 1 wei, gives every dispute the number 1, and never rules.
  for (const seed of seeds) {
    await world.client.setCode({ address: arbitratorOf(seed), bytecode: "0x600160005260206000f3" });
  }
}, 60_000);

afterAll(() => world?.stop());

/** Numbers that look random and are the same in every run. */
function numbersFrom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number) => Math.floor(next() * most);
  const oneOf = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;
  const some = <Value>(values: readonly Value[]): Value[] => {
    const chosen = values.filter(() => next() < 0.4);
    return chosen.length > 0 ? chosen : [oneOf(values)];
  };
  return { chance: (share: number) => next() < share, below, oneOf, some };
}

/** Terms as somebody may choose them, with something left out of each list so that there is an outside. */
function randomTerms(seed: number): Terms {
  const random = numbersFrom(seed);
  const remade = random.chance(0.5);
  const listed = uses.map(({ id }) => id).filter((id) => remade || (id !== "adapt" && id !== "translate"));
  const sublicensing = random.oneOf([0, 0, 1, 2]);
  const reports = random.chance(0.5);
  const ends = random.chance(0.6);
  const conditions: Conditions | "none" =
    !reports && !ends
      ? "none"
      : {
          ...baseConditions,
          ...(reports
            ? {
                tiers: [{ from: 0n, share: random.below(10) * 50_000_000, perUnit: BigInt(random.below(3)) }],
                minimum: BigInt(random.below(2) * 1_000),
                period: random.oneOf([{ months: 1 }, { seconds: 20 * day }]),
                grace: 5 * day,
              }
            : { period: "none" as const, grace: 0 }),
          cure: ends ? 10 * day : "irrevocable",
          arbitrator:
            ends && random.chance(0.4)
              ? { address: arbitratorOf(seed).toLowerCase() as Hex, extraData: "0x", silence: 30 * day }
              : "none",
        };
  const derivatives = remade ? random.oneOf(["allowed", "share-alike"] as const) : "none";
  return normalTerms({
    ...baseTerms,
    uses: random.some(listed.slice(0, -1)) as UseId[],
    purposes: random.some(purposes.map(({ id }) => id).slice(0, -1)) as PurposeId[],
    territories: random.chance(0.4) ? "worldwide" : random.some(["AT", "DE", "FR", "US"] as const),
    field: random.chance(0.3) ? "language: french" : "all",
    duration: random.chance(0.3) ? "forever" : 4_000 * day,
    exclusivity: random.oneOf(["non-exclusive", "sole", "exclusive"] as const),
    transferable: random.chance(0.5),
    sublicensing,
    sublicenceShare: sublicensing > 0 ? random.below(4) * 250_000_000 : 0,
    passesDown: conditions !== "none" && sublicensing > 0 && random.chance(0.5),
    changes: remade,
    derivatives,
    works: remade && random.chance(0.5) ? 1 : "any",
    upstreamShare: remade ? random.below(3) * 100_000_000 : 0,
    further: !remade
      ? "free"
      : random.oneOf(
          derivatives === "allowed" ? (["free", "owes-on", "ends-there"] as const) : (["free", "owes-on"] as const),
        ),
    conditions,
  });
}

/** The name of the error that a call meets, or undefined if it goes through. */
async function refusal(account: Account, call: Call): Promise<string | undefined> {
  try {
    await world.client.simulateContract({ ...call, account } as never);
    return undefined;
  } catch (error) {
    return explainError(error).name;
  }
}

type Sale = { work: bigint; terms: Terms; parent?: bigint; price?: bigint; by?: Account };

function offerOf({ work, terms, parent = 0n, price = 0n, by = ines }: Sale): Offer {
  return {
    ...{ work, parent, licensor: by.address, buyer: zeroAddress, currency: zeroAddress, price },
    terms: termsIdOf(onchainTermsOf(terms, world.deployment)),
    // Each is another offer, though its terms may be the same.
    ...{ supply: unlimitedSupply, opens: nextOffer(), closes: forever, starts: 0, schedule: zeroHash },
  };
}

/** Publishes an offer, or the name of the error that stood in the way. */
async function publish(sale: Sale): Promise<{ offer: Offer; refused: string | undefined }> {
  const { deployment, send } = world;
  const offer = offerOf(sale);
  await store.put(deedOf(sale.terms).bytes);
  await send(sale.by ?? ines, defineTermsCall(deployment, { terms: onchainTermsOf(sale.terms, deployment) }));
  const call = publishOfferCall(deployment, { offer });
  const refused = await refusal(sale.by ?? ines, call);
  if (refused === undefined) await send(sale.by ?? ines, call);
  return { offer, refused };
}

/** Whether terms can be sold of a work or under a licence: undefined, or the name of the error. */
async function sold(sale: Sale, to = kai, seats = 1): Promise<string | undefined> {
  const { offer, refused } = await publish(sale);
  return refused ?? (await refusal(to, buyCall(world.deployment, { offer, recipient: to.address, seats })));
}

type Case = { terms: Terms; work: bigint; licence: bigint; offer: Offer };

/** A licence with three seats, which maya bought for herself. */
async function licensed(terms: Terms): Promise<Case> {
  count += 1;
  const work = (await world.register(ines, `random ${count}`)).id;
  const { offer, refused } = await publish({ work, terms });
  expect(refused).toBeUndefined();
  await world.send(maya, buyCall(world.deployment, { offer, recipient: maya.address, seats: 3 }));
  return { terms, work, licence: licenceIdOf({ work, serial: 1 }), offer };
}

const placeOf = ({ territories }: Terms) => (territories === "worldwide" ? "NZ" : (territories[0] ?? "NZ"));
const fieldOf = ({ field }: Terms) => (field === "all" ? {} : { field });

/** The same scope without anything else, for one buyer alone or not. */
function plain({ uses, purposes, territories, field }: Terms, exclusivity: Terms["exclusivity"]): Terms {
  const remade = uses.some((use) => use === "adapt" || use === "translate");
  const making = remade ? { changes: true, derivatives: "allowed" as const } : {};
  return { ...baseTerms, ...{ uses, purposes, territories, field, exclusivity, duration: 100 * day }, ...making };
}

/** A purpose that terms are not for; the last one is never chosen. */
const otherPurpose = purposes.at(-1)?.id as PurposeId;
const otherUse = "tokenise" satisfies UseId;

const underRules = ({ terms, licence }: Case) => {
  const conditions = conditionsOf(terms);
  if (!conditions) throw new Error("no conditions");
  return { licence, terms: onchainTermsOf(terms, world.deployment), conditions };
};

/** A new work that maya registers as made under a licence. */
function derivative({ licence }: Case, name: string) {
  const contentRoot = keccak256(stringToHex(`${name} ${count}`));
  const parts = { contentRoot, salt: contentRoot, metadataDigest: contentRoot, category: "literary" } as const;
  return {
    id: workIdOf({ claimant: maya.address, contentRoot }),
    call: registerCall(world.deployment, { registration: { ...parts, sources: [licence] } }),
  };
}

const readRoyalties = (functionName: "received" | "proceedsOf", args: readonly unknown[]) =>
  world.client.readContract({
    address: world.deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName,
    args,
  } as never) as Promise<bigint>;

/* What each sentence promises, tried out. */

async function recordsAndAnswers({ terms, licence }: Case) {
  const asked = { licence, account: maya.address, territory: placeOf(terms), ...fieldOf(terms) };
  const ask = async (change: object) =>
    found(
      await isLicensed(world.context, {
        ...asked,
        use: terms.uses[0] as UseId,
        purpose: terms.purposes[0] as PurposeId,
        ...change,
      }),
    ).reason;
  for (const use of terms.uses) expect(await ask({ use })).toBe("licensed");
  for (const purpose of terms.purposes) expect(await ask({ purpose })).toBe("licensed");
  expect(await ask({ use: otherUse })).toBe("use not covered");
  expect(await ask({ purpose: otherPurpose })).toBe("purpose not covered");
  expect(await ask({ account: stranger.address })).toBe("not the holder");
  if (terms.territories !== "worldwide") expect(await ask({ territory: "NZ" })).toBe("territory not covered");
  if (terms.field !== "all") expect(await ask({ field: "language: finnish" })).toBe("field not covered");
  const read = found(await readLicence(world.context, licence));
  expect(read.seats).toBe(3);
  expect(await ask({ time: read.start - 1 })).toBe("not started");
  expect(read.end).toBe(terms.duration === "forever" ? forever : read.start + terms.duration);
  if (read.end !== forever) expect(await ask({ time: read.end })).toBe("expired");
}

async function staysOpen({ terms, work }: Case) {
  expect(await sold({ work, terms: plain(terms, "non-exclusive") })).toBeUndefined();
  expect(await sold({ work, terms: plain(terms, "exclusive") })).toBe("Licences_Conflict");
  expect(await sold({ work, terms: { ...plain(terms, "exclusive"), purposes: [otherPurpose] } })).toBeUndefined();
}

async function excludesOthers({ terms, work }: Case) {
  expect(await sold({ work, terms: plain(terms, "non-exclusive") })).toBe("Licences_Conflict");
  expect(await sold({ work, terms: plain(terms, "sole") })).toBe("Licences_Conflict");
  expect(await sold({ work, terms: { ...plain(terms, "non-exclusive"), purposes: [otherPurpose] } })).toBeUndefined();
  // And it is not granted over another that was there before.
  const other = (await world.register(ines, `sold before ${count}`)).id;
  const { offer } = await publish({ work: other, terms: plain(terms, "non-exclusive") });
  await world.send(kai, buyCall(world.deployment, { offer, recipient: kai.address }));
  expect(await sold({ work: other, terms }, maya)).toBe("Licences_Conflict");
}

async function boundOnlyWhoAccepts({ terms }: Case) {
  // On another work, since this one may be sold to nobody else.
  const work = (await world.register(ines, `accepted ${count}`)).id;
  const { offer } = await publish({ work, terms });
  const gift = buyCall(world.deployment, { offer, recipient: kai.address });
  expect(await refusal(maya, gift)).toBe("Licences_NotAccepted");
  expect(await refusal(kai, gift)).toBeUndefined();
}

const move = ({ licence }: Case) =>
  transferLicenceCall(world.deployment, { licence, from: maya.address, to: kai.address });

async function staysWithHolder(given: Case) {
  expect(await refusal(maya, move(given))).toBe("Licences_NotTransferable");
}

async function movesFreely(given: Case) {
  expect(await refusal(maya, move(given))).toBeUndefined();
  expect(await refusal(stranger, move(given))).not.toBeUndefined();
}

async function movesToWhoTakesIt(given: Case) {
  expect(await refusal(maya, move(given))).toBe("Licences_NotAccepted");
  await world.send(kai, acceptLicenceCall(world.deployment, { licence: given.licence }));
  expect(await refusal(maya, move(given))).toBeUndefined();
}

/** As much as may be passed on, for a shorter time. */
function within(terms: Terms): Terms {
  const { sublicensing, conditions, passesDown } = terms;
  return {
    ...terms,
    ...{ exclusivity: "non-exclusive", sublicensing: sublicensing - 1, duration: 100 * day },
    sublicenceShare: sublicensing === 1 ? 0 : terms.sublicenceShare,
    passesDown: conditions !== "none" && passesDown,
  };
}

async function refusesSublicences({ terms, work, licence }: Case) {
  const below = { ...plain(terms, "non-exclusive"), fallsWithParent: true };
  expect(await sold({ work, parent: licence, by: maya, terms: below })).toBe("Licences_BeyondParent");
}

async function keepsSublicencesWithin({ terms, work, licence }: Case) {
  const under = { work, parent: licence, by: maya };
  const inner = within(terms);
  expect(await sold({ ...under, terms: inner })).toBeUndefined();
  expect(await sold({ ...under, terms: { ...inner, uses: [...inner.uses, otherUse] } })).toBe("Licences_BeyondParent");
  expect(await sold({ ...under, terms: { ...inner, purposes: [...inner.purposes, otherPurpose] } })).toBe(
    "Licences_BeyondParent",
  );
  expect(await sold({ ...under, terms: { ...inner, sublicensing: terms.sublicensing } })).toBe("Licences_BeyondParent");
  expect(await sold({ ...under, terms: inner }, kai, 4)).toBe("Licences_TooManySeats");
  if (terms.duration !== "forever") {
    expect(await sold({ ...under, terms: { ...inner, duration: 4_001 * day } })).toBe("Licences_OutlivesParent");
  }
  if (terms.passesDown) {
    const without: Terms = { ...inner, conditions: "none", passesDown: false, fallsWithParent: true };
    expect(await sold({ ...under, terms: without })).toBe("Licences_BeyondParent");
  }
  // What is paid under it is divided: the share goes up, the rest stays.
  const before = await readRoyalties("proceedsOf", [maya.address, zeroAddress]);
  const { offer } = await publish({ ...under, terms: inner, price: 1_000n });
  await world.send(kai, buyCall(world.deployment, { offer, recipient: kai.address }));
  expect((await readRoyalties("proceedsOf", [maya.address, zeroAddress])) - before).toBe(
    1_000n - shareOf(1_000n, terms.sublicenceShare),
  );
  expect(await readRoyalties("received", [work, zeroAddress])).toBe(shareOf(1_000n, terms.sublicenceShare));
}

async function refusesNewWorks(given: Case) {
  expect(await refusal(maya, derivative(given, "new work").call)).toBe("Licences_NoDerivatives");
}

async function registersNewWorks(given: Case) {
  const { terms, work } = given;
  const made = derivative(given, "new work");
  await world.send(maya, made.call);
  const another = await refusal(maya, derivative(given, "another").call);
  expect(another === undefined).toBe(terms.works === "any");
  // Its share is set aside of everything that it receives.
  const before = await readRoyalties("received", [work, zeroAddress]);
  await world.send(kai, payCall(world.deployment, { work: made.id, currency: zeroAddress, amount: 1_000_000n }));
  await world.send(kai, settleCall(world.deployment, { works: [made.id], currency: zeroAddress }));
  expect((await readRoyalties("received", [work, zeroAddress])) - before).toBe(
    shareOf(1_000_000n, terms.upstreamShare),
  );
  // What it may be offered under.
  const free: Terms = { ...baseTerms, uses: ["keep"], purposes: ["private"] };
  const offered = (offer: Terms) => sold({ work: made.id, by: maya, terms: offer });
  expect(await offered(free)).toBe(terms.derivatives === "share-alike" ? "Licences_ShareAlike" : undefined);
  const remakable: Terms = { ...free, changes: true, derivatives: "allowed" };
  if (terms.derivatives === "share-alike")
    expect((await publish({ work: made.id, by: maya, terms })).refused).toBeUndefined();
  else if (terms.further === "free") expect(await offered(remakable)).toBeUndefined();
  else if (terms.further === "ends-there")
    expect(await offered({ ...remakable, upstreamShare: allShares })).toBe("Licences_BeyondSources");
  else {
    expect(await offered({ ...remakable, upstreamShare: terms.upstreamShare })).toBeUndefined();
    if (terms.upstreamShare > 0) expect(await offered(remakable)).toBe("Licences_BeyondSources");
  }
}

async function keepsReports(given: Case) {
  const rules = underRules(given);
  const { start } = found(await readLicence(world.context, given.licence));
  const { period } = given.terms.conditions as Conditions;
  if (period === "none") throw new Error("nothing is reported");
  const over = "months" in period ? addMonths(start, 2 * period.months) : start + 2 * period.seconds;
  await world.wait(over - (await world.now()) + 6 * day);
  const missing = found(await readLicence(world.context, given.licence)).compliance;
  expect(missing.arrears?.periods).toBe(2);
  const report = { period: 0, units: 7n, revenue: 10_000n };
  const call = (index: number) => reportUsageCall(world.deployment, { ...rules, report: { ...report, period: index } });
  expect(await refusal(maya, call(1))).toBe("Compliance_WrongPeriod");
  await world.send(maya, call(0));
  expect(await refusal(maya, call(0))).toBe("Compliance_WrongPeriod");
  const { compliance } = found(await readLicence(world.context, given.licence));
  const royalty = royaltyFor(rules.conditions, { units: 0n, revenue: 0n }, report);
  const least = rules.conditions.minimum;
  const [owed = 0n] = [royalty, least].sort((one, other) => Number(other - one));
  expect(compliance.due?.debt).toBe(owed);
  expect(compliance.arrears?.periods).toBe(1);
  if (owed > 0n) {
    const before = await readRoyalties("received", [given.work, zeroAddress]);
    await world.send(stranger, payDebtCall(world.deployment, { ...rules, payment: { amount: owed } }));
    expect((await readRoyalties("received", [given.work, zeroAddress])) - before).toBe(owed);
    expect(found(await readLicence(world.context, given.licence)).compliance.due?.debt).toBe(0n);
  }
}

async function onlyHolderEnds(given: Case) {
  const { licence, terms } = given;
  const onchain = onchainTermsOf(terms, world.deployment);
  const end = terminateCall(world.deployment, { licence, terms: onchain });
  for (const account of [ines, stranger]) expect(await refusal(account, end)).not.toBeUndefined();
  if (terms.conditions !== "none") {
    expect(await refusal(ines, noticeCall(world.deployment, { ...underRules(given), evidence }))).toBe(
      "Compliance_Irrevocable",
    );
  }
  const surrender = surrenderCall(world.deployment, { licence });
  for (const account of [ines, stranger]) expect(await refusal(account, surrender)).not.toBeUndefined();
}

async function endsAfterNotice(given: Case) {
  const rules = underRules(given);
  const end = terminateCall(world.deployment, rules);
  expect(await refusal(ines, end)).not.toBeUndefined();
  expect(await refusal(stranger, noticeCall(world.deployment, { ...rules, evidence }))).toBe("Compliance_NotLicensor");
  await world.send(ines, noticeCall(world.deployment, { ...rules, evidence }));
  expect(await refusal(ines, end)).toBe("Compliance_NotCured");
  await world.wait(10 * day);
  expect(await refusal(stranger, end)).toBe("Compliance_NotLicensor");
  expect(await refusal(ines, end)).toBeUndefined();
  // A notice that nobody acts on lapses.
  await world.wait(90 * day);
  expect(await refusal(ines, end)).not.toBeUndefined();
}

async function endsAfterRuling(given: Case) {
  const rules = underRules(given);
  await world.send(ines, noticeCall(world.deployment, { ...rules, evidence }));
  await world.send(maya, contestNoticeCall(world.deployment, { ...rules, cost: 1n }));
  await world.wait(11 * day);
  const end = terminateCall(world.deployment, rules);
  expect(await refusal(ines, end)).not.toBeUndefined();
  // The arbitrator is silent for its time: the licence goes on.
  await world.wait(30 * day);
  expect(await refusal(ines, end)).not.toBeUndefined();
}

type Probe = (given: Case) => Promise<void>;

/** Every sentence that a text can list as enforced, and how it is tried; what joins several is tried as a whole. */
const probes: { says: (sentence: string) => boolean; probe: Probe }[] = [
  { says: (said) => said === enforced.record, probe: recordsAndAnswers },
  { says: (said) => said === enforced.open, probe: staysOpen },
  { says: (said) => said === enforced.closed, probe: excludesOthers },
  { says: (said) => said === enforced.accepted, probe: boundOnlyWhoAccepts },
  { says: (said) => said === enforced.noTransfer, probe: staysWithHolder },
  { says: (said) => said === enforced.transfer, probe: movesFreely },
  { says: (said) => said === enforced.transferAccepted, probe: movesToWhoTakesIt },
  { says: (said) => said === enforced.noSublicences, probe: refusesSublicences },
  { says: (said) => [true, false].some((down) => said === enforced.sublicences(down)), probe: keepsSublicencesWithin },
  { says: (said) => said === enforced.noNewWorks, probe: refusesNewWorks },
  { says: (said) => [true, false].some((most) => said.startsWith(enforced.newWorks(most))), probe: registersNewWorks },
  { says: (said) => said === enforced.reports, probe: keepsReports },
  { says: (said) => said === enforced.irrevocable, probe: onlyHolderEnds },
  { says: (said) => said === enforced.revocable, probe: endsAfterNotice },
  { says: (said) => said === enforced.contestable, probe: endsAfterRuling },
];

const tried = new Set<string>();

describe("every sentence that a text lists as enforced is what the contracts do", () => {
  it.each(seeds)("of random terms %i", { timeout: 60_000 }, async (seed) => {
    const terms = randomTerms(seed);
    const sentences = enforcedSentences(terms);
    for (const sentence of sentences) {
      expect(deedOf(terms).text).toContain(sentence);
      const fitting = probes.filter(({ says }) => says(sentence));
      expect([sentence, fitting.length]).toEqual([sentence, 1]);
      const given = await licensed(terms);
      await fitting[0]?.probe(given);
      tried.add(String(probes.indexOf(fitting[0] as (typeof probes)[number])));
    }
  });

  it("and every sentence that there is was tried", () => {
    expect(tried.size).toBe(probes.length);
  });
});

describe("a licence falls with the one above it", () => {
  it("X01 whatever its own text says of ending, and the text says so", async () => {
    const above: Terms = {
      ...baseTerms,
      uses: ["print"],
      purposes: ["editorial"],
      sublicensing: 1,
      conditions: { ...baseConditions, period: "none", grace: 0, cure: 10 * day },
    };
    const given = await licensed(above);
    const terms: Terms = { ...within(above), conditions: "none", fallsWithParent: true };
    expect(deedOf(terms).text).toContain("it ends with any licence above it, whatever ends that one");
    const { offer } = await publish({ work: given.work, parent: given.licence, by: maya, terms });
    await world.send(kai, buyCall(world.deployment, { offer, recipient: kai.address }));
    const below = licenceIdOf({ work: given.work, serial: 2 });
    const rules = underRules(given);
    await world.send(ines, noticeCall(world.deployment, { ...rules, evidence }));
    await world.wait(10 * day);
    await world.send(ines, terminateCall(world.deployment, rules));
    expect(
      found(
        await isLicensed(world.context, {
          licence: below,
          account: kai.address,
          use: "print",
          purpose: "editorial",
          territory: "DE",
        }),
      ),
    ).toMatchObject({ licensed: false, reason: "terminated", decisive: given.licence });
  });

  it("X03 and a work that was made under it can still be offered, as the text says", async () => {
    const terms: Terms = {
      ...baseTerms,
      uses: ["adapt"],
      purposes: ["commercial"],
      changes: true,
      derivatives: "allowed",
      conditions: { ...baseConditions, period: "none", grace: 0, cure: 10 * day },
    };
    expect(deedOf(terms).text).toContain("let a work that was registered so be licensed after the end too");
    const given = await licensed(terms);
    const made = derivative(given, "survives");
    await world.send(maya, made.call);
    const rules = underRules(given);
    await world.send(ines, noticeCall(world.deployment, { ...rules, evidence }));
    await world.wait(10 * day);
    await world.send(ines, terminateCall(world.deployment, rules));
    expect(
      await sold({ work: made.id, by: maya, terms: { ...baseTerms, uses: ["keep"], purposes: ["private"] } }),
    ).toBeUndefined();
  });
});
