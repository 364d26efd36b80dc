import { getAddress, type Hex, parseEther, sha256, stringToBytes, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batchCall, type Call } from "../calls/call.ts";
import { transferLicenceCall } from "../calls/licences.ts";
import { buyCall, closeOfferCall, defineTermsCall, publishOfferCall } from "../calls/offers.ts";
import { approveCall, claimCall, payCall, releaseCall, transferUnitsCall } from "../calls/royalties.ts";
import {
  discloseCall,
  discloseVersionCall,
  registerCall,
  registerForCall,
  registerForTypedData,
  reviseCall,
  stampCall,
  transferWorkCall,
} from "../calls/works.ts";
import { batchOpenings, createOpening } from "../content/commitment.ts";
import { createDigester } from "../content/digest.ts";
import { discloseFiles } from "../content/disclosure.ts";
import { createManifest, type Manifest, randomSalt } from "../content/manifest.ts";
import { createMetadata, type Metadata } from "../content/metadata.ts";
import type { Deployment } from "../core/deployment.ts";
import { explainError } from "../core/explainError.ts";
import { createHolders, holderTree } from "../core/holders.ts";
import { canonicalBytes } from "../core/json.ts";
import { createContentStore } from "../core/store.ts";
import { forever, unlimitedSupply } from "../model/constants.ts";
import { documents } from "../model/formats.ts";
import { licenceIdOf, workIdOf } from "../model/ids.ts";
import { type Offer, offerIdOf } from "../model/offer.ts";
import { termsIdOf } from "../model/terms.ts";
import { deedOf, onchainTermsOf } from "../terms/deed.ts";
import { presets } from "../terms/presets.ts";
import { normalTerms } from "../terms/terms.ts";
import { termsJsonOf } from "../terms/termsDocument.ts";
import {
  deployContracts,
  memoryIpfs,
  readArtifact,
  startAnvil,
  type TestChain,
  testAccount,
} from "../testing/world.ts";
import { readClaims, readKnownFiles, readStanding, readVersions } from "./claims.ts";
import { readCurrency } from "./currency.ts";
import { readClaimable, readEarnings } from "./earnings.ts";
import type { Finding, ReadContext } from "./finding.ts";
import { readHolding } from "./holdings.ts";
import { readLicence, readLicencesOf } from "./licences.ts";
import { readOffer, readOffers } from "./offers.ts";
import { readPayments } from "./payments.ts";
import { isLicensed } from "./rights.ts";
import { readStamp } from "./stamps.ts";
import { readTransaction } from "./transactions.ts";
import { readWork, readWorks } from "./works.ts";

const [ines, tomas, maya, thief] = [testAccount(0), testAccount(1), testAccount(2), testAccount(3)] as const;

let chain: TestChain;
let deployment: Deployment;
let context: ReadContext;
let token: Hex;
const ipfs = memoryIpfs();
const store = createContentStore({ gateways: ["http://store.test"], api: "http://store.test", fetch: ipfs.fetch });

beforeAll(async () => {
  chain = await startAnvil();
  deployment = await deployContracts(chain);
  context = { client: chain.client as unknown as ReadContext["client"], deployment, store };
  const { abi, bytecode } = await readArtifact("test/mocks/DemoToken.sol/DemoToken.json");
  const hash = await chain.client.deployContract({ account: testAccount(9), abi, bytecode });
  token = (await chain.client.waitForTransactionReceipt({ hash })).contractAddress as Hex;
  token = getAddress(token);
  await send(testAccount(9), { address: token, abi, functionName: "mint", args: [maya.address, 1_000_000_000n] });
}, 60_000);

afterAll(() => chain?.stop());

async function send(account: ReturnType<typeof testAccount>, call: Call) {
  const { request } = await chain.client.simulateContract({ ...call, account } as never);
  const hash = await chain.client.writeContract(request as never);
  const receipt = await chain.client.waitForTransactionReceipt({ hash });
  expect(receipt.status).toBe("success");
  return receipt;
}

async function explained(account: ReturnType<typeof testAccount>, call: Call) {
  try {
    await chain.client.simulateContract({ ...call, account } as never);
  } catch (error) {
    return explainError(error);
  }
  throw new Error("The call should have failed.");
}

function found<Value>(finding: Finding<Value>): Value {
  if (finding.status === "unknown") throw finding.cause;
  if (finding.status !== "found") throw new Error("not found");
  return finding.value;
}

async function manifestOf(files: Record<string, string>): Promise<Manifest> {
  const digester = await createDigester();
  return createManifest({
    files: Object.entries(files).map(([path, text]) => {
      digester.update(stringToBytes(text));
      return { path, type: "text/plain", ...digester.finish() };
    }),
  });
}

async function publish(fields: Partial<Metadata> = {}) {
  const metadata = createMetadata({
    name: "The Tide Book",
    description: "Twelve poems about the sea.",
    category: "literary",
    credits: [{ name: "Ines Okafor", role: "author", account: ines.address }],
    ...fields,
  });
  await store.put(metadata.bytes);
  return metadata.digest;
}

const now = async () => Number((await chain.client.getBlock()).timestamp);

describe("the whole story", () => {
  const poem = "The tide writes and the tide erases.\n";
  const digest = sha256(stringToBytes(poem));
  let work: bigint;
  let contentRoot: Hex;
  let offer: Offer;

  it("starts with nothing: a file that nobody disclosed is not found", async () => {
    expect(await readClaims(context, digest)).toMatchObject({
      status: "not-found",
      block: { number: expect.any(Number) },
    });
    expect(await readWork(context, 1n)).toMatchObject({ status: "not-found" });
    expect(found(await readWorks(context))).toEqual({ works: [], next: undefined });
    expect(found(await readEarnings(context, ines.address))).toEqual({ account: ines.address, works: [], gaps: [] });
  });

  it("proves: a stamp is found with its block and time, and the earliest counts", async () => {
    const manifest = await manifestOf({ "poems/tide.txt": poem, "poems/empty.txt": "" });
    const { chainId, contracts } = deployment;
    const opening = createOpening({
      chainId,
      timestamps: contracts.timestamps.address,
      claimant: ines.address,
      manifest,
    });
    expect(await readStamp(context, opening.commitment)).toMatchObject({ status: "not-found" });
    const receipt = await send(tomas, stampCall(deployment, { commitment: opening.commitment }));
    await send(thief, stampCall(deployment, { commitment: opening.commitment }));
    const stamp = found(await readStamp(context, opening.commitment));
    expect(stamp.from).toBe(tomas.address);
    expect(stamp.at).toMatchObject({ block: Number(receipt.blockNumber), transaction: receipt.transactionHash });
    expect(stamp.at.time).toBeGreaterThan(1_600_000_000);

    const holders = createHolders([
      { account: ines.address, units: 60_000_000 },
      { account: tomas.address, units: 40_000_000 },
    ]);
    const list = await store.put(canonicalBytes(holders));
    const holdersRoot = holderTree(holders).root;
    const metadataDigest = await publish({ holders: { root: holdersRoot, list: list.uri } });
    // R01: a watcher registers the same content root first, and discloses it.
    const disclosures = discloseFiles(manifest);
    contentRoot = opening.contentRoot;
    const registration = {
      contentRoot,
      salt: opening.salt,
      metadataDigest,
      category: "literary",
      holdersRoot,
    } as const;
    await send(
      thief,
      registerCall(deployment, { registration: { ...registration, holdersRoot: undefined }, disclosures }),
    );
    await send(ines, registerCall(deployment, { registration, disclosures }));
    work = workIdOf({ claimant: ines.address, contentRoot });
  });

  it("registers: the work is read back with everything", async () => {
    const record = found(await readWork(context, work));
    expect(record).toMatchObject({
      id: work,
      claimant: ines.address,
      controller: ines.address,
      category: "literary",
      contentRoot,
      metadata: { status: "found", value: { name: "The Tide Book" } },
      disclosures: [{ digest, contentRoot }],
    });
    expect(record.versions).toHaveLength(1);
  });

  it("R01 R04 ranks the claim that was stamped first before the one that was registered first", async () => {
    const claims = found(await readClaims(context, digest));
    expect(claims.map((claim) => [claim.rank, claim.work.claimant, claim.evidence.kind])).toEqual([
      [1, ines.address, "stamp"],
      [2, thief.address, "record"],
    ]);
    const known = found(await readKnownFiles(context, [digest, digest, randomSalt()]));
    expect(known.map((file) => [file.digest, file.claims.length])).toEqual([[digest, 2]]);
    expect(await readKnownFiles(context, [randomSalt()])).toMatchObject({ status: "not-found" });
    const mine = found(await readStanding(context, work));
    expect(mine.earlier).toEqual([]);
    expect(mine.later).toHaveLength(1);
    expect(mine.own.evidence.kind).toBe("stamp");
    const copy = found(await readStanding(context, workIdOf({ claimant: thief.address, contentRoot })));
    expect(copy.earlier.map(({ claim }) => claim.work.id)).toEqual([work]);
  });

  it("offers: terms, price and window in one transaction", async () => {
    const terms = onchainTermsOf(presets[1].terms, deployment);
    const time = await now();
    offer = {
      work,
      parent: 0n,
      licensor: ines.address,
      buyer: zeroAddress,
      terms: termsIdOf(terms),
      currency: zeroAddress,
      price: parseEther("0.5"),
      supply: 2,
      opens: time,
      closes: forever,
      starts: 0,
      schedule: zeroHash,
    };
    const usd: Offer = { ...offer, currency: token, price: 25_000_000n, supply: unlimitedSupply };
    await send(
      ines,
      batchCall(deployment, [
        defineTermsCall(deployment, { terms }),
        publishOfferCall(deployment, { offer }),
        publishOfferCall(deployment, { offer: usd }),
      ]),
    );
    const offers = found(await readOffers(context, work));
    expect(offers.map(({ id }) => id)).toEqual([offerIdOf(usd), offerIdOf(offer)]);
    const record = found(await readOffer(context, offerIdOf(offer)));
    expect(record).toMatchObject({ state: "open", sold: 0, offer, controller: ines.address });
    // The deed was never put into the store: it is written again from what the chain knows.
    expect(ipfs.blocks.size).toBe(2);
    expect(record.terms.deed).toMatchObject({
      status: "found",
      value: { matches: true, deed: { text: deedOf(presets[1].terms).text } },
    });
    expect(await readOffer(context, digest)).toMatchObject({ status: "not-found" });
  });

  it("reads a deed that this package would not write from the store, and says that it doesn't match", async () => {
    const foreign = canonicalBytes({
      format: documents.deed.format,
      terms: termsJsonOf(normalTerms(presets[0].terms)),
      text: "Do as you like.",
    });
    const { digest: deed } = await store.put(foreign);
    const terms = { ...onchainTermsOf(presets[0].terms, deployment), deed };
    const other: Offer = { ...offer, terms: termsIdOf(terms) };
    await send(
      ines,
      batchCall(deployment, [defineTermsCall(deployment, { terms }), publishOfferCall(deployment, { offer: other })]),
    );
    const record = found(await readOffer(context, offerIdOf(other)));
    expect(record.terms.deed).toMatchObject({
      status: "found",
      value: { matches: false, differences: [{ part: "text" }] },
    });
    await send(ines, closeOfferCall(deployment, { offer: other }));
    expect(found(await readOffer(context, offerIdOf(other))).state).toBe("closed");
    expect(await explained(maya, buyCall(deployment, { offer: other, recipient: maya.address }))).toMatchObject({
      name: "Offers_NotOpen",
      sentence: expect.stringContaining("was closed"),
    });
  });

  it("buys: in ETH and in a token, for the exact price", async () => {
    await send(maya, buyCall(deployment, { offer, recipient: maya.address }));
    const usd: Offer = { ...offer, currency: token, price: 25_000_000n, supply: unlimitedSupply };
    const refused = await explained(maya, buyCall(deployment, { offer: usd, recipient: maya.address }));
    expect(refused).toMatchObject({
      name: "ERC20InsufficientAllowance",
      values: { allowance: 0n, needed: 25_000_000n },
    });
    await send(maya, approveCall(deployment, { currency: token, amount: usd.price }));
    await send(maya, buyCall(deployment, { offer: usd, recipient: maya.address }));

    const licences = found(await readLicencesOf(context, maya.address));
    expect(licences.map(({ serial }) => serial)).toEqual([2, 1]);
    const first = found(await readLicence(context, licenceIdOf({ work, serial: 1 })));
    expect(first).toMatchObject({
      work,
      holder: maya.address,
      state: "running",
      end: first.start + 63_072_000,
      sale: { offer: offerIdOf(offer), buyer: maya.address, currency: zeroAddress, price: offer.price },
    });
    expect(await readLicence(context, licenceIdOf({ work, serial: 3 }))).toMatchObject({ status: "not-found" });
    expect(found(await readOffer(context, offerIdOf(offer)))).toMatchObject({ sold: 1, state: "open" });
  });

  it("L01 answers whether an account is licensed, with the reason, at the edges of the term", async () => {
    const licence = licenceIdOf({ work, serial: 1 });
    const { start, end } = found(await readLicence(context, licence));
    const ask = async (parameters: Partial<Parameters<typeof isLicensed>[1]>) =>
      found(
        await isLicensed(context, {
          ...{ account: maya.address, licence, use: "print", purpose: "editorial", territory: "DE" },
          ...parameters,
        }),
      ).reason;
    expect(await ask({})).toBe("licensed");
    expect(await ask({ time: start - 1 })).toBe("not started");
    expect(await ask({ time: start })).toBe("licensed");
    expect(await ask({ time: end - 1 })).toBe("licensed");
    expect(await ask({ time: end })).toBe("expired");
    expect(await ask({ use: "goods" })).toBe("use not covered");
    expect(await ask({ purpose: "private" })).toBe("purpose not covered");
    expect(await ask({ account: ines.address })).toBe("not the holder");
    expect(await ask({ licence: licence + 7n })).toBe("no such licence");
  });

  it("explains what would go wrong, with the values", async () => {
    const cheap = { ...buyCall(deployment, { offer, recipient: maya.address }), value: 1n };
    expect(await explained(maya, cheap)).toMatchObject({
      name: "Offers_WrongValue",
      sentence: expect.stringContaining("0.5 ETH"),
      values: { sent: 1n, due: offer.price },
    });
    expect(await explained(thief, publishOfferCall(deployment, { offer }))).toMatchObject({
      name: "Offers_NotLicensor",
    });
    const batched = batchCall(deployment, [publishOfferCall(deployment, { offer })]);
    expect(await explained(ines, batched)).toMatchObject({
      name: "Offers_AlreadyPublished",
      values: { offer: offerIdOf(offer) },
    });
    const licence = licenceIdOf({ work, serial: 1 });
    const moved = transferLicenceCall(deployment, { licence, from: maya.address, to: tomas.address });
    expect(await explained(maya, moved)).toMatchObject({ name: "Licences_NotTransferable" });
    const poor = testAccount(8);
    await chain.client.setBalance({ address: poor.address, value: 1n });
    expect(await explained(poor, buyCall(deployment, { offer, recipient: poor.address }))).toMatchObject({
      name: "InsufficientFunds",
    });
  });

  it("earns: every holder finds, takes and claims what is theirs, and each figure adds up", async () => {
    await send(maya, payCall(deployment, { work, currency: zeroAddress, amount: parseEther("0.1") }));
    const payments = found(await readPayments(context, work));
    expect(payments.map(({ amount, licence }) => [amount, licence && licence & 0xffffn])).toEqual([
      [parseEther("0.1"), undefined],
      [25_000_000n, 2n],
      [parseEther("0.5"), 1n],
    ]);

    const before = found(await readEarnings(context, tomas.address));
    expect(before.gaps).toEqual([]);
    expect(before.works).toHaveLength(1);
    expect(before.works[0]).toMatchObject({
      work: { id: work },
      holding: { units: 0, toTake: { units: 40_000_000 } },
      currencies: [
        { currency: zeroAddress, received: parseEther("0.6"), claimable: 0n, notYetTaken: parseEther("0.24") },
        { currency: token, received: 25_000_000n, claimable: 0n, notYetTaken: 10_000_000n },
      ],
    });

    const toTake = before.works[0]?.holding.toTake;
    await send(
      tomas,
      batchCall(deployment, [
        toTake?.call as Call,
        claimCall(deployment, { work, currency: zeroAddress, to: tomas.address }),
      ]),
    );
    const after = found(await readEarnings(context, tomas.address));
    expect(after.works[0]).toMatchObject({
      holding: { units: 40_000_000, taken: 40_000_000, toTake: undefined },
      currencies: [
        { entitled: parseEther("0.24"), claimed: parseEther("0.24"), claimable: 0n, notYetTaken: 0n },
        { entitled: 10_000_000n, claimed: 0n, claimable: 10_000_000n },
      ],
    });
    expect(await explained(tomas, toTake?.call as Call)).toMatchObject({ name: "Royalties_AlreadyTaken" });
    expect(await explained(thief, claimCall(deployment, { work, currency: token, to: thief.address }))).toMatchObject({
      name: "Royalties_NeverHeld",
    });

    // Anybody may have him paid in the other currency, at his own address.
    const ofTomas = { work, currency: token, holder: tomas.address };
    const waits = found(await readClaimable(context, ofTomas));
    expect(waits).toEqual({ amount: 10_000_000n, toTake: undefined, gap: undefined });
    await send(thief, releaseCall(deployment, ofTomas));
    expect(found(await readClaimable(context, ofTomas)).amount).toBe(0n);
    expect((await readClaimable(context, { ...ofTomas, work: 1n })).status).toBe("not-found");

    await send(tomas, transferUnitsCall(deployment, { work, to: maya.address, units: 10_000_000 }));
    expect(found(await readHolding(context, { work, account: maya.address }))).toMatchObject({
      units: 10_000_000,
      traded: 10_000_000,
      toTake: undefined,
    });
    const mayas = found(await readEarnings(context, maya.address));
    expect(mayas.works[0]?.currencies.map(({ claimable }) => claimable)).toEqual([0n, 0n]);
    const stranger = found(await readEarnings(context, testAccount(7).address));
    expect(stranger.works).toEqual([]);
  });

  it("revises and discloses: versions form a chain, and a batch stamp counts through the metadata", async () => {
    const draft = await manifestOf({ "tide-2.txt": "The second edition.\n" });
    const other = await manifestOf({ "other.txt": "Something else.\n" });
    const { chainId, contracts } = deployment;
    const parts = { chainId, timestamps: contracts.timestamps.address, claimant: ines.address };
    const batch = batchOpenings([draft, other].map((manifest) => createOpening({ ...parts, manifest })));
    const [opening] = batch.openings;
    if (opening?.batch === undefined) throw new Error("no batch");
    const stamped = await send(tomas, stampCall(deployment, { commitment: batch.commitment }));

    const metadataDigest = await publish({ name: "The Tide Book, second edition", batch: opening.batch });
    const { contentRoot: root, salt } = opening;
    await send(ines, reviseCall(deployment, { work, contentRoot: root, salt, metadataDigest }));
    const record = found(await readWork(context, work));
    const version = record.versions[1];
    if (version?.previous === undefined) throw new Error("no version");
    expect(version).toMatchObject({
      revision: 1,
      contentRoot: root,
      previous: `0x${work.toString(16).padStart(64, "0")}`,
    });
    expect(record.metadata).toMatchObject({ status: "found", value: { name: "The Tide Book, second edition" } });

    const { previous, at } = version;
    const latest = { previous, contentRoot: root, metadataDigest, time: at.time };
    const disclosures = discloseFiles(draft);
    await send(ines, discloseVersionCall(deployment, { work, version: latest, disclosures }));
    const [claim] = found(await readClaims(context, disclosures[0]?.digest as Hex));
    expect(claim).toMatchObject({
      version: { revision: 1 },
      evidence: { kind: "batch", root: batch.commitment, at: { block: Number(stamped.blockNumber) } },
      gaps: [],
    });
    expect(
      await explained(ines, discloseCall(deployment, { work, claimant: ines.address, contentRoot, disclosures })),
    ).toMatchObject({
      name: "Works_NotInContent",
    });
    // The list of holders is still found although the new metadata doesn't name it.
    expect(found(await readHolding(context, { work, account: ines.address })).toTake?.units).toBe(60_000_000);

    // Each version has the proof of its own content: the first one's says nothing of the second.
    const standing = found(await readStanding(context, work));
    const proven = found(await readVersions(context, work));
    expect(proven.map(({ version: { revision }, evidence }) => [revision, evidence.kind, evidence.at.block])).toEqual([
      [0, standing.own.evidence.kind, standing.own.evidence.at.block],
      [1, "batch", Number(stamped.blockNumber)],
    ]);
    expect(found(await readTransaction(context, stamped.transactionHash))).toMatchObject({
      from: tomas.address.toLowerCase(),
      failed: false,
      recorded: [{ kind: "stamp", commitment: batch.commitment }],
    });
    const revised = found(await readTransaction(context, version.at.transaction));
    expect(revised.recorded).toEqual([{ kind: "revision", id: work }]);
    expect(await readTransaction(context, batch.commitment)).toMatchObject({ status: "not-found" });
    expect(proven[1]?.metadata).toMatchObject({ status: "found", value: { name: "The Tide Book, second edition" } });
  });

  it("registers for a claimant who only signs", async () => {
    const manifest = await manifestOf({ "song.txt": "La la la.\n" });
    const opening = createOpening({
      chainId: 31337,
      timestamps: deployment.contracts.timestamps.address,
      claimant: tomas.address,
      manifest,
    });
    const registration = {
      contentRoot: opening.contentRoot,
      salt: opening.salt,
      metadataDigest: await publish({ name: "La la" }),
      category: "musical",
    } as const;
    const deadline = BigInt((await now()) + 3600);
    const signed = { claimant: tomas.address, registration, disclosures: discloseFiles(manifest), deadline };
    const signature = await tomas.signTypedData(registerForTypedData(deployment, signed));
    const changed = { ...signed, registration: { ...registration, category: "literary" as const }, signature };
    expect(await explained(maya, registerForCall(deployment, changed))).toMatchObject({
      name: "Works_InvalidSignature",
    });
    const late = { ...signed, deadline: 1n, signature };
    expect(await explained(maya, registerForCall(deployment, late))).toMatchObject({ name: "Works_SignatureExpired" });
    await send(maya, registerForCall(deployment, { ...signed, signature }));
    const song = workIdOf({ claimant: tomas.address, contentRoot: opening.contentRoot });
    expect(found(await readWork(context, song))).toMatchObject({ claimant: tomas.address, category: "musical" });
    // Without a list of holders all units are the claimant's.
    const holding = found(await readHolding(context, { work: song, account: tomas.address }));
    expect(holding.toTake?.units).toBe(100_000_000);
    await send(maya, holding.toTake?.call as Call);
    expect(found(await readHolding(context, { work: song, account: tomas.address })).units).toBe(100_000_000);
    expect(await explained(tomas, registerCall(deployment, { registration }))).toMatchObject({
      name: "Works_AlreadyRegistered",
      values: { work: song },
    });
  });

  it("lists works by page, the latest first, and by claimant", async () => {
    const first = found(await readWorks(context, { limit: 2 }));
    expect(first.works.map(({ metadata }) => metadata.status === "found" && metadata.value.name)).toEqual([
      "La la",
      "The Tide Book, second edition",
    ]);
    const second = found(await readWorks(context, { limit: 2, before: first.next }));
    expect(second.works.map(({ claimant }) => claimant)).toEqual([thief.address]);
    expect(second.next).toBeUndefined();
    expect(found(await readWorks(context, { claimant: tomas.address })).works).toHaveLength(1);
    const [latest, before] = first.works.map(({ registered }) => registered.block);
    expect(found(await readWorks(context, { after: before as number })).works).toEqual(first.works.slice(0, 1));
    expect(found(await readWorks(context, { after: latest as number }))).toEqual({ works: [], next: undefined });
  });

  it("sells the work: offers lapse, licences and shares stay", async () => {
    await send(ines, transferWorkCall(deployment, { work, from: ines.address, to: maya.address }));
    expect(found(await readOffer(context, offerIdOf(offer))).state).toBe("lapsed");
    expect(await explained(maya, buyCall(deployment, { offer, recipient: maya.address }))).toMatchObject({
      name: "Licences_ChangedHands",
    });
    expect(found(await readLicence(context, licenceIdOf({ work, serial: 1 }))).holder).toBe(maya.address);
    expect(found(await readEarnings(context, ines.address)).works[0]?.holding.toTake?.units).toBe(60_000_000);
  });

  it("counts what a later owner committed to, and a work once for a file in several versions", async () => {
    const epilogue = "An epilogue by Maya.\n";
    const manifest = await manifestOf({ "tide.txt": poem, "epilogue.txt": epilogue });
    const { chainId, contracts } = deployment;
    const place = { chainId, timestamps: contracts.timestamps.address, claimant: maya.address };
    const opening = createOpening({ ...place, manifest });
    await send(maya, stampCall(deployment, { commitment: opening.commitment }));
    const { contentRoot: root, salt } = opening;
    const metadataDigest = await publish({ name: "The Tide Book, third edition" });
    const disclosures = discloseFiles(manifest);
    await send(maya, reviseCall(deployment, { work, contentRoot: root, salt, metadataDigest, disclosures }));
    const [claim] = found(await readClaims(context, sha256(stringToBytes(epilogue))));
    expect(claim).toMatchObject({
      claimant: maya.address,
      evidence: { kind: "stamp", commitment: opening.commitment },
    });
    const claims = found(await readClaims(context, digest));
    expect(claims.map((each) => [each.work.id, each.version.revision, each.claimant])).toEqual([
      [work, 0, ines.address],
      [workIdOf({ claimant: thief.address, contentRoot }), 0, thief.address],
    ]);
  });

  it("reads what tokens say of themselves", async () => {
    const client = context.client;
    expect(await readCurrency(client, token)).toMatchObject({ symbol: "dUSD", decimals: 6, name: "Demo Dollar" });
    expect(await readCurrency(client, zeroAddress)).toMatchObject({ symbol: "ETH", decimals: 18 });
    expect(await readCurrency(client, ines.address)).toBeUndefined();
    expect(await readCurrency(client, deployment.contracts.timestamps.address)).toBeUndefined();
  });
});

describe("when something is missing", () => {
  it("W07 says cannot know when the store is down, and finds the rest", async () => {
    const down = createContentStore({
      gateways: ["http://store.test"],
      api: null,
      fetch: (async () => {
        throw new TypeError("fetch failed");
      }) as typeof fetch,
    });
    const works = found(await readWorks({ ...context, store: down }));
    expect(works.works[0]?.metadata).toMatchObject({ status: "unknown" });
    const earnings = found(await readEarnings({ ...context, store: down }, ines.address));
    expect(earnings.gaps).toHaveLength(1);
    const known = found(await readClaims({ ...context, store: down }, sha256(stringToBytes("La la la.\n"))));
    expect(known[0]?.gaps[0]).toContain("in a batch, is not known");
  });

  it("C06 C07 says cannot know, never not found, when the node is away or serves another chain", async () => {
    const { createPublicClient, http } = await import("viem");
    const away = createPublicClient({ transport: http("http://127.0.0.1:9", { retryCount: 0 }) });
    expect(await readWork({ ...context, client: away }, 1n)).toMatchObject({
      status: "unknown",
      problem: { name: "Unreachable" },
    });
    const elsewhere = { ...context, deployment: { ...deployment, chainId: 1 } };
    expect(await readWork(elsewhere, 1n)).toMatchObject({
      status: "unknown",
      problem: { name: "NodeError", sentence: expect.stringContaining("The node serves chain") },
    });
    const contracts = { ...deployment.contracts, works: { ...deployment.contracts.works, address: ines.address } };
    expect(await readWork({ ...context, deployment: { ...deployment, contracts } }, 1n)).toMatchObject({
      status: "unknown",
      problem: { name: "NodeError", sentence: expect.stringContaining("There is no contract at") },
    });
  });
});
