import {
  createPublicClient,
  custom,
  type Hex,
  keccak256,
  type PublicClient,
  parseEther,
  stringToHex,
  zeroAddress,
} from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batchCall } from "../calls/call.ts";
import {
  buyCall,
  defineTermsCall,
  noticeCall,
  publishOfferCall,
  renewCall,
  terminateCall,
  transferLicenceCall,
} from "../calls/licences.ts";
import { canonicalJson } from "../core/json.ts";
import { forever, unlimitedSupply } from "../model/constants.ts";
import { licenceIdOf } from "../model/ids.ts";
import type { Offer } from "../model/offer.ts";
import { termsIdOf } from "../model/terms.ts";
import { readLicence } from "../read/licences.ts";
import { onchainTermsOf } from "../terms/deed.ts";
import { baseTerms, type Terms } from "../terms/terms.ts";
import { createWorld, found, testAccount, type World } from "../testing/world.ts";
import { type CaptureLicenceParameters, captureLicence } from "./captureLicence.ts";
import { verifyBundle } from "./verifyBundle.ts";

const [ines, tomas, maya] = [testAccount(0), testAccount(1), testAccount(2)] as const;
const day = 86_400;
const above: Terms = {
  ...baseTerms,
  uses: ["editorial", "print"],
  territories: ["AT", "DE"],
  duration: 100 * day,
  exclusivity: "sole",
  transferable: true,
  sublicensing: 2,
  cure: day,
};
const below: Terms = { ...above, uses: ["print"], duration: 20 * day, sublicensing: 1 };
const lowest: Terms = { ...below, duration: 10 * day, sublicensing: 0 };

let world: World;
let client: PublicClient;
let offers: Offer[];
let licences: bigint[];
let bought: number;

/** A licence, a sublicence below it and one below that, each of whom the next person bought. */
beforeAll(async () => {
  world = await createWorld();
  client = world.context.client as unknown as PublicClient;
  const { id: work } = await world.register(ines, "passed on twice");
  licences = [1, 2, 3].map((serial) => licenceIdOf({ work, serial }));
  offers = [above, below, lowest].map((terms, i) => ({
    work,
    parent: licences[i - 1] ?? 0n,
    licensor: [ines, tomas, maya][i]?.address as Hex,
    buyer: zeroAddress,
    terms: termsIdOf(onchainTermsOf(terms)),
    currency: zeroAddress,
    price: parseEther("0.5"),
    supply: unlimitedSupply,
    opens: 0,
    closes: forever,
  }));
  for (const [i, terms] of [above, below, lowest].entries()) {
    const [offer, licensor, buyer] = [offers[i] as Offer, [ines, tomas, maya][i], [tomas, maya, ines][i]];
    if (!licensor || !buyer) throw new Error("Nobody is there.");
    const define = defineTermsCall(world.deployment, { terms: onchainTermsOf(terms) });
    await world.send(licensor, batchCall(world.deployment, [define, publishOfferCall(world.deployment, { offer })]));
    const buy = buyCall(world.deployment, { offer, recipient: buyer.address, seats: 3 - i });
    bought = Number((await world.send(buyer, buy)).blockNumber);
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

describe("a bundle of a licence", () => {
  it("says of it and of all above it what the contract says, with the deed and the sale", async () => {
    const verdict = await proved(licences[2] as bigint);
    expect(verdict.licences.map(({ licence }) => licence)).toEqual(licences.toReversed().map(String));
    for (const shown of verdict.licences) {
      const licence = found(await readLicence(world.context, BigInt(shown.licence)));
      expect(shown).toMatchObject({
        exists: true,
        holder: licence.holder.toLowerCase(),
        start: licence.start,
        end: licence.end,
        seats: licence.seats,
        terminated: false,
        terms: licence.terms.id,
        state: licence.state,
        decisive: licence.decisive.toString(),
        scope: { territories: ["AT", "DE"], exclusivity: "sole" },
        ...(licence.parent !== undefined && { parent: licence.parent.toString() }),
      });
    }
    const deed = onchainTermsOf(lowest).deed;
    expect(verdict.licences[0]).toMatchObject({ deed, scope: { uses: ["print"] } });
    expect(verdict.licences[2]).toMatchObject({ scope: { uses: ["editorial", "print"] } });
    expect(verdict.proved[0]).toContain("was in force");
    expect(verdict.proved[0]).toContain(deed.slice(2));
    expect(verdict.proved.join("\n")).not.toContain("storage slot");
    expect(verdict.records.map(({ event }) => event)).toEqual(
      expect.arrayContaining(["TermsDefined", "OfferPublished", "LicenceSold"]),
    );
    // Only the first of them has the records of its sale here.
    expect(verdict.records.filter(({ event }) => event === "LicenceSold")).toHaveLength(1);
  });

  it("R07 is about one block: a renewal, a transfer and a termination show from theirs on", async () => {
    const [first, second, third] = licences as [bigint, bigint, bigint];
    const end = (await proved(third)).licences[0];
    const renew = renewCall(world.deployment, { offer: offers[2] as Offer, licence: third, seats: 1 });
    await world.send(ines, renew);
    const renewed = (await proved(third)).licences[0];
    expect(end).toMatchObject({ exists: true });
    if (end?.exists) expect(renewed).toMatchObject({ end: Number(end.end) + 10 * day });

    const moved = await world.send(
      ines,
      transferLicenceCall(world.deployment, { licence: third, from: ines.address, to: maya.address }),
    );
    expect((await proved(third)).licences[0]).toMatchObject({ holder: maya.address.toLowerCase() });
    const before = (await proved(third, Number(moved.blockNumber) - 1)).licences[0];
    expect(before).toMatchObject({ holder: ines.address.toLowerCase(), block: Number(moved.blockNumber) - 1 });

    const notice = { licence: first, terms: onchainTermsOf(above), evidence: keccak256(stringToHex("a breach")) };
    await world.send(ines, noticeCall(world.deployment, notice));
    await world.wait(day);
    const ended = await world.send(ines, terminateCall(world.deployment, { licence: first }));
    const at = Number(ended.blockNumber);
    const { timestamp } = await client.getBlock({ blockNumber: ended.blockNumber });
    const after = await proved(third, at);
    expect(after.licences).toMatchObject([
      { licence: third.toString(), terminated: false, state: "terminated", decisive: first.toString() },
      { licence: second.toString(), terminated: false, state: "terminated", decisive: first.toString() },
      { licence: first.toString(), terminated: true, state: "terminated", end: Number(timestamp) },
    ]);
    expect(after.proved[0]).toContain("above it had been terminated");
    expect((await proved(third, at - 1)).licences[0]).toMatchObject({ state: "running" });
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
