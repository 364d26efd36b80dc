import {
  createPublicClient,
  custom,
  type Hex,
  keccak256,
  type PublicClient,
  parseEther,
  stringToHex,
  zeroAddress,
  zeroHash,
} from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { licencesAbi } from "../abi/generated.ts";
import { batchCall } from "../calls/call.ts";
import { noticeCall, terminateCall } from "../calls/compliance.ts";
import { acceptLicenceCall, surrenderCall, transferLicenceCall } from "../calls/licences.ts";
import { buyCall, defineTermsCall, publishOfferCall, renewCall } from "../calls/offers.ts";
import { canonicalJson } from "../core/json.ts";
import type { OnchainConditions } from "../model/conditions.ts";
import { forever, unlimitedSupply } from "../model/constants.ts";
import { licenceIdOf } from "../model/ids.ts";
import type { Offer } from "../model/offer.ts";
import { type OnchainTerms, termsIdOf } from "../model/terms.ts";
import { endsForBreach } from "../terms/conditions.ts";
import { conditionsOf, onchainTermsOf } from "../terms/deed.ts";
import { baseTerms, type Terms } from "../terms/terms.ts";
import { createWorld, testAccount, type World } from "../testing/world.ts";
import { type CaptureLicenceParameters, captureLicence } from "./captureLicence.ts";
import { verifyBundle } from "./verifyBundle.ts";

const [ines, tomas, maya] = [testAccount(0), testAccount(1), testAccount(2)] as const;
const day = 86_400;
const above: Terms = {
  ...baseTerms,
  uses: ["print", "show-online"],
  purposes: ["editorial", "teaching"],
  territories: ["AT", "DE"],
  field: "language: German",
  duration: 100 * day,
  exclusivity: "sole",
  transferable: true,
  sublicensing: 2,
  conditions: { ...endsForBreach, cure: day },
};
const below: Terms = { ...above, uses: ["print"], duration: 20 * day, sublicensing: 1 };
const lowest: Terms = { ...below, purposes: ["editorial"], duration: 10 * day, sublicensing: 0 };
/** Without rules, everywhere and for ever. */
const plain: Terms = { ...baseTerms, uses: ["stream"], purposes: ["teaching"] };

let world: World;
let client: PublicClient;
let work: bigint;
let offers: Offer[];
let licences: bigint[];
let bought: number;

const onchain = (terms: Terms) => onchainTermsOf(terms, world.deployment);

function offerOf(terms: Terms, change: Partial<Offer> = {}): Offer {
  return {
    work,
    parent: 0n,
    licensor: ines.address,
    buyer: zeroAddress,
    terms: termsIdOf(onchain(terms)),
    currency: zeroAddress,
    price: parseEther("0.5"),
    supply: unlimitedSupply,
    opens: 0,
    closes: forever,
    starts: 0,
    schedule: zeroHash,
    ...change,
  };
}

/** Offers and sells a licence; returns the block of the sale. */
async function sell(terms: Terms, offer: Offer, people: { licensor: Account; buyer: Account; seats: number }) {
  const { licensor, buyer, seats } = people;
  const define = defineTermsCall(world.deployment, { terms: onchain(terms) });
  await world.send(licensor, batchCall(world.deployment, [define, publishOfferCall(world.deployment, { offer })]));
  const buy = buyCall(world.deployment, { offer, recipient: buyer.address, seats });
  return Number((await world.send(buyer, buy)).blockNumber);
}

type Account = ReturnType<typeof testAccount>;

/** A licence, a sublicence below it and one below that, each of whom the next person bought. */
beforeAll(async () => {
  world = await createWorld();
  client = world.context.client as unknown as PublicClient;
  work = (await world.register(ines, "passed on twice")).id;
  licences = [1, 2, 3].map((serial) => licenceIdOf({ work, serial }));
  offers = [];
  for (const [i, terms] of [above, below, lowest].entries()) {
    const [licensor, buyer] = [[ines, tomas, maya][i] as Account, [tomas, maya, ines][i] as Account];
    const offer = offerOf(terms, { parent: licences[i - 1] ?? 0n, licensor: licensor.address });
    offers.push(offer);
    bought = await sell(terms, offer, { licensor, buyer, seats: 3 - i });
  }
}, 60_000);

afterAll(() => world?.stop());

const capture = (change: Partial<CaptureLicenceParameters> & { licence: bigint }) =>
  captureLicence({ client, deployment: world.deployment, ...change });

/** What a bundle of a licence says to somebody who trusts its blocks. */
async function proved(licence: bigint, block?: number) {
  const { bundle } = await capture({ licence, block });
  const trusted = bundle.blocks.map(({ number, hash }) => ({ number, hash, chainId: 31337, source: "you" }));
  const verdict = verifyBundle({ bundle: canonicalJson(bundle), trusted });
  expect(verdict.verdict).toBe("proved");
  return verdict;
}

/** The client, with some answers of its node replaced. */
function lying(answers: Record<string, (params: never, honest: () => Promise<unknown>) => unknown>): PublicClient {
  const request = client.request as unknown as (request: { method: string; params?: unknown }) => Promise<unknown>;
  const transport = custom({
    request: async ({ method, params }: { method: string; params?: unknown }) => {
      const honest = () => request({ method, params });
      return answers[method] ? answers[method](params as never, honest) : honest();
    },
  });
  return createPublicClient({ chain: world.client.chain, transport, cacheTime: 0 }) as PublicClient;
}

/** The contract's reasons, as a bundle says them; the others are not about time. */
const states = [
  ...["running", "no such licence", "not holder", "use", "purpose", "territory", "field"],
  ...["not started", "expired", "terminated", "surrendered"],
];

/** What the contract itself answers of a licence at a block, in the words of a bundle. */
async function asked(licence: bigint, block: number, terms: OnchainTerms) {
  const { address } = world.deployment.contracts.licences;
  const blockNumber = BigInt(block);
  const { timestamp } = await client.getBlock({ blockNumber });
  const contract = { address, abi: licencesAbi, blockNumber } as const;
  const { holder, parent, seats, ended, ...rest } = await client.readContract({
    ...contract,
    functionName: "licenceOf",
    args: [licence],
  });
  const use = { act: bitOf(terms.uses), purpose: bitOf(BigInt(terms.purposes)), territory: bitOf(terms.territories) };
  const [reason, decisive] = await client.readContract({
    ...contract,
    functionName: "isLicensed",
    args: [holder, licence, { ...use, field: terms.field, time: Number(timestamp) }],
  });
  return {
    block,
    licence: licence.toString(),
    exists: true,
    holder: holder.toLowerCase(),
    terms: rest.terms,
    start: rest.start,
    end: rest.end,
    endsAt: rest.endsAt,
    isSublicence: parent !== 0n,
    ...(parent !== 0n && { parent: parent.toString() }),
    ...(seats !== 0 && { seats }),
    ...(ended !== 0 && { ended: states[ended] }),
    state: states[reason],
    decisive: decisive.toString(),
  };
}

/** The lowest bit that is set. */
const bitOf = (bitmap: bigint) => [...bitmap.toString(2)].reverse().indexOf("1");

describe("a bundle of a licence", () => {
  it("says of it and of all above it what the contract says, with the licence text and the sale", async () => {
    const verdict = await proved(licences[2] as bigint);
    const { block } = verdict.licences[0] as { block: number };
    const terms = [lowest, below, above].map(onchain);
    expect(verdict.licences).toMatchObject(
      await Promise.all(licences.toReversed().map((id, i) => asked(id, block, terms[i] as OnchainTerms))),
    );
    const { deed, rules, conditions, field } = onchain(lowest);
    const scope = { territories: ["AT", "DE"], exclusivity: "sole", field, duties: true };
    expect(verdict.licences[0]).toMatchObject({ deed, conditions, rules: rules.toLowerCase() });
    expect(verdict.licences.map((shown) => shown.exists && shown.scope)).toEqual([
      { ...scope, uses: ["print"], purposes: ["editorial"] },
      { ...scope, uses: ["print"], purposes: ["teaching", "editorial"] },
      { ...scope, uses: ["print", "show-online"], purposes: ["teaching", "editorial"] },
    ]);
    expect(verdict.licences.map((shown) => shown.exists && shown.state)).toEqual(["running", "running", "running"]);
    expect(verdict.proved[0]).toContain("was in force");
    expect(verdict.proved[0]).toContain(deed.slice(2));
    expect(verdict.proved.join("\n")).not.toContain("storage slot");
    expect(verdict.records.map(({ contract, event }) => `${contract} ${event}`)).toEqual(
      expect.arrayContaining(["terms TermsDefined", "offers OfferPublished", "offers LicenceSold"]),
    );
    // Only the first of them has the records of its sale here.
    expect(verdict.records.filter(({ event }) => event === "LicenceSold")).toHaveLength(1);
  });

  it("R07 shows that one was given back before it began, and asks no slot that its terms do not need", async () => {
    const starts = (await world.now()) + 100 * day;
    const offer = offerOf(plain, { starts, price: 0n });
    await sell(plain, offer, { licensor: ines, buyer: maya, seats: 7 });
    const licence = licenceIdOf({ work, serial: 4 });
    const terms = onchain(plain);
    const { bundle } = await capture({ licence });
    // The record, the class and the first slot of the scope.
    expect(
      bundle.blocks.flatMap(({ accounts }) => accounts ?? []).flatMap(({ storage }) => storage ?? []),
    ).toHaveLength(3);
    const before = (await proved(licence)).licences;
    expect(before).toMatchObject([await asked(licence, before[0]?.block ?? 0, terms)]);
    expect(before).toMatchObject([
      {
        state: "not started",
        seats: 7,
        start: starts,
        end: forever,
        scope: { territories: "worldwide", field: "all", exclusivity: "non-exclusive", duties: false },
      },
    ]);
    const given = await world.send(maya, surrenderCall(world.deployment, { licence }));
    const after = await proved(licence, Number(given.blockNumber));
    expect(after.licences).toMatchObject([await asked(licence, Number(given.blockNumber), terms)]);
    expect(after.licences).toMatchObject([{ ended: "surrendered", state: "surrendered", start: starts }]);
    expect(after.licences[0]).not.toHaveProperty("seats");
    expect(after.licences[0]).not.toHaveProperty("rules");
    expect(after.proved[0]).toContain("was not in force: it had been given back");
    expect(after.proved[0]).toContain("but ended before");
  });

  it("R07 is about one block: a renewal, a transfer, a return and a termination show from theirs on", async () => {
    const [first, second, third] = licences as [bigint, bigint, bigint];
    const end = (await proved(third)).licences[0];
    const renew = renewCall(world.deployment, { offer: offers[2] as Offer, licence: third, seats: 1 });
    await world.send(ines, renew);
    const renewed = (await proved(third)).licences[0];
    expect(end).toMatchObject({ exists: true });
    if (end?.exists) expect(renewed).toMatchObject({ end: Number(end.end) + 10 * day });

    // With its duties it moves only to whoever said that they take it.
    await world.send(maya, acceptLicenceCall(world.deployment, { licence: third }));
    const moved = await world.send(
      ines,
      transferLicenceCall(world.deployment, { licence: third, from: ines.address, to: maya.address }),
    );
    expect((await proved(third)).licences[0]).toMatchObject({ holder: maya.address.toLowerCase() });
    const before = (await proved(third, Number(moved.blockNumber) - 1)).licences[0];
    expect(before).toMatchObject({ holder: ines.address.toLowerCase(), block: Number(moved.blockNumber) - 1 });

    const breach = {
      licence: first,
      terms: onchain(above),
      conditions: conditionsOf(above) as OnchainConditions,
      evidence: keccak256(stringToHex("a breach")),
    };
    await world.send(ines, noticeCall(world.deployment, breach));
    await world.wait(day);
    const ended = await world.send(ines, terminateCall(world.deployment, { licence: first, terms: onchain(above) }));
    const at = Number(ended.blockNumber);
    const { timestamp } = await client.getBlock({ blockNumber: ended.blockNumber });
    const after = await proved(third, at);
    expect(after.licences).toMatchObject([
      await asked(third, at, onchain(lowest)),
      await asked(second, at, onchain(below)),
      await asked(first, at, onchain(above)),
    ]);
    expect(after.licences).toMatchObject([
      { licence: third.toString(), state: "terminated", decisive: first.toString(), endsAt: Number(timestamp) },
      { licence: second.toString(), state: "terminated", decisive: first.toString(), endsAt: Number(timestamp) },
      { licence: first.toString(), ended: "terminated", state: "terminated", end: Number(timestamp), seats: 3 },
    ]);
    expect(after.licences[0]).not.toHaveProperty("ended");
    expect(after.proved[0]).toContain("above it had been terminated");
    expect((await proved(third, at - 1)).licences[0]).toMatchObject({ state: "running" });

    // Its holder may still give it back: then that is what decides.
    const given = await world.send(maya, surrenderCall(world.deployment, { licence: third }));
    const back = await proved(third, Number(given.blockNumber));
    expect(back.licences[0]).toMatchObject(await asked(third, Number(given.blockNumber), onchain(lowest)));
    expect(back.licences[0]).toMatchObject({ ended: "surrendered", state: "surrendered", decisive: third.toString() });
    expect(back.proved[0]).toContain("when its holder gave it back");
  });

  it("is not made before the licence was, of a licence that is not, or of other code", async () => {
    const [, , third] = licences as [bigint, bigint, bigint];
    await expect(capture({ licence: third, block: bought - 1 })).rejects.toThrow(
      new RegExp(`After block ${bought - 1} there was no licence 0x[0-9a-f]{64} on chain 31337`),
    );
    await expect(capture({ licence: third + 9n })).rejects.toThrow("there was no licence");
    const { licences: contract } = world.deployment.contracts;
    const other = { ...contract, initCodeHash: keccak256("0x01") };
    const deployment = { ...world.deployment, contracts: { ...world.deployment.contracts, licences: other } };
    await expect(capture({ licence: third, deployment })).rejects.toThrow("has other code");
  });

  it("C07 is not made of a node's lies about storage, nor without the logs", async () => {
    const licence = licences[1] as bigint;
    const one = async (_: never, honest: () => Promise<unknown>) => {
      const value = BigInt((await honest()) as Hex);
      return `0x${(value === 0n ? 0n : value + 1n).toString(16).padStart(64, "0")}`;
    };
    await expect(capture({ licence, client: lying({ eth_getStorageAt: one }) })).rejects.toThrow(
      "contradict its proofs",
    );
    // Endless licences above one another end the search too.
    let next = 1n;
    const endless = () => `0x${((1n << 252n) + next++).toString(16).padStart(64, "0")}`;
    await expect(capture({ licence, client: lying({ eth_getStorageAt: endless }) })).rejects.toThrow(
      "contradict its proofs",
    );
    await expect(capture({ licence, client: lying({ eth_getLogs: () => [] }) })).rejects.toThrow(
      "but not its record in the log",
    );
  });
});
