import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forever, unlimitedSupply, worldwide } from "@colophon/sdk";
import { expect } from "chai";
import { type ContractTransactionResponse, MaxUint256, ZeroHash } from "ethers";
import { network } from "hardhat";
import { deployContracts, deployDemoToken } from "../../scripts/deployment/deployContracts.ts";
import { contentTree, holderTree } from "../utils/trees.ts";

const ETH = "0x0000000000000000000000000000000000000000";
const FOREVER = BigInt(forever);
const MAX = 2n ** 256n - 1n;
const Reason = {
  Licensed: 0n,
  NotHolder: 2n,
  UseNotCovered: 3n,
  PurposeNotCovered: 4n,
  TerritoryNotCovered: 5n,
  FieldNotCovered: 6n,
  NotStarted: 7n,
  Expired: 8n,
  Surrendered: 10n,
};

/** Germany's bit, which the terms below include, unlike that of Andorra, 0. */
const germany = 56;

const french = `0x${"f1".repeat(32)}`;

const plainTerms = {
  uses: 0b11000n,
  purposes: 0b110n,
  territories: worldwide - 1n,
  field: french,
  duration: 365n * 86_400n,
  exclusivity: 0,
  transferable: true,
  sublicensing: 0,
  sublicenceShare: 0,
  fallsWithParent: false,
  passesDown: false,
  derivatives: 0,
  works: 0,
  upstreamShare: 0,
  further: 0,
  rules: ETH,
  conditions: ZeroHash,
};

const termsLayout =
  "uint64 uint32 uint256 bytes32 uint40 uint8 bool uint8 uint32 bool bool uint8 uint8 uint32 uint8 address bytes32 bytes32".split(
    " ",
  );

const offerFields = [
  { name: "work", type: "uint256" },
  { name: "parent", type: "uint256" },
  { name: "licensor", type: "address" },
  { name: "buyer", type: "address" },
  { name: "terms", type: "bytes24" },
  { name: "currency", type: "address" },
  { name: "price", type: "uint256" },
  { name: "supply", type: "uint32" },
  { name: "opens", type: "uint40" },
  { name: "closes", type: "uint40" },
  { name: "starts", type: "uint40" },
  { name: "schedule", type: "bytes32" },
];

/** The contracts as anybody deploys them, and four people with ETH: two authors, a licensee, an adversary. */
async function deployed() {
  const connection = await network.create();
  const { ethers } = connection;
  const [deployer, ines, tomas, maya, eve] = await ethers.getSigners();
  if (!deployer || !ines || !tomas || !maya || !eve) throw new Error("Hardhat's chain has too few accounts.");
  const folder = await mkdtemp(join(tmpdir(), "colophon-story-"));
  const { contracts } = await deployContracts({ signer: deployer, file: join(folder, "31337.json") });
  await rm(folder, { recursive: true });

  const demo = await deployDemoToken(deployer);
  const dollar = new ethers.Contract(
    demo.address,
    [
      "function mint(address to, uint256 amount)",
      "function approve(address spender, uint256 amount) returns (bool)",
      "function balanceOf(address account) view returns (uint256)",
    ],
    ethers.provider,
  );
  return {
    ...connection,
    people: { ines, tomas, maya, eve },
    dollar,
    timestamps: await ethers.getContractAt("Timestamps", contracts.timestamps.address),
    colophon: await ethers.getContractAt("Colophon", contracts.colophon.address),
    works: await ethers.getContractAt("Works", contracts.works.address),
    terms: await ethers.getContractAt("Terms", contracts.terms.address),
    offers: await ethers.getContractAt("Offers", contracts.offers.address),
    licences: await ethers.getContractAt("Licences", contracts.licences.address),
    compliance: await ethers.getContractAt("Compliance", contracts.compliance.address),
    royalties: await ethers.getContractAt("Royalties", contracts.royalties.address),
  };
}

type Offer = {
  work: bigint;
  parent: bigint;
  licensor: string;
  buyer: string;
  terms: string;
  currency: string;
  price: bigint;
  supply: number;
  opens: number;
  closes: bigint;
  starts: number;
  schedule: string;
};

type World = Awaited<ReturnType<typeof deployed>>;

describe("the story: prove, register, offer, buy, earn, revise", () => {
  let world: World;
  let time: (transaction: ContractTransactionResponse) => Promise<bigint>;

  const encoder = new TextEncoder();
  const first = contentTree({
    "essay.txt": encoder.encode("The map is not the territory."),
    "notes/sources.txt": encoder.encode("Korzybski, 1933"),
    "picture.svg": encoder.encode("<svg/>"),
  });
  const second = contentTree({ "essay.txt": encoder.encode("The map is not the territory. (Second edition)") });

  let salt: string;
  let work: bigint;
  let holders: ReturnType<typeof holderTree>;
  let terms: string;
  let offer: Offer;
  let licence: bigint;
  let soldAt: bigint;

  before(async () => {
    world = await deployed();
    const { ethers, people } = world;
    salt = ethers.hexlify(ethers.randomBytes(32));
    time = async (transaction) => {
      const receipt = await transaction.wait();
      return BigInt((await ethers.provider.getBlock(receipt?.blockNumber ?? 0))?.timestamp ?? 0);
    };
    holders = holderTree([
      { account: people.ines.address, units: 70_000_000n },
      { account: people.tomas.address, units: 30_000_000n },
    ]);
  });

  it("stamps a commitment that names its claimant, whoever sends it (R01)", async () => {
    const { ethers, timestamps, people } = world;
    const commitment = await timestamps.commitmentOf(people.ines.address, first.root, salt);
    const type = "Commitment(uint256 chainId,address timestamps,address claimant,bytes32 contentRoot,bytes32 salt)";
    const fields = ["bytes32", "uint256", "address", "address", "bytes32", "bytes32"];
    const values = [ethers.id(type), 31337, timestamps.target, people.ines.address, first.root, salt];
    expect(commitment).to.equal(ethers.keccak256(ethers.AbiCoder.defaultAbiCoder().encode(fields, values)));

    const byEve = await timestamps.connect(people.eve).commit(commitment);
    await expect(byEve)
      .to.emit(timestamps, "Commit")
      .withArgs(await time(byEve), people.eve.address, commitment, "0x");
    const byInes = await timestamps.connect(people.ines).commit(commitment);
    await expect(byInes)
      .to.emit(timestamps, "Commit")
      .withArgs(await time(byInes), people.ines.address, commitment, "0x");
  });

  it("registers the work with its co-author, and discloses one file of three", async () => {
    const { ethers, works, royalties, people } = world;
    const coder = ethers.AbiCoder.defaultAbiCoder();
    const hash = ethers.keccak256(coder.encode(["address", "bytes32"], [people.ines.address, first.root]));
    work = BigInt(hash) >> 32n;
    const registration = {
      contentRoot: first.root,
      salt,
      metadataDigest: ethers.sha256(encoder.encode("{}")),
      category: 0,
      resaleRoyalty: 500,
      holdersRoot: holders.root,
      sources: [],
    };
    const essay = first.disclose("essay.txt");

    const transaction = works.connect(people.ines).register(registration, [essay]);
    await expect(transaction)
      .to.emit(works, "WorkRegistered")
      .withArgs(work, people.ines.address, first.root, salt, registration.metadataDigest, 0, 500, holders.root);
    const [receiver, royalty] = await works.royaltyInfo(work, 1_000n);
    expect([receiver, royalty]).to.deep.equal([await royalties.tillOf(work), 50n]);
    await expect(transaction).to.emit(works, "FileDisclosed").withArgs(work, essay.digest, first.root);

    expect(essay.digest).to.equal(ethers.sha256(encoder.encode("The map is not the territory.")));
    expect(await works.ownerOf(work)).to.equal(people.ines.address);
    expect(await works.tokenURI(work)).to.equal("ipfs://bafkreicecnx2gvntm6fbcrvnc336qze6st5u7qq7457igegamd3bzkx7ri");
    expect(await royalties.holdersRootOf(work)).to.equal(holders.root);
  });

  it("lets the same content be claimed by somebody else, and ranks nobody (R03, R04)", async () => {
    const { ethers, works, people } = world;
    const registration = {
      contentRoot: first.root,
      salt: ethers.ZeroHash,
      metadataDigest: ethers.id("metadata"),
      category: 0,
      resaleRoyalty: 0,
      holdersRoot: ethers.ZeroHash,
      sources: [],
    };
    await works.connect(people.eve).register(registration, []);
    expect(await works.totalWorks()).to.equal(2n);
    await expect(works.connect(people.ines).register(registration, []))
      .to.be.revertedWithCustomError(works, "Works_AlreadyRegistered")
      .withArgs(work);
  });

  it("discloses another file later, only by the controller and only with a proof", async () => {
    const { works, people } = world;
    const picture = first.disclose("picture.svg");
    const claim = [work, people.ines.address, first.root] as const;
    await expect(works.connect(people.eve).disclose(...claim, [picture]))
      .to.be.revertedWithCustomError(works, "Works_NotController")
      .withArgs(work, people.eve.address);
    const forged = { ...picture, digest: second.disclose("essay.txt").digest };
    await expect(works.connect(people.ines).disclose(...claim, [forged]))
      .to.be.revertedWithCustomError(works, "Works_NotInContent")
      .withArgs(first.root, forged.digest);
    await expect(works.connect(people.ines).disclose(...claim, [picture]))
      .to.emit(works, "FileDisclosed")
      .withArgs(work, picture.digest, first.root);
  });

  it("defines terms and publishes an offer in one transaction", async () => {
    const { ethers, colophon, terms: register, offers, people } = world;
    const coder = ethers.AbiCoder.defaultAbiCoder();
    const parts = { ...plainTerms, deed: ethers.id("deed") };
    terms = ethers.dataSlice(ethers.keccak256(coder.encode(termsLayout, Object.values(parts))), 0, 24);
    offer = {
      work,
      parent: 0n,
      licensor: people.ines.address,
      buyer: ETH,
      terms,
      currency: ETH,
      price: ethers.parseEther("0.1"),
      supply: unlimitedSupply,
      opens: 0,
      closes: FOREVER,
      starts: 0,
      schedule: ethers.sha256(encoder.encode("The essay, for the spring issue.")),
    };
    const define = register.interface.encodeFunctionData("defineTerms", [parts]);
    const publish = offers.interface.encodeFunctionData("publish", [offer]);
    const calls = [
      { target: register.target, value: 0n, data: define },
      { target: offers.target, value: 0n, data: publish },
    ];
    const transaction = colophon.connect(people.ines).batch(calls);
    const id = ethers.TypedDataEncoder.hashStruct("Offer", { Offer: offerFields }, offer);
    await expect(transaction).to.emit(register, "TermsDefined").withArgs(terms, Object.values(parts));
    await expect(transaction).to.emit(offers, "OfferPublished").withArgs(id, work, Object.values(offer));
    expect(await offers.offerOf(id)).to.deep.equal([1n, 0n]);
  });

  it("sells a licence for ETH, for exactly the price (L05, L06)", async () => {
    const { ethers, offers, licences, royalties, people } = world;
    const buyer = offers.connect(people.maya);
    const { price } = offer;
    const one = { seats: 1, version: 1, maximum: price, deadline: FOREVER, recipient: people.maya.address };
    await expect(buyer.buy(offer, one, { value: price - 1n }))
      .to.be.revertedWithCustomError(offers, "Offers_WrongValue")
      .withArgs(price - 1n, price);
    await expect(buyer.buy({ ...offer, price: 1n }, one, { value: 1n })).to.be.revertedWithCustomError(
      offers,
      "Offers_NotOpen",
    );

    licence = (work << 32n) | 1n;
    const transaction = await buyer.buy(offer, one, { value: price });
    soldAt = await time(transaction);
    await expect(transaction).to.changeEtherBalances(ethers, [people.maya, royalties], [-price, price]);
    await expect(transaction)
      .to.emit(offers, "LicenceSold")
      .withArgs(licence, (value: string) => value.length === 66, people.maya.address, 1, 1);
    await expect(transaction)
      .to.emit(royalties, "Paid")
      .withArgs(work, ETH, people.maya.address, price, ethers.toBeHex(licence, 32));
    expect(await licences.ownerOf(licence)).to.equal(people.maya.address);
  });

  it("answers whether she is licensed, and why not (L01)", async () => {
    const { licences, people } = world;
    const end = soldAt + 365n * 86_400n;
    const right = { act: 3, purpose: 1, territory: germany, field: french, time: soldAt };
    const ask = async (account: string, other: Partial<typeof right>) =>
      (await licences.isLicensed(account, licence, { ...right, ...other }))[0];
    const maya = people.maya.address;
    expect(await ask(maya, {})).to.equal(Reason.Licensed);
    expect(await ask(maya, { act: 4, purpose: 2, time: end - 1n })).to.equal(Reason.Licensed);
    expect(await ask(maya, { time: soldAt - 1n })).to.equal(Reason.NotStarted);
    expect(await ask(maya, { time: end })).to.equal(Reason.Expired);
    expect(await ask(maya, { act: 5 })).to.equal(Reason.UseNotCovered);
    expect(await ask(maya, { purpose: 3 })).to.equal(Reason.PurposeNotCovered);
    expect(await ask(maya, { territory: 0 })).to.equal(Reason.TerritoryNotCovered);
    expect(await ask(maya, { field: ZeroHash })).to.equal(Reason.FieldNotCovered);
    expect(await ask(people.eve.address, {})).to.equal(Reason.NotHolder);
  });

  it("sells one in a token, taken from the buyer's allowance", async () => {
    const { offers, licences, royalties, dollar, people } = world;
    const inDollars = { ...offer, currency: await dollar.getAddress(), price: 19_900_001n };
    await offers.connect(people.ines).publish(inDollars);
    const buyer = dollar.connect(people.maya) as typeof dollar;
    await buyer.getFunction("mint")(people.maya.address, 20_000_000n);
    await buyer.getFunction("approve")(royalties.target, inDollars.price);
    const one = { seats: 1, version: 0, maximum: inDollars.price, deadline: FOREVER, recipient: people.maya.address };
    await offers.connect(people.maya).buy(inDollars, one);
    expect(await licences.balanceOf(people.maya.address)).to.equal(2n);
    expect(await dollar.getFunction("balanceOf")(royalties.target)).to.equal(inDollars.price);
    expect(await royalties.received(work, inDollars.currency)).to.equal(inDollars.price);
  });

  it("gives both authors their income from the beginning, when they take their units (Y06)", async () => {
    const { ethers, royalties, dollar, people } = world;
    const { ines, tomas, eve } = people;
    expect(await royalties.claimable(work, ETH, tomas.address, MaxUint256)).to.equal(0n);
    await expect(royalties.take(work, eve.address, 30_000_000n, holders.proofOf(tomas.address)))
      .to.be.revertedWithCustomError(royalties, "Royalties_InvalidProof")
      .withArgs(work, eve.address, 30_000_000n);
    // Anybody may help: here Eve pays the gas for Tomas.
    await royalties.connect(eve).take(work, tomas.address, 30_000_000n, holders.proofOf(tomas.address));
    await royalties.take(work, ines.address, 70_000_000n, holders.proofOf(ines.address));
    expect(await royalties.balanceOf(tomas.address, work)).to.equal(30_000_000n);

    const share = (offer.price * 3n) / 10n;
    await expect(royalties.connect(tomas).claim(work, ETH, tomas.address, MAX)).to.changeEtherBalances(
      ethers,
      [royalties, tomas],
      [-share, share],
    );
    await royalties.connect(tomas).claim(work, await dollar.getAddress(), tomas.address, MAX);
    await royalties.connect(ines).claim(work, await dollar.getAddress(), ines.address, MAX);
    // 30 % and 70 % of 19.900001: the last unit of the token cannot be divided, and waits.
    expect(await dollar.getFunction("balanceOf")(tomas.address)).to.equal(5_970_000n);
    expect(await dollar.getFunction("balanceOf")(ines.address)).to.equal(13_930_000n);
    expect(await dollar.getFunction("balanceOf")(royalties.target)).to.equal(1n);
  });

  it("lets Tomas give up a third of his units, but none of his income (Y04)", async () => {
    const { royalties, people } = world;
    const { ines, tomas, maya } = people;
    const before = await royalties.claimable(work, ETH, ines.address, MaxUint256);
    await royalties.connect(tomas).transfer(maya.address, work, 10_000_000n);
    expect(await royalties.claimable(work, ETH, maya.address, MaxUint256)).to.equal(0n);
    expect(await royalties.claimable(work, ETH, ines.address, MaxUint256)).to.equal(before);

    const memo = `0x${"00".repeat(32)}`;
    await royalties.connect(people.eve).pay(work, ETH, 1_000n, memo, { value: 1_000n });
    expect(await royalties.claimable(work, ETH, maya.address, MaxUint256)).to.equal(100n);
    expect(await royalties.claimable(work, ETH, tomas.address, MaxUint256)).to.equal(200n);
    expect(await royalties.claimable(work, ETH, ines.address, MaxUint256)).to.equal(before + 700n);
  });

  it("records a second edition, chained to the first, and discloses it", async () => {
    const { ethers, works, people } = world;
    const metadata = ethers.id("second metadata");
    const transaction = await works.connect(people.ines).revise(work, second.root, salt, metadata, []);
    const previous = ethers.toBeHex(work, 32);
    const recordedAt = await time(transaction);
    const head = ethers.keccak256(
      ethers.AbiCoder.defaultAbiCoder().encode(
        ["bytes32", "bytes32", "bytes32", "uint40"],
        [previous, second.root, metadata, recordedAt],
      ),
    );
    await expect(transaction)
      .to.emit(works, "WorkRevised")
      .withArgs(work, 1n, second.root, salt, metadata, previous, head);
    const version = { previous, contentRoot: second.root, metadataDigest: metadata, time: recordedAt };
    const essay = second.disclose("essay.txt");
    await expect(works.connect(people.ines).discloseVersion(work, version, [essay]))
      .to.emit(works, "FileDisclosed")
      .withArgs(work, essay.digest, second.root);
    expect((await works.workOf(work)).head).to.equal(head);
  });

  it("ends offers, not licences, when the work is sold (N05)", async () => {
    const { offers, licences, works, people } = world;
    await works.connect(people.ines).transferFrom(people.ines.address, people.tomas.address, work);
    const { price } = offer;
    const one = { seats: 1, version: 0, maximum: price, deadline: FOREVER, recipient: people.maya.address };
    await expect(offers.connect(people.maya).buy(offer, one, { value: price }))
      .to.be.revertedWithCustomError(licences, "Licences_ChangedHands")
      .withArgs(work, 0n, people.ines.address, people.tomas.address);
    await offers.connect(people.tomas).close(offer);
    const right = { act: 3, purpose: 1, territory: germany, field: french, time: soldAt };
    const [reason] = await licences.isLicensed(people.maya.address, licence, right);
    expect(reason).to.equal(Reason.Licensed);
  });

  it("refuses a buyer who read an earlier version, and a licence with duties for one who did not accept them", async () => {
    const { ethers, offers, licences, terms: register, compliance, works, people } = world;
    const { tomas, maya, eve } = people;
    const conditions = {
      ...{ currency: ETH, tiers: [{ from: 0n, share: 100_000_000n, perUnit: 0n }], byRevenue: false },
      ...{ minimum: 0n, carriesOver: false, perSeat: false, cap: 0n, lifeCap: 0n, advance: 0n },
      ...{ period: 30 * 86_400, inMonths: false, grace: 0, cure: 86_400 },
      ...{ arbitrator: ETH, extraData: "0x", silence: 0 },
    };
    const hash = await compliance.conditionsHash(conditions);
    const ruled = { ...plainTerms, rules: String(compliance.target), conditions: hash, deed: ethers.id("ruled deed") };
    await register.defineTerms(ruled);
    const free = { ...offer, licensor: tomas.address, terms: await register.termsIdOf(ruled), price: 0n };
    await offers.connect(tomas).publish(free);
    const version = Number((await works.workOf(work)).revisions) + 1;
    const gift = { seats: 2, version, maximum: 0n, deadline: FOREVER, recipient: maya.address };
    await expect(offers.connect(maya).buy(free, { ...gift, version: 1 }))
      .to.be.revertedWithCustomError(licences, "Licences_OtherVersion")
      .withArgs(work, 1, version);
    await expect(offers.connect(eve).buy(free, gift))
      .to.be.revertedWithCustomError(licences, "Licences_NotAccepted")
      .withArgs(maya.address);

    const domain = { name: "Colophon Offers", version: "1", chainId: 31337, verifyingContract: String(offers.target) };
    const acceptance = {
      offer: ethers.TypedDataEncoder.hashStruct("Offer", { Offer: offerFields }, free),
      ...{ recipient: maya.address, seats: 2, nonce: await offers.nonces(maya.address), deadline: FOREVER },
    };
    const fields = [
      { name: "offer", type: "bytes32" },
      { name: "recipient", type: "address" },
      { name: "seats", type: "uint16" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint256" },
    ];
    const signature = await maya.signTypedData(domain, { Accept: fields }, acceptance);
    await offers.connect(eve).buyFor(free, gift, signature);
    const given = (work << 32n) | (await licences.totalLicences(work));
    expect(await licences.ownerOf(given)).to.equal(maya.address);
    await expect(offers.connect(eve).buyFor(free, gift, signature)).to.be.revertedWithCustomError(
      offers,
      "Offers_InvalidSignature",
    );
  });

  it("lets the holder give a licence back, which ends what it allowed", async () => {
    const { licences, people } = world;
    const endedAt = await time(await licences.connect(people.maya).surrender(licence));
    await expect(licences.connect(people.maya).surrender(licence)).to.be.revertedWithCustomError(
      licences,
      "Licences_NotLive",
    );
    const right = { act: 3, purpose: 1, territory: germany, field: french, time: endedAt };
    const [reason] = await licences.isLicensed(people.maya.address, licence, right);
    expect(reason).to.equal(Reason.Surrendered);
    expect((await licences.isLicensed(people.maya.address, licence, { ...right, time: soldAt }))[0]).to.equal(
      Reason.Licensed,
    );
  });

  it("registers for somebody without ETH, by their signature (R10)", async () => {
    const { ethers, works, people } = world;
    const poor = ethers.Wallet.createRandom();
    const registration = {
      contentRoot: second.root,
      salt,
      metadataDigest: ethers.id("metadata"),
      category: 8,
      resaleRoyalty: 250,
      holdersRoot: ethers.ZeroHash,
      sources: [],
    };
    const essay = second.disclose("essay.txt");
    const deadline = FOREVER;
    const domain = { name: "Colophon Works", version: "1", chainId: 31337, verifyingContract: String(works.target) };
    const signature = await poor.signTypedData(
      domain,
      {
        Register: [
          { name: "claimant", type: "address" },
          { name: "contentRoot", type: "bytes32" },
          { name: "salt", type: "bytes32" },
          { name: "metadataDigest", type: "bytes32" },
          { name: "category", type: "uint8" },
          { name: "resaleRoyalty", type: "uint16" },
          { name: "holdersRoot", type: "bytes32" },
          { name: "sources", type: "uint256[]" },
          { name: "disclosures", type: "bytes32[]" },
          { name: "deadline", type: "uint256" },
        ],
      },
      { claimant: poor.address, ...registration, disclosures: [essay.digest], deadline },
    );
    const relay = works.connect(people.eve);
    await expect(relay.registerFor(people.eve.address, registration, [essay], deadline, signature))
      .to.be.revertedWithCustomError(works, "Works_InvalidSignature")
      .withArgs(people.eve.address);
    await relay.registerFor(poor.address, registration, [essay], deadline, signature);
    expect(await works.balanceOf(poor.address)).to.equal(1n);
    await expect(
      relay.registerFor(poor.address, registration, [essay], deadline, signature),
    ).to.be.revertedWithCustomError(works, "Works_AlreadyRegistered");
  });

  it("leaves nothing behind but what waits for its owners", async () => {
    const { ethers, royalties, offers, licences, colophon, people } = world;
    let waiting = 0n;
    for (const { address } of Object.values(people))
      waiting += await royalties.claimable(work, ETH, address, MaxUint256);
    expect(await ethers.provider.getBalance(royalties)).to.equal(waiting);
    expect(await ethers.provider.getBalance(offers)).to.equal(0n);
    expect(await ethers.provider.getBalance(licences)).to.equal(0n);
    expect(await ethers.provider.getBalance(colophon)).to.equal(0n);
  });
});

describe("adversaries at Colophon.batch", () => {
  let world: World;
  let work: bigint;
  let payment: (value: bigint) => { target: string; value: bigint; data: string };

  beforeEach(async () => {
    world = await deployed();
    const { ethers, works, royalties, people } = world;
    const registration = {
      contentRoot: ethers.id("content"),
      salt: ethers.ZeroHash,
      metadataDigest: ethers.id("metadata"),
      category: 0,
      resaleRoyalty: 0,
      holdersRoot: ethers.ZeroHash,
      sources: [],
    };
    await works.connect(people.ines).register(registration, []);
    work = await works.workIdOf(people.ines.address, registration.contentRoot);
    payment = (value) => ({
      target: String(royalties.target),
      value,
      data: royalties.interface.encodeFunctionData("pay", [work, ETH, value, ethers.ZeroHash]),
    });
  });

  it("refuses targets other than the six", async () => {
    const { colophon, timestamps, dollar, royalties, people } = world;
    const approve = dollar.interface.encodeFunctionData("approve", [people.eve.address, 1n]);
    for (const target of [String(timestamps.target), await dollar.getAddress(), people.ines.address]) {
      await expect(colophon.batch([{ target, value: 0n, data: approve }]))
        .to.be.revertedWithCustomError(colophon, "Colophon_UnknownTarget")
        .withArgs(target);
    }
    const inner = colophon.interface.encodeFunctionData("batch", [[payment(1n)]]);
    await expect(colophon.batch([{ target: colophon.target, value: 1n, data: inner }], { value: 1n }))
      .to.be.revertedWithCustomError(colophon, "Colophon_UnknownTarget")
      .withArgs(colophon.target);
    expect(await royalties.received(work, ETH)).to.equal(0n);
  });

  it("spends exactly what it brings, once", async () => {
    const { colophon, royalties } = world;
    await expect(colophon.batch([payment(5n), payment(5n)], { value: 5n }))
      .to.be.revertedWithCustomError(colophon, "Colophon_WrongValue")
      .withArgs(5n, 10n);
    await expect(colophon.batch([payment(5n), payment(5n)], { value: 11n }))
      .to.be.revertedWithCustomError(colophon, "Colophon_WrongValue")
      .withArgs(11n, 10n);
    await colophon.batch([payment(5n), payment(5n)], { value: 10n });
    expect(await royalties.received(work, ETH)).to.equal(10n);
  });

  it("believes no address that somebody appended", async () => {
    const { ethers, colophon, works, people } = world;
    const revise = works.interface.encodeFunctionData("revise", [
      work,
      ethers.id("stolen"),
      ethers.ZeroHash,
      ethers.id("metadata"),
      [],
    ]);
    const data = ethers.concat([revise, people.ines.address]);
    const refusal = (transaction: Promise<unknown>) =>
      expect(transaction)
        .to.be.revertedWithCustomError(works, "Works_NotController")
        .withArgs(work, people.eve.address);
    await refusal(people.eve.sendTransaction({ to: works.target, data }));
    await refusal(colophon.connect(people.eve).batch([{ target: works.target, value: 0n, data }]));
    expect((await works.workOf(work)).revisions).to.equal(0n);
  });

  it("fails as a whole, with the error of the step that failed", async () => {
    const { ethers, colophon, terms, royalties, people } = world;
    const nothing = { ...plainTerms, uses: 0n, deed: ethers.id("deed") };
    const define = terms.interface.encodeFunctionData("defineTerms", [nothing]);
    const calls = [payment(7n), { target: terms.target, value: 0n, data: define }];
    await expect(colophon.connect(people.maya).batch(calls, { value: 7n })).to.be.revertedWithCustomError(
      terms,
      "Terms_NoUses",
    );
    expect(await royalties.received(work, ETH)).to.equal(0n);
    expect(await ethers.provider.getBalance(colophon)).to.equal(0n);
  });
});
