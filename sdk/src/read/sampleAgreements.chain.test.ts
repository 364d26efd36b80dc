import { type Address, sha256, stringToBytes, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { royaltiesAbi } from "../abi/generated.ts";
import { batchCall } from "../calls/call.ts";
import { reportUsageCall } from "../calls/compliance.ts";
import { surrenderCall } from "../calls/licences.ts";
import { buyCall, defineTermsCall, publishOfferCall, renewCall } from "../calls/offers.ts";
import { approveCall } from "../calls/royalties.ts";
import { createContentStore } from "../core/store.ts";
import { royaltyFor } from "../model/conditions.ts";
import { forever, unlimitedSupply } from "../model/constants.ts";
import { licenceIdOf } from "../model/ids.ts";
import type { Offer } from "../model/offer.ts";
import { termsIdOf } from "../model/terms.ts";
import { conditionsOf, deedOf, onchainTermsOf } from "../terms/deed.ts";
import { presets } from "../terms/presets.ts";
import { parseSchedule, scheduleOf } from "../terms/schedule.ts";
import type { Terms } from "../terms/terms.ts";
import { fieldHashOf } from "../terms/uses.ts";
import { type Agreement, agreementsIn } from "../testing/agreements.ts";
import { createWorld, found, memoryIpfs, testAccount, type World } from "../testing/world.ts";
import type { ReadContext } from "./finding.ts";
import { readLicence } from "./licences.ts";
import { readOffer } from "./offers.ts";
import { isLicensed } from "./rights.ts";

const [ines, maya, kai] = [testAccount(0), testAccount(1), testAccount(2)] as const;
const names = agreementsIn({ address: zeroAddress, symbol: "ETH", decimals: 18 }).map(({ id }) => id);
const ipfs = memoryIpfs();
const store = createContentStore({ gateways: ["http://store.test"], api: "http://store.test", fetch: ipfs.fetch });

let world: World;
let context: ReadContext;
let agreements: readonly Agreement[];

beforeAll(async () => {
  world = await createWorld();
  context = { ...world.context, store };
  const currency = { address: world.token.toLowerCase() as `0x${string}`, symbol: "USDX", decimals: 6 };
  agreements = agreementsIn(currency);
  for (const buyer of [maya, kai]) {
    await world.mint(buyer, 10n ** 13n);
    await world.send(buyer, approveCall(world.deployment, { currency: world.token, amount: 10n ** 13n }));
  }
}, 60_000);

afterAll(() => world?.stop());

const agreementOf = (id: string): Agreement => {
  const agreement = agreements.find((each) => each.id === id);
  if (!agreement) throw new Error(`no agreement ${id}`);
  return agreement;
};

type Deal = {
  work: bigint;
  terms: Terms;
  price: bigint;
  parent?: bigint;
  schedule?: Agreement["schedule"];
  buyer?: Address;
};

/** Publishes an offer on terms, with its text in the store, and the facts of the deal. */
async function offer(deal: Deal, by = ines): Promise<Offer> {
  const { work, terms, price, parent = 0n, schedule = "none", buyer = zeroAddress } = deal;
  const { deployment, send } = world;
  const onchain = onchainTermsOf(terms, deployment);
  await store.put(deedOf(terms).bytes);
  const made: Offer = {
    ...{ work, parent, licensor: by.address, buyer, terms: termsIdOf(onchain), currency: world.token },
    ...{ price, supply: unlimitedSupply, opens: 0, closes: forever, starts: 0 },
    schedule: schedule === "none" ? zeroHash : scheduleOf(schedule).digest,
  };
  const calls = [defineTermsCall(deployment, { terms: onchain }), publishOfferCall(deployment, { offer: made })];
  await send(by, batchCall(deployment, calls));
  return made;
}

const buy = (made: Offer, by = maya) =>
  world.send(by, buyCall(world.deployment, { offer: made, recipient: by.address }));

async function workFor(agreement: Agreement, name = agreement.id): Promise<bigint> {
  return (await world.register(ines, name)).id;
}

describe("a purchase on the chain", () => {
  it.each(names)("%s", async (id) => {
    const agreement = agreementOf(id);
    const { terms, price, kind, allows, refuses, schedule, documents } = agreement;
    const work = await workFor(agreement);
    const made = await offer({ work, terms, price, schedule });
    await buy(made);
    const licence = licenceIdOf({ work, serial: 1 });
    const read = found(await readLicence(context, licence));
    expect(read).toMatchObject({ holder: maya.address, state: "running", sale: { price } });
    // The text is found by its digest, and is of the kind that it was made.
    const { deed } = read.terms;
    if (deed.status !== "found") throw new Error(deed.sentence);
    expect(deed.value).toMatchObject({ kind, differences: [], deed: { terms: { wording: terms.wording } } });
    expect(deed.value.digest).toBe(read.terms.onchain.deed);
    // Every document that it names is one that the parties have.
    const { annexes, own } = terms.wording;
    for (const part of [...annexes, ...(own === "none" ? [] : [own])]) {
      expect(documents.map((words) => sha256(stringToBytes(words)))).toContain(part.sha256);
    }
    // The facts of the deal are the ones that were agreed: their digest stands in the offer.
    const record = found(await readOffer(context, read.sale.offer));
    if (schedule !== "none") {
      const facts = scheduleOf(schedule);
      expect(record.offer.schedule).toBe(facts.digest);
      expect(parseSchedule(facts.bytes).schedule).toEqual(facts.schedule);
    } else {
      expect(record.offer.schedule).toBe(zeroHash);
    }
    const territory = terms.territories === "worldwide" ? "NZ" : (terms.territories[0] ?? "NZ");
    const ask = async ([use, purpose]: Agreement["allows"]) =>
      found(
        await isLicensed(context, {
          ...{ licence, account: maya.address, use, purpose, territory },
          ...(terms.field === "all" ? {} : { field: terms.field }),
        }),
      ).licensed;
    expect(await ask(allows)).toBe(true);
    if (refuses !== "nothing") expect(await ask(refuses)).toBe(false);
    expect(read.terms.onchain.field).toBe(fieldHashOf(terms.field));
  });
});

describe("what the money of an agreement comes to", () => {
  const reporting = async (id: string, name: string) => {
    const agreement = agreementOf(id);
    const work = await workFor(agreement, name);
    await buy(await offer({ work, terms: agreement.terms, price: agreement.price }));
    const licence = licenceIdOf({ work, serial: 1 });
    const conditions = conditionsOf(agreement.terms);
    if (!conditions) throw new Error("no conditions");
    return { work, licence, conditions, terms: onchainTermsOf(agreement.terms, world.deployment) };
  };

  it("500 copies at 0.124 are 62.00", async () => {
    const { licence, conditions, terms } = await reporting("mechanical", "500 copies");
    await world.wait(100 * 86_400);
    const report = { period: 0, units: 500n, revenue: 0n };
    await world.send(maya, reportUsageCall(world.deployment, { licence, terms, conditions, report }));
    expect(found(await readLicence(context, licence)).compliance.due).toEqual({ debt: 62_000_000n, credit: 0n });
  });

  it("12,000 copies at 25.00, at 10, 12.5 and 15 %, are 35,625, less the advance of 5,000", async () => {
    const { licence, conditions, terms } = await reporting("trade-book", "12,000 copies");
    await world.wait(200 * 86_400);
    const report = { period: 0, units: 12_000n, revenue: 300_000_000_000n };
    expect(royaltyFor(conditions, { units: 0n, revenue: 0n }, report)).toBe(35_625_000_000n);
    await world.send(maya, reportUsageCall(world.deployment, { licence, terms, conditions, report }));
    expect(found(await readLicence(context, licence)).compliance.due).toEqual({ debt: 30_625_000_000n, credit: 0n });
  });

  it("a sublicence of 100 leaves 25 to the sub-publisher, and 75 go to the author", async () => {
    const { work, licence } = await reporting("sub-publishing", "a sublicence");
    const below: Terms = {
      ...agreementOf("sub-publishing").terms,
      ...{
        exclusivity: "non-exclusive",
        sublicensing: 0,
        sublicenceShare: 0,
        conditions: "none",
        fallsWithParent: true,
      },
      duration: 86_400,
    };
    const made = await offer({ work, terms: below, price: 100_000_000n, parent: licence }, maya);
    await buy(made, kai);
    const { client, deployment } = world;
    const { address } = deployment.contracts.royalties;
    const proceeds = await client.readContract({
      address,
      abi: royaltiesAbi,
      functionName: "proceedsOf",
      args: [maya.address, world.token],
    });
    expect(proceeds).toBe(25_000_000n);
  });
});

describe("an option to film", () => {
  it("keeps everybody else out of adapting, may be extended, and is given back for the film", async () => {
    const agreement = agreementOf("film-option");
    const work = await workFor(agreement, "a novel");
    const option = await offer({ work, terms: agreement.terms, price: agreement.price });
    await buy(option);
    const licence = licenceIdOf({ work, serial: 1 });
    const sync = presets.find(({ id }) => id === "sync")?.terms as Terms;
    const film: Terms = {
      ...sync,
      uses: [...sync.uses, "adapt"],
      ...{ field: agreement.terms.field, exclusivity: "exclusive", derivatives: "allowed" },
    };
    const exercise = await offer({ work, terms: film, price: 150_000_000_000n, buyer: maya.address });
    // Whoever adapts it for a film meets the option, and the exercise is for the producer alone.
    const open = await offer({ work, terms: { ...film, exclusivity: "non-exclusive" }, price: 1n });
    const recipient = kai.address;
    const refused = (made: Offer) => world.explained(kai, buyCall(world.deployment, { offer: made, recipient }));
    expect(await refused(open)).toMatchObject({ name: "Licences_Conflict" });
    expect(await refused(exercise)).toMatchObject({ name: "Offers_NotForYou" });
    await world.send(maya, renewCall(world.deployment, { offer: option, licence, seats: 1 }));
    expect(found(await readLicence(context, licence)).renewals).toHaveLength(1);
    await world.send(maya, surrenderCall(world.deployment, { licence }));
    await buy(exercise);
    const bought = found(await readLicence(context, licenceIdOf({ work, serial: 2 })));
    expect(bought).toMatchObject({ holder: maya.address, state: "running" });
  });
});
