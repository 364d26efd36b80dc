import { getAddress, type Hex, keccak256, stringToHex, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complianceAbi } from "../abi/generated.ts";
import { batchCall } from "../calls/call.ts";
import {
  amendReportCall,
  answerNoticeCall,
  contestNoticeCall,
  noticeCall,
  payDebtCall,
  reportUsageCall,
  terminateCall,
  withdrawNoticeCall,
} from "../calls/compliance.ts";
import { buyCall, defineTermsCall, publishOfferCall } from "../calls/offers.ts";
import { createContentStore } from "../core/store.ts";
import { debtWithReport, type OnchainConditions, periodStartOf } from "../model/conditions.ts";
import { forever, unlimitedSupply } from "../model/constants.ts";
import { licenceIdOf } from "../model/ids.ts";
import type { Offer } from "../model/offer.ts";
import { termsIdOf } from "../model/terms.ts";
import { addMonths } from "../model/time.ts";
import { baseConditions, type Conditions, endsForBreach } from "../terms/conditions.ts";
import { conditionsOf, deedOf, onchainTermsOf } from "../terms/deed.ts";
import { baseTerms, type Terms } from "../terms/terms.ts";
import { createWorld, found, memoryIpfs, testAccount, type World } from "../testing/world.ts";
import { amendmentBaseOf } from "./compliance.ts";
import type { ReadContext } from "./finding.ts";
import { readLicence } from "./licences.ts";
import { isLicensed } from "./rights.ts";

const [ines, tomas, maya] = [testAccount(0), testAccount(1), testAccount(2)] as const;
const day = 86_400;
const digest = keccak256(stringToHex("a detailed report"));
const arbitrator = getAddress("0x00000000000000000000000000000000000a4b17");

let world: World;
let context: ReadContext;
const ipfs = memoryIpfs();
const store = createContentStore({ gateways: ["http://store.test"], api: "http://store.test", fetch: ipfs.fetch });

beforeAll(async () => {
  world = await createWorld();
  context = { ...world.context, store };
  // It asks 1 wei, and gives every dispute the number 1.
  await world.client.setCode({ address: arbitrator, bytecode: "0x600160005260206000f3" });
  await world.client.setBalance({ address: arbitrator, value: 10n ** 18n });
}, 60_000);

afterAll(() => world?.stop());

const licensed: Terms = { ...baseTerms, uses: ["goods"], purposes: ["commercial"], duration: 100 * day };

/** Sells a licence of a work, or under another, and keeps its text, by which the conditions are known. */
async function sell(terms: Terms, { work, parent = 0n, by = ines, to = maya }: Sale): Promise<void> {
  const { deployment, send } = world;
  const onchain = onchainTermsOf(terms, deployment);
  await store.put(deedOf(terms).bytes);
  const offer: Offer = {
    ...{ work, parent, licensor: by.address, buyer: zeroAddress, terms: termsIdOf(onchain), currency: zeroAddress },
    ...{ price: 0n, supply: unlimitedSupply, opens: 0, closes: forever, starts: 0, schedule: zeroHash },
  };
  const calls = [defineTermsCall(deployment, { terms: onchain }), publishOfferCall(deployment, { offer })];
  await send(by, batchCall(deployment, calls));
  await send(to, buyCall(deployment, { offer, recipient: to.address }));
}

type Sale = { work: bigint; parent?: bigint; by?: typeof ines; to?: typeof ines };

const complianceOf = async (licence: bigint, of = context) => found(await readLicence(of, licence)).compliance;

function underRules(licence: bigint, terms: Terms) {
  const conditions = conditionsOf(terms);
  if (conditions === undefined) throw new Error("no conditions");
  return { licence, terms: onchainTermsOf(terms, world.deployment), conditions };
}

describe("royalties", () => {
  const conditions: Conditions = {
    ...{ ...baseConditions, period: { seconds: 30 * day }, grace: 5 * day, cure: 10 * day },
    ...{ tiers: [{ from: 0n, share: 200_000_000, perUnit: 5n }], minimum: 1_000n, advance: 500n },
  };
  const terms: Terms = { ...licensed, conditions };
  let work: bigint;
  let licence: bigint;

  it("are reported in order, and what is missing and owed is shown", async () => {
    work = (await world.register(ines, "reported")).id;
    await sell(terms, { work });
    licence = licenceIdOf({ work, serial: 1 });
    const { start } = found(await readLicence(context, licence));
    const first = { period: 0, start, end: start + 30 * day };
    expect(await complianceOf(licence)).toMatchObject({
      ...{ rules: "colophon", conditions: conditionsOf(terms), next: { ...first, over: false } },
      ...{ arrears: { periods: 0, minimum: 0n }, due: { debt: 0n, credit: 0n }, reports: [] },
    });
    await world.wait(60 * day);
    // The second period is over, and its report still in time.
    expect(await complianceOf(licence)).toMatchObject({
      ...{ next: { ...first, over: true }, arrears: { periods: 1, minimum: 1_000n } },
    });
    const report = { period: 0, units: 3n, revenue: 10_000n, digest };
    const call = reportUsageCall(world.deployment, {
      ...underRules(licence, terms),
      report,
      payment: { amount: 515n },
    });
    expect(call.value).toBe(515n);
    await world.send(maya, call);
    expect(await complianceOf(licence)).toMatchObject({
      account: { units: 3n, revenue: 10_000n, owed: 2_015n, paid: 515n, reported: 1 },
      due: { debt: 1_000n, credit: 0n },
      ...{ next: { period: 1 }, arrears: { periods: 0, minimum: 0n } },
      reports: [{ period: 0, reporter: maya.address, units: 3n, revenue: 10_000n, digest, owed: 2_015n }],
      payments: [{ payer: maya.address, amount: 515n, withheld: 0n, certificate: undefined }],
    });
    expect(await world.explained(maya, call)).toMatchObject({ name: "Compliance_WrongPeriod" });
  });

  it("are paid later, by anybody, and less tax that was withheld", async () => {
    const rules = underRules(licence, terms);
    await world.send(tomas, payDebtCall(world.deployment, { ...rules, payment: { amount: 300n } }));
    const withheld = { amount: 600n, withheld: 100n, certificate: digest };
    await world.send(maya, payDebtCall(world.deployment, { ...rules, payment: withheld }));
    expect(await complianceOf(licence)).toMatchObject({
      due: { debt: 0n, credit: 0n },
      payments: [
        { payer: maya.address, ...withheld },
        { payer: tomas.address, amount: 300n, withheld: 0n },
        { payer: maya.address, amount: 515n },
      ],
    });
  });

  it("are paid with a report whatever a stranger pays first, if only what it adds is paid with it", async () => {
    const { id } = await world.register(ines, "raced");
    await sell(terms, { work: id });
    const raced = licenceIdOf({ work: id, serial: 1 });
    const rules = underRules(raced, terms);
    await world.wait(61 * day);
    const usage = { units: 1n, revenue: 10_000n };
    await world.send(maya, reportUsageCall(world.deployment, { ...rules, report: { period: 0, ...usage } }));
    const { account } = await complianceOf(raced);
    const { debt, older, sure } = debtWithReport(conditionsOf(terms) as OnchainConditions, account, 2_005n);
    expect({ debt, older, sure }).toEqual({ debt: 3_510n, older: 1_505n, sure: 2_005n });
    const second = (amount: bigint) =>
      reportUsageCall(world.deployment, { ...rules, report: { period: 1, ...usage }, payment: { amount } });
    // Somebody pays 1 of the older debt while the report is on its way.
    await world.send(tomas, payDebtCall(world.deployment, { ...rules, payment: { amount: 1n } }));
    const refused = await world.explained(maya, second(debt));
    expect(refused.name).toBe("Compliance_MoreThanOwed");
    expect(refused.sentence).toContain("report without paying what was due before, and pay that afterwards");
    await world.send(maya, second(sure));
    expect(await complianceOf(raced)).toMatchObject({ account: { reported: 2 }, due: { debt: 1_504n } });
  });

  it("are counted anew where a report is corrected, which names those that came before and after", async () => {
    const rules = underRules(licence, terms);
    const report = { period: 1, units: 0n, revenue: 1_000n };
    await world.send(maya, reportUsageCall(world.deployment, { ...rules, report }));
    const before = await complianceOf(licence);
    expect(before.due).toEqual({ debt: 1_000n, credit: 0n });
    const corrected = { period: 0, units: 3n, revenue: 20_000n };
    const base = amendmentBaseOf(before, 0);
    await world.send(maya, amendReportCall(world.deployment, { ...rules, corrected, ...base }));
    const after = await complianceOf(licence);
    expect(after).toMatchObject({
      due: { debt: 3_000n },
      reports: [
        { period: 1, corrected: undefined },
        { period: 0, revenue: 20_000n, owed: 2_015n, digest: undefined },
      ],
    });
    expect(after.reports[1]?.corrected).toBeDefined();
    // The second correction counts on the first.
    const again = { ...rules, corrected: { ...report, revenue: 9_000n }, ...amendmentBaseOf(after, 1) };
    await world.send(maya, amendReportCall(world.deployment, again));
    expect((await complianceOf(licence)).due).toEqual({ debt: 3_800n, credit: 0n });
  });

  it("are not known where the licence text is not at hand, and what was reported is", async () => {
    expect(await complianceOf(licence, world.context)).toMatchObject({
      ...{ rules: "colophon", conditions: undefined, due: undefined, arrears: undefined, next: undefined },
      account: { reported: 2 },
    });
  });

  it("have periods of calendar months as the contract counts them", async () => {
    const monthly = { ...terms, conditions: { ...conditions, period: { months: 1 } } } as const;
    const { id } = await world.register(ines, "monthly");
    await sell(monthly, { work: id });
    const number = licenceIdOf({ work: id, serial: 1 });
    const { start, compliance } = found(await readLicence(context, number));
    expect(compliance.next).toEqual({ period: 0, start, end: addMonths(start, 1), over: false });
    const own = underRules(number, monthly).conditions;
    for (const period of [1, 2, 11, 13, 25]) {
      const said = await world.client.readContract({
        address: world.deployment.contracts.compliance.address,
        abi: complianceAbi,
        functionName: "periodStart",
        args: [number, own, BigInt(period)],
      });
      expect(BigInt(periodStartOf(own, start, period))).toBe(said);
    }
  });
});

describe("a breach", () => {
  const terms: Terms = { ...licensed, sublicensing: 1, conditions: { ...endsForBreach, cure: 10 * day } };
  const below: Terms = { ...licensed, duration: 50 * day, fallsWithParent: true };
  let work: bigint;
  let licence: bigint;

  it("is noticed, answered and taken back, all on record", async () => {
    work = (await world.register(ines, "breached")).id;
    await sell(terms, { work });
    licence = licenceIdOf({ work, serial: 1 });
    const notice = noticeCall(world.deployment, { ...underRules(licence, terms), evidence: digest });
    expect(await world.explained(tomas, notice)).toMatchObject({ name: "Compliance_NotLicensor" });
    await world.send(ines, notice);
    await world.send(maya, answerNoticeCall(world.deployment, { licence, digest }));
    expect((await complianceOf(licence)).notice).toMatchObject({
      ...{ licensor: ines.address, evidence: digest, state: "given", dispute: undefined },
      answers: [{ licensee: maya.address, digest }],
    });
    await world.send(ines, withdrawNoticeCall(world.deployment, { licence }));
    expect(await complianceOf(licence)).toMatchObject({ notice: undefined, notices: [{ state: "withdrawn" }] });
  });

  it("ends the licence after the time to cure, and its sublicences with it", async () => {
    await sell(below, { work, parent: licence, by: maya, to: tomas });
    const sublicence = licenceIdOf({ work, serial: 2 });
    const rules = underRules(licence, terms);
    await world.send(ines, noticeCall(world.deployment, { ...rules, evidence: digest }));
    expect((await complianceOf(licence)).notices.map(({ state }) => state)).toEqual(["given", "withdrawn"]);
    const end = terminateCall(world.deployment, rules);
    expect(await world.explained(ines, end)).toMatchObject({ name: "Compliance_NotCured" });
    await world.wait(10 * day);
    await world.send(ines, end);
    const time = await world.now();
    expect(found(await readLicence(context, licence))).toMatchObject({
      ...{ ended: "terminated", end: time, endsAt: time, state: "terminated" },
    });
    const ended = found(await readLicence(context, sublicence));
    expect(ended).toMatchObject({ ended: undefined, endsAt: time, state: "terminated", decisive: licence });
    expect(ended.end).toBeGreaterThan(time);
    const use = { use: "goods", purpose: "commercial", territory: "DE" } as const;
    const asked = { account: tomas.address, licence: sublicence, ...use };
    expect(found(await isLicensed(context, asked))).toMatchObject({ reason: "terminated", decisive: licence });
    expect(found(await isLicensed(context, { ...asked, time: time - 1 })).reason).toBe("licensed");
  });

  it("lapses when nobody acts on it", async () => {
    const { id } = await world.register(ines, "lapsed");
    const long: Terms = { ...terms, duration: "forever" };
    await sell(long, { work: id });
    const number = licenceIdOf({ work: id, serial: 1 });
    const notice = noticeCall(world.deployment, { ...underRules(number, long), evidence: digest });
    await world.send(ines, notice);
    await world.wait(110 * day);
    expect(await complianceOf(number)).toMatchObject({ notice: undefined, notices: [{ state: "lapsed" }] });
    await world.send(ines, notice);
    expect((await complianceOf(number)).notices.map(({ state }) => state)).toEqual(["given", "lapsed"]);
  });
});

describe("a dispute", () => {
  const conditions: Conditions = {
    ...{ ...endsForBreach, cure: 10 * day },
    arbitrator: { address: arbitrator, extraData: "0x01", silence: 20 * day },
  };
  const terms: Terms = { ...licensed, conditions };

  async function contested(name: string): Promise<bigint> {
    const { id } = await world.register(ines, name);
    await sell(terms, { work: id });
    const licence = licenceIdOf({ work: id, serial: 1 });
    const rules = underRules(licence, terms);
    await world.send(ines, noticeCall(world.deployment, { ...rules, evidence: digest }));
    await world.send(maya, contestNoticeCall(world.deployment, { ...rules, cost: 1n }));
    return licence;
  }

  async function rule(choice: bigint): Promise<Hex> {
    const { client, deployment } = world;
    await client.impersonateAccount({ address: arbitrator });
    const hash = await client.writeContract({
      ...{ account: arbitrator, address: deployment.contracts.compliance.address, abi: complianceAbi },
      ...{ functionName: "rule", args: [1n, choice] },
    });
    await client.waitForTransactionReceipt({ hash });
    return hash;
  }

  it("holds the end back until it is ruled on, and says who rules and how long they may take", async () => {
    const licence = await contested("upheld");
    const { notice } = await complianceOf(licence);
    expect(notice).toMatchObject({ state: "contested", dispute: { arbitrator, id: 1n, ruling: undefined } });
    expect(notice?.until).toBe(notice?.dispute?.until);
    await rule(2n);
    expect((await complianceOf(licence)).notice).toMatchObject({
      state: "upheld",
      dispute: { ruling: { choice: 2 } },
    });
    // Whoever contests loses none of the time to cure.
    await world.wait(10 * day);
    await world.send(ines, terminateCall(world.deployment, underRules(licence, terms)));
    expect(found(await readLicence(context, licence)).ended).toBe("terminated");
  });

  it("lets the licence go on if it is rejected, and leaves room for another notice", async () => {
    const licence = await contested("rejected");
    await rule(1n);
    expect(await complianceOf(licence)).toMatchObject({ notice: undefined, notices: [{ state: "rejected" }] });
    await world.send(ines, noticeCall(world.deployment, { ...underRules(licence, terms), evidence: digest }));
    expect((await complianceOf(licence)).notices.map(({ state }) => state)).toEqual(["given", "rejected"]);
  });
});
