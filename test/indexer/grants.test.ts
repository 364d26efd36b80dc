import { explainError, formatId, type LicenceState, type Offer, offerIdOf, unlimitedSupply } from "@colophon/sdk";
import { offersAbi } from "@colophon/sdk/abi";
import {
  buyCall,
  type Call,
  closeOfferCall,
  defineTermsCall,
  noticeCall,
  publishOfferCall,
  renewCall,
  surrenderCall,
  terminateCall,
} from "@colophon/sdk/calls";
import {
  conditionsHashOf,
  fieldHashOf,
  type OnchainConditions,
  type OnchainTerms,
  purposes,
  termsIdOf,
  territories,
  territoriesBitmapOf,
  uses,
} from "@colophon/sdk/terms";
import { parseEventLogs, stringToHex, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorld, testAccount, type World } from "../../sdk/src/testing/world.ts";
import { createDice } from "../utils/createDice.ts";
import { type Answer, askApi, engines, startTestIndexer, type TestIndexer } from "./support/startTestIndexer.ts";

/*
 * The index's SQL says the rule of exclusivity again (indexer/query/grants.ts). Here random rights are sold, renewed and
 * ended, and what the index says of each offer is held against what the contract does when somebody buys.
 */

type Account = ReturnType<typeof testAccount>;
type Sold = { id: bigint; holder: Account; offer: Offer };

const people = [0, 1, 2].map(testAccount) as [Account, Account, Account];
const [author, , buyer] = people;
/** Holds nothing and buys nothing: what stands in everybody's way stands in theirs. */
const stranger = testAccount(4);
const year = 31_536_000;

/** Nothing is owed, and a breach ends a licence after 50 seconds. */
const conditions: OnchainConditions = {
  ...{ currency: zeroAddress, tiers: [{ from: 0n, share: 0, perUnit: 0n }], byRevenue: false },
  ...{ minimum: 0n, carriesOver: false, perSeat: false, cap: 0n, lifeCap: 0n, advance: 0n },
  ...{ period: 2 ** 32 - 1, inMonths: false, grace: 0, cure: 50 },
  ...{ arbitrator: zeroAddress, extraData: "0x", silence: 0 },
};

const plain = (): OnchainTerms => ({
  ...{ uses: 0b11n, purposes: 0b11, territories: territoriesBitmapOf("worldwide"), field: zeroHash, duration: 1000 },
  ...{ exclusivity: 0, transferable: false, sublicensing: 0, sublicenceShare: 0 },
  ...{ fallsWithParent: false, passesDown: false, derivatives: 0, works: 0, upstreamShare: 0, further: 0 },
  ...{ rules: world.deployment.contracts.compliance.address, conditions: conditionsHashOf(conditions) },
  deed: stringToHex("deed", { size: 32 }),
});

/** Every field, and two that exclude each other. */
const fields = [zeroHash, fieldHashOf("language: French"), fieldHashOf("language: German")] as const;

let world: World;
let serial = 0;

/** Sends a call whatever comes of it; what it sold, if anything. Much is refused, as in life. */
async function send(account: Account, call: Call) {
  const hash = await world.client.writeContract({ account, gas: 3_000_000n, ...call } as never);
  const { status, logs } = await world.client.waitForTransactionReceipt({ hash });
  const [sold] = parseEventLogs({ abi: offersAbi, logs, eventName: "LicenceSold" });
  return { done: status === "success", sold: sold?.args.licence };
}

const offers: Offer[] = [];
const terms = new Map<string, OnchainTerms>();

async function publish(work: bigint, kind: OnchainTerms, parent?: Sold, starts = 0): Promise<Offer | undefined> {
  const named = { ...kind, deed: stringToHex(`deed ${serial++}`, { size: 32 }) };
  const id = termsIdOf(named);
  terms.set(id, named);
  const licensor = parent?.holder ?? author;
  await send(author, defineTermsCall(world.deployment, { terms: named }));
  const offer: Offer = {
    ...{ work, parent: parent?.id ?? 0n, licensor: licensor.address, buyer: zeroAddress, terms: id },
    ...{ currency: zeroAddress, price: 0n, supply: unlimitedSupply, opens: 0, closes: (await world.now()) + year },
    ...{ starts, schedule: zeroHash },
  };
  if (!(await send(licensor, publishOfferCall(world.deployment, { offer }))).done) return undefined;
  offers.push(offer);
  return offer;
}

async function buy(offer: Offer, holder: Account): Promise<Sold | undefined> {
  const { sold } = await send(holder, buyCall(world.deployment, { offer, recipient: holder.address, seats: 1 }));
  return sold === undefined ? undefined : { id: sold, holder, offer };
}

const renew = ({ id, holder, offer }: Sold, periods: number) =>
  send(holder, renewCall(world.deployment, { offer, licence: id, seats: 1, periods }));

async function terminate({ id, offer }: Sold): Promise<void> {
  const agreed = terms.get(offer.terms) as OnchainTerms;
  const licensor = people.find(({ address }) => address === offer.licensor) as Account;
  const rules = { licence: id, terms: agreed, conditions };
  await send(licensor, noticeCall(world.deployment, { ...rules, evidence: agreed.deed }));
  await world.wait(60);
  await send(licensor, terminateCall(world.deployment, rules));
}

/** Five licences of one exclusive class were renewed far beyond the sixth, then ended for a breach; the sixth runs. */
async function sellSixTimes() {
  const { id: work } = await world.register(author, "sold six times");
  const offer = (await publish(work, { ...plain(), exclusivity: 2, duration: year })) as Offer;
  for (let i = 0; i < 5; i++) {
    const sold = (await buy(offer, buyer)) as Sold;
    await renew(sold, 5 + i);
    await terminate(sold);
  }
  return { work, sixth: (await buy(offer, buyer)) as Sold };
}

/** Rights of all kinds, in two works, as they come. */
async function sellAtRandom(seed: string) {
  const dice = createDice(seed);
  const works = [await world.register(author, `${seed} one`), await world.register(author, `${seed} two`)];
  const own = new Map<bigint, Offer[]>();
  const sold: Sold[] = [];
  const kind = (within?: OnchainTerms): OnchainTerms => {
    const used = (within?.uses ?? 0b111n) & (1n + dice.upTo(6n));
    const placed = dice.pick(["worldwide", ["DE"], ["FR", "ZW"], ["DE", "FR"]] as const);
    const meant = (within?.purposes ?? 0b111) & (1 + dice.roll(6));
    const worldwide = plain().territories;
    return {
      ...plain(),
      uses: used === 0n ? (within?.uses ?? 0b1n) : used,
      purposes: meant === 0 ? (within?.purposes ?? 0b1) : meant,
      territories: territoriesBitmapOf(placed) & (within?.territories ?? worldwide) || worldwide,
      field: within && within.field !== zeroHash ? within.field : dice.pick([zeroHash, ...fields]),
      duration: dice.pick([400, 1500, within?.duration ?? 2 ** 40 - 1]),
      exclusivity: Math.min(dice.roll(3), within?.exclusivity ?? 2),
      sublicensing: within ? 0 : dice.roll(2),
    };
  };
  for (let step = 0; step < 100; step++) {
    const { id: work } = dice.pick(works);
    const list = own.get(work) ?? [];
    own.set(work, list);
    const licence = sold.length > 0 ? dice.pick(sold) : undefined;
    const action = dice.roll(12);
    if (action < 3 && list.length < 9) {
      const above = licence?.offer.work === work && licence.offer.parent === 0n ? licence : undefined;
      const starts = dice.roll(3) === 0 ? (await world.now()) + 100 + dice.roll(900) : 0;
      const offer = await publish(work, kind(above && terms.get(above.offer.terms)), above, starts);
      if (offer) list.push(offer);
    } else if (action < 8 && list.length > 0) {
      const one = await buy(dice.pick(list), dice.pick(people));
      if (one) sold.push(one);
    } else if (action < 9 && licence) await renew(licence, 1);
    else if (action < 10 && licence) {
      if (dice.roll(2) === 0) await terminate(licence);
      else await send(licence.holder, surrenderCall(world.deployment, { licence: licence.id }));
    } else if (action < 11) await world.wait(100 + dice.roll(400));
    else if (list.length > 4) {
      const [offer] = list.splice(dice.roll(list.length), 1) as [Offer];
      const licensor = people.find(({ address }) => address === offer.licensor) as Account;
      await send(licensor, closeOfferCall(world.deployment, { offer }));
    }
  }
}

let six: Awaited<ReturnType<typeof sellSixTimes>>;

beforeAll(async () => {
  world = await createWorld();
  six = await sellSixTimes();
  for (const seed of ["grants", "rights", "deals"]) await sellAtRandom(seed);
}, 300_000);

afterAll(() => world?.stop());

describe.each(engines)("on %s", (engine) => {
  let indexer: TestIndexer;

  beforeAll(async () => {
    indexer = await startTestIndexer({ engine, deployment: world.deployment, rpcUrl: world.url });
    await indexer.reached(Number(await world.client.getBlockNumber()));
  });

  afterAll(() => indexer?.stop());

  const clear = async (work: bigint, use: object): Promise<{ at: Answer; cleared: Answer }> => {
    const question = { works: [formatId(work, "work")], ...use, account: stranger.address };
    const { status, answer } = await askApi(indexer.url(), "/v1/clearance", question);
    expect(status).toBe(200);
    return { at: answer.at, cleared: answer.items[0].works[0] };
  };

  test("what runs stands in the way, however many that would have lasted longer were terminated", async () => {
    const { cleared } = await clear(six.work, { use: "keep", purpose: "private", territory: "DE" });
    expect(cleared.offers).toEqual([]);
    expect(cleared.verdict).toBe("conflict");
    expect(cleared.conflicts.map(({ id }: Answer) => id)).toEqual([formatId(six.sixth.id, "licence")]);
    const { answer } = await askApi(indexer.url(), `/v1/licences?work=${formatId(six.work, "work")}`);
    const states: LicenceState[] = answer.items.map(({ state }: Answer) => state);
    expect(states).toEqual(["running", ...Array(5).fill("terminated")]);
  });

  test("an offer is called buyable exactly if the contract sells it", async () => {
    const seen = { sold: 0, sublicensed: 0, Licences_Conflict: 0, Offers_NotOpen: 0 };
    for (const offer of offers) {
      const { at, cleared } = await clear(offer.work, scopeOf(offer));
      const call = buyCall(world.deployment, { offer, recipient: stranger.address, seats: 1 });
      // At the very block that the index answers for.
      const reason = await world.client
        .simulateContract({ ...call, account: stranger, blockNumber: BigInt(at.block) } as never)
        .then(() => undefined)
        .catch((error: unknown) => explainError(error).name);
      const listed = cleared.offers.some(({ id }: Answer) => id === offerIdOf(offer));
      expect(listed, `${offerIdOf(offer)}: ${reason}`).toBe(reason === undefined);
      if (reason === undefined) seen[offer.parent === 0n ? "sold" : "sublicensed"]++;
      else if (reason === "Licences_Conflict" || reason === "Offers_NotOpen") seen[reason]++;
    }
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0);
  });
});

/** A use that the terms of an offer allow, from the day on which its licences start. */
function scopeOf({ terms: id, starts }: Offer) {
  const onchain = terms.get(id) as OnchainTerms;
  const use = uses.find(({ bit }) => (onchain.uses >> BigInt(bit)) & 1n)?.id;
  const purpose = purposes.find(({ bit }) => (onchain.purposes >> bit) & 1)?.id;
  const territory = territories.find(({ bit }) => (onchain.territories >> BigInt(bit)) & 1n)?.code;
  const field = ["language: French", "language: German"].find((name) => fieldHashOf(name) === onchain.field);
  return { use, purpose, territory, ...(field && { field }), ...(starts !== 0 && { from: starts }) };
}
