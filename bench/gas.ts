// Gas of every job, as whole transactions (21,000 and calldata included), beside the budget we hold ourselves to, and
// what others' contracts cost on the same chain; and how large our contracts are.
//   npm run bench:gas              a table
//   npm run bench:gas -- --json    one object
//   npm run bench:gas -- --sizes   how large our contracts are, and nothing else
//   npm run bench:gas -- --curves  how costs grow with holders, ancestors, currencies and licences sold
//   npm run bench:gas -- --check   fails if a figure differs from test/gas-snapshot.json, or README's table from it
//   npm run bench:gas -- --write   writes both
import { readFile, writeFile } from "node:fs/promises";
import { allShares, forever } from "@colophon/sdk";
import { type ContractTransactionResponse, id, MaxUint256, ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import { buildContracts } from "../scripts/local/buildProject.ts";
import { contractSizes, MOST_BYTES } from "./gas/contractSizes.ts";
import { createGasBench } from "./gas/createGasBench.ts";
import { growthCurves } from "./gas/growthCurves.ts";
import { measurePeers } from "./gas/measurePeers.ts";

type Row = { job: string; gas: number; budget: number | undefined };

const SNAPSHOT = new URL("../test/gas-snapshot.json", import.meta.url);
const README = new URL("../README.md", import.meta.url);
const README_JOBS = [
  "stamp",
  "registerLater",
  "offerKnownTermsLater",
  "buyLater",
  "payRepeat",
  "claimRepeat",
  "transferUnits1Currency",
];
const FOREVER = BigInt(forever);
const ALL = BigInt(allShares);
const format = new Intl.NumberFormat("en-GB");

// Whatever was built before: a figure goes to the output, and nothing else does.
await buildContracts({ say: console.error });
const bench = await createGasBench(await network.connect());
const { ethers, timestamps, colophon, works, registry, offers, licences, compliance, royalties } = bench;
const { agreements, assignments } = bench;
const { creator, buyer, second, holder, stranger } = bench.people;
const { gasOf, registration, register, terms, offerOf, step, buy, pay, claim, move, workOf } = bench;
const token = { address: await bench.deployToken() };
const rows = new Map<string, Row>();

if (process.argv.includes("--curves")) {
  for (const { job, against, points } of await growthCurves(bench)) {
    process.stdout.write(`${job}, ${against}\n`);
    for (const [size, gas] of points) {
      process.stdout.write(`${format.format(size).padStart(8)}${format.format(gas).padStart(12)}\n`);
    }
  }
  process.exit();
}

if (process.argv.includes("--sizes")) {
  for (const [name, bytes] of await contractSizes(bench)) process.stdout.write(`${name} ${bytes}\n`);
  process.exit();
}

async function measure(
  key: string,
  job: string,
  budget: number | undefined,
  sent: Promise<ContractTransactionResponse>,
) {
  rows.set(key, { job, gas: await gasOf(sent), budget });
}

// Proof
await measure("stamp", "timestamp one document", 24_700, timestamps.commit(id("one")));
rows.set("batchPerItem1000", {
  job: "timestamp per document, batch of 1,000",
  gas: (await gasOf(timestamps.commit(id("root of a thousand")))) / 1000,
  budget: 25,
});

// Registration. The register is not empty, so that the counter of works is not counted as the account's.
await (await works.connect(stranger).register(registration("earlier"), [])).wait();
await measure("registerFirst", "register, first work of the account", 105_000, works.register(registration("a"), []));
await measure("registerLater", "register, later work", 87_000, works.register(registration("b"), []));
const workA = await workOf(creator, "a");

// A tree of 1,000 holders whose first is `holder`; only its hashes matter to the chain.
const accounts = [
  await holder.getAddress(),
  ...Array.from({ length: 999 }, (_, i) => ethers.getAddress(`0x${(i + 1).toString(16).padStart(40, "0")}`)),
];
const tree = bench.holderTree(accounts);
await measure(
  "create1000Holders",
  "register with 1,000 co-owners, later work",
  87_000 + 28_500,
  works.register(registration("thousand", tree.root), []),
);
const workThousand = await workOf(creator, "thousand");

// Offers
await (await registry.defineTerms(terms("known"))).wait();
await measure(
  "offerKnownTerms",
  "publish an offer, known terms, first of the work",
  114_000,
  offers.publish(await offerOf(workA, creator, terms("known"), 10n ** 15n)),
);
await measure(
  "offerKnownTermsLater",
  "publish an offer, known terms, later",
  67_500,
  offers.publish(await offerOf(workA, creator, terms("known"), 2n * 10n ** 15n)),
);
await (await offers.publish(await offerOf(workA, creator, terms("known"), 1_000_000n, token.address))).wait();

await measure(
  "offerNewTerms",
  "publish an offer, new terms, later",
  142_000,
  colophon.batch([
    step(registry, "defineTerms", [terms("offered")]),
    step(offers, "publish", [await offerOf(workA, creator, terms("offered"), 10n ** 15n)]),
  ]),
);
const workC = await workOf(creator, "c");
await measure(
  "registerAndOfferKnownTerms",
  "register + first offer in one transaction, known terms",
  190_000,
  colophon.batch([
    step(works, "register", [registration("c"), []]),
    step(offers, "publish", [await offerOf(workC, creator, terms("known"), 10n ** 15n)]),
  ]),
);
const workD = await workOf(creator, "d");
await measure(
  "registerAndOffer",
  "register + first offer in one transaction, new terms",
  245_000,
  colophon.batch([
    step(works, "register", [registration("d"), []]),
    step(registry, "defineTerms", [terms("new")]),
    step(offers, "publish", [await offerOf(workD, creator, terms("new"), 10n ** 15n)]),
  ]),
);

// Buying
const inEth = await offerOf(workA, creator, terms("known"), 10n ** 15n);
const inToken = await offerOf(workA, creator, terms("known"), 1_000_000n, token.address);
await measure("buyFirst", "buy in ETH, first licence of the work", 155_000, buy(buyer, inEth));
await measure("buyLater", "buy in ETH, later, new buyer", 136_000, buy(second, inEth));
await measure("buyReturning", "buy in ETH, later, returning buyer", 118_500, buy(second, inEth));
await (await buy(buyer, inToken)).wait();
await measure("buyToken", "buy in ERC-20, later, new buyer", 153_000, buy(stranger, inToken));

await measure("buy100", "buy in ETH, later, new buyer, 100 seats", 136_000, buy(holder, inEth, 100));
await measure(
  "renew",
  "renew a licence in ETH",
  92_000,
  offers
    .connect(holder)
    .renew(
      inEth,
      { licence: await bench.lastLicence(workA), periods: 1, maximum: inEth.price * 100n, deadline: FOREVER },
      { value: inEth.price * 100n },
    ),
);

// Exclusivity, with 32 live classes: as many as a work may have. The buyer's own is not exclusive.
async function buyAmong32(name: string, others: (i: number) => Parameters<typeof terms>[1], own = {}) {
  await (await register(creator, name)).wait();
  const work = await workOf(creator, name);
  const offer = await bench.publish(work, creator, terms(`${name} own`, own), 10n ** 15n);
  await (await buy(second, offer)).wait();
  for (let i = 0; i < 31; i++) {
    await (await buy(second, await bench.publish(work, creator, terms(`${name} ${i}`, others(i)), 0n))).wait();
  }
  return buy(buyer, offer);
}
await measure(
  "exclusive32",
  "buy beside 32 live classes, one exclusive for other acts",
  124_000,
  buyAmong32("mixed", (i) => (i === 30 ? { uses: 1n << 40n, exclusivity: 2n } : {})),
);
await measure(
  "exclusive32OtherUses",
  "buy beside 32 live classes, 31 exclusive for other acts",
  272_000,
  buyAmong32("other uses", (i) => ({ uses: 1n << BigInt(i + 10), exclusivity: 2n })),
);
await measure(
  "exclusive32OtherTerritories",
  "buy beside 32 live classes, 31 exclusive in other territories",
  350_000,
  buyAmong32("other territories", (i) => ({ territories: 1n << BigInt(i), exclusivity: 2n }), {
    territories: 1n << 200n,
  }),
);

await (await register(creator, "open")).wait();
const workOpen = await workOf(creator, "open");
for (let i = 0; i < 32; i++) {
  const of = terms(`open ${i}`, { duration: FOREVER, uses: 1n << 3n });
  await (await buy(second, await bench.publish(workOpen, creator, of, 1_000n))).wait();
}
await measure(
  "exclusiveAmong32Open",
  "buy an exclusive licence beside 32 live classes that exclude nobody",
  278_000,
  buy(
    buyer,
    await bench.publish(workOpen, creator, terms("exclusive", { uses: 1n << 50n, exclusivity: 2n }), 10n ** 15n),
  ),
);
await (await register(creator, "perpetual")).wait();
const workPerpetual = await workOf(creator, "perpetual");
for (let i = 0; i < 100; i++) {
  const of = terms(`open ${i}`, { duration: FOREVER, uses: 1n << 3n });
  await (await buy(second, await bench.publish(workPerpetual, creator, of, 1_000n))).wait();
}
const hundredFirst = await bench.publish(
  workPerpetual,
  creator,
  terms("open 100", { duration: FOREVER, uses: 1n << 3n }),
  10n ** 15n,
);
await measure(
  "buyPerpetual101",
  "buy under the 101st terms without an end, returning buyer",
  118_500,
  buy(second, hundredFirst),
);

// Derivatives
const original = await workOf(creator, "original");
await (await register(creator, "original")).wait();
await (await buy(buyer, await bench.offerDerivatives(original, creator, ALL / 10n))).wait();
const source = await bench.lastLicence(original);
await measure(
  "deriveOne",
  "register a derivative, 1 parent, first work of the account",
  170_000,
  register(buyer, "one", undefined, [source]),
);
await measure(
  "deriveOneLater",
  "register a derivative, 1 parent, later work",
  152_000,
  register(buyer, "two", undefined, [source]),
);
const sources: bigint[] = [];
for (let i = 0; i < 16; i++) {
  await (await register(creator, `parent ${i}`)).wait();
  const parent = await workOf(creator, `parent ${i}`);
  await (await buy(buyer, await bench.offerDerivatives(parent, creator, ALL / 20n))).wait();
  sources.push(await bench.lastLicence(parent));
}
sources.sort((a, b) => (a < b ? -1 : 1));
await measure(
  "derive16",
  "register a derivative, 16 parents, later work",
  665_000,
  register(buyer, "sixteen", undefined, sources),
);
const line = await bench.line(second, "line", 101, (ALL * 9n) / 10n);
await measure(
  "deriveDepth50",
  "register a derivative, 1 parent, at depth 50, later work",
  152_000,
  register(second, "at depth 50", undefined, [await bench.lastLicence(line[49] as bigint)]),
);

// Upstream: the line of 101 works has 100 edges, the latest first.
const latest = line[100] as bigint;
const path = line.slice(1).reverse();
await (await pay(buyer, latest, ZeroAddress, 10n ** 18n)).wait();
await (await royalties.settle(path, ZeroAddress)).wait();
await (await pay(buyer, latest, ZeroAddress, 10n ** 18n)).wait();
await measure(
  "settle100Hops",
  "settle 100 hops in one transaction, repeat",
  1_520_000,
  royalties.settle(path, ZeroAddress),
);
rows.set("settlePerHop", {
  job: "settle, per hop in a batch of 100, repeat",
  gas: (rows.get("settle100Hops")?.gas ?? 0) / 100,
  budget: 15_200,
});

// Paying
await measure("payFirst", "pay a work in ETH, first", 86_000, pay(buyer, workC, ZeroAddress, 1_000n));
await measure("payRepeat", "pay a work in ETH, repeat", 36_000, pay(buyer, workC, ZeroAddress, 1_000n));
await (await pay(buyer, workC, token.address, 1_000n)).wait();
await measure("payTokenRepeat", "pay a work in ERC-20, repeat", 61_000, pay(buyer, workC, token.address, 1_000n));
await (await pay(buyer, workThousand, ZeroAddress, 1_000_000n)).wait();
await measure(
  "pay1000Holders",
  "pay a work with 1,000 co-owners in ETH, repeat",
  36_000,
  pay(buyer, workThousand, ZeroAddress, 1_000_000n),
);

// Claiming
await (await royalties.take(workThousand, accounts[0] as string, tree.each, tree.proof)).wait();
await bench.takeAll(creator, workC, "c");
await measure("claimFirst", "claim in ETH, first", 66_000, claim(creator, workC, ZeroAddress));
await (await pay(buyer, workC, ZeroAddress, 1_000n)).wait();
await measure("claimRepeat", "claim in ETH, repeat", 48_000, claim(creator, workC, ZeroAddress));
await (await claim(creator, workC, token.address)).wait();
await (await pay(buyer, workC, token.address, 1_000n)).wait();
await measure(
  "claimTokenRepeat",
  "claim in ERC-20, repeat, others' money stays",
  57_000,
  claim(creator, workC, token.address),
);
const alone = { address: await bench.deployToken() };
await (await pay(buyer, workC, alone.address, 1_000n)).wait();
await (await claim(creator, workC, alone.address)).wait();
await (await pay(buyer, workC, alone.address, 1_000n)).wait();
await measure(
  "claimTokenRepeatLast",
  "claim in ERC-20, repeat, no other money stays",
  57_000,
  claim(creator, workC, alone.address),
);

// Moving units
await measure("transferUnits1Currency", "transfer units, first, 1 currency", 81_000, move(creator, holder, workC));
await measure(
  "payAfterTransfer",
  "pay in ETH, first payment after units changed hands",
  86_000,
  pay(buyer, workC, ZeroAddress, 1_000n),
);
await measure("transferUnitsRepeat", "transfer units, repeat, 1 currency", 107_000, move(creator, holder, workC));
await bench.takeAll(creator, workD, "d");
for (let i = 0; i < 50; i++) {
  await (await pay(buyer, workD, await bench.deployToken(), 10n)).wait();
}
await measure(
  "transferUnits50Currencies",
  "transfer units, first, 50 currencies",
  81_000,
  move(creator, second, workD),
);

// Tills
await (await register(creator, "t")).wait();
const workT = await workOf(creator, "t");
const till = await royalties.tillOf(workT);
const fill = async () => (await stranger.sendTransaction({ to: till, value: 1_000n })).wait();
await fill();
await measure(
  "sweepFirst",
  "sweep a till of ETH, first, which makes it",
  118_000,
  royalties.sweep(workT, ZeroAddress, MaxUint256),
);
await fill();
await measure("sweepLater", "sweep a till of ETH, later", 50_000, royalties.sweep(workT, ZeroAddress, MaxUint256));

// Sublicences: the price goes up the chain of licences, of which each is another's.
const leaf = (level: number) => terms(`leaf ${level}`);
async function sublicence(name: string, levels: number, currency?: string) {
  await (await register(creator, name)).wait();
  const work = await workOf(creator, name);
  const { chain, licensor } = await bench.chain(work, creator, levels);
  return bench.publish(work, licensor, leaf(levels), 1_000_000n, currency, chain[0]);
}
await measure(
  "buySublicenceLevel2",
  "buy a sublicence, level 2, first, ETH",
  206_000,
  buy(stranger, await sublicence("level 2", 1)),
);
// A work below which seven licences were sold has had income; here no licensor has had any yet.
const eighth = await sublicence("level 8", 7, token.address);
await (await pay(buyer, await workOf(creator, "level 8"), token.address, 1n)).wait();
await measure("buySublicenceLevel8", "buy a sublicence, level 8, first, ERC-20", 420_000, buy(stranger, eighth));
await measure(
  "buySublicenceLevel8AllNew",
  "buy a sublicence, level 8, first of all in a new ERC-20",
  undefined,
  buy(stranger, await sublicence("level 8, unpaid", 7, await bench.deployToken())),
);
const eighthInEth = await sublicence("level 8 in ETH", 7);
await (await buy(stranger, eighthInEth)).wait();
await measure(
  "buySublicenceLevel8Repeat",
  "buy a sublicence, level 8, ETH, repeat",
  296_000,
  buy(stranger, eighthInEth),
);
for (const [level, budget] of [
  [1, 44_000],
  [2, 63_000],
  [4, 101_000],
  [8, 177_000],
] as const) {
  const offer = await sublicence(`pay ${level}`, level - 1);
  await (await buy(stranger, offer)).wait();
  const paid = await bench.lastLicence(offer.work);
  const payFor = () => royalties.connect(buyer).payFor(paid, ZeroAddress, 10n ** 9n, { value: 10n ** 9n });
  await (await payFor()).wait();
  await measure(`payForLevel${level}`, `pay for a licence, level ${level}, ETH, repeat`, budget, payFor());
}

// Agreements: every signature is by a key of its own.
async function agreementOf(count: number) {
  const keys = Array.from({ length: count }, (_, i) => new ethers.Wallet(id(`party ${i}`)));
  keys.sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1));
  const agreement = {
    text: id(`what ${count} agree on`),
    parties: keys.map(({ address }) => address),
    witnessed: true,
    opens: 1,
    closes: FOREVER,
    ends: FOREVER,
    leavers: 1,
    notice: 30 * 86_400,
    supersedes: ZeroHash,
    arbitrator: ZeroAddress,
    court: ZeroHash,
  };
  const digest = await agreements.agreementIdOf(agreement);
  return { agreement, signatures: keys.map((key) => key.signingKey.sign(digest).serialized) };
}
for (const [count, budget] of [
  [2, 75_000],
  [3, 83_000],
  [8, 123_000],
  [32, 315_000],
] as const) {
  const { agreement, signatures } = await agreementOf(count);
  await measure(
    `agreement${count}`,
    `witness an agreement of ${count} parties`,
    budget,
    agreements.conclude(agreement, signatures),
  );
}

// Sales of works: the seller signed, the buyer pays.
async function orderOf(name: string, control: boolean, units: bigint, currency: string = ZeroAddress) {
  await (await register(creator, name)).wait();
  const work = await workOf(creator, name);
  await bench.takeAll(creator, work, name);
  await (await works.approve(assignments.target, work)).wait();
  await (await royalties.approve(assignments.target, work, 100_000_000n)).wait();
  const order = {
    deed: id(`deed of ${name}`),
    work,
    control,
    units,
    seller: await creator.getAddress(),
    buyer: await buyer.getAddress(),
    currency,
    price: 10n ** 9n,
    resaleRoyalty: false,
    version: 1n,
    licences: 0n,
    changes: 0n,
    owed: 0n,
    standing: [],
    opens: 1n,
    closes: FOREVER,
    salt: id(`salt of ${name}`),
  };
  const domain = {
    name: "Colophon Assignments",
    version: "1",
    chainId: (await ethers.provider.getNetwork()).chainId,
    verifyingContract: String(assignments.target),
  };
  // The deed's hash is of the string; here it is hashed from the same words.
  const typed = orderFields.split(",").map((field) => {
    const [type = "", key = ""] = field.split(" ");
    return { type, name: key };
  });
  const message = { ...order, deed: `deed of ${name}` };
  return { order, signature: await creator.signTypedData(domain, { Order: typed }, message) };
}
const orderFields =
  "string deed,uint256 work,bool control,uint64 units,address seller,address buyer,address currency,uint256 price,bool resaleRoyalty,uint32 version,uint32 licences,uint32 changes,uint112 owed,uint256[] standing,uint40 opens,uint40 closes,bytes32 salt";
for (const [key, job, budget, control, units] of [
  ["assignAll", "sell a work with all units, ETH, the seller's signature", 205_000, true, 100_000_000n],
  ["assignControl", "sell a work without units, ETH", 125_000, true, 0n],
  ["assignUnits", "sell units, ETH", 165_000, false, 1_000_000n],
] as const) {
  const { order, signature } = await orderOf(key, control, units);
  await measure(
    key,
    job,
    budget,
    assignments.connect(buyer).take(order, units, signature, "0x", { value: order.price }),
  );
}

// Endings
await (await buy(second, inEth)).wait();
await measure(
  "surrender",
  "give a licence back",
  42_500,
  licences.connect(second).surrender(await bench.lastLicence(workA)),
);
const conditions = {
  currency: ZeroAddress,
  tiers: [{ from: 0n, share: ALL / 10n, perUnit: 5n }],
  byRevenue: false,
  minimum: 0n,
  carriesOver: false,
  perSeat: false,
  cap: 0n,
  lifeCap: 0n,
  advance: 0n,
  period: 86_400n,
  inMonths: false,
  grace: 0n,
  cure: 14n * 86_400n,
  arbitrator: ZeroAddress,
  extraData: "0x",
  silence: 0n,
};
const rules = { rules: await compliance.getAddress(), conditions: await compliance.conditionsHash(conditions) };
const reported = terms("reported", rules);
const inRules = await bench.publish(workA, creator, reported, 10n ** 15n);
await (await buy(second, inRules)).wait();
await measure(
  "surrenderUnderRules",
  "give a licence with duties back",
  66_000,
  licences.connect(second).surrender(await bench.lastLicence(workA)),
);

// For somebody else
const acceptance = async (recipient: typeof holder, seats: number) => {
  const { chainId } = await ethers.provider.getNetwork();
  const account = await recipient.getAddress();
  const purchase = await bench.purchaseOf(inRulesFree, recipient, seats);
  const signature = await recipient.signTypedData(
    { name: "Colophon Offers", version: "1", chainId, verifyingContract: await offers.getAddress() },
    {
      Accept: [
        { name: "offer", type: "bytes32" },
        { name: "recipient", type: "address" },
        { name: "seats", type: "uint16" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    },
    {
      offer: await offers.offerIdOf(inRulesFree),
      recipient: account,
      seats,
      nonce: await offers.nonces(account),
      deadline: purchase.deadline,
    },
  );
  return { purchase, signature };
};
const inRulesFree = await bench.publish(workA, creator, reported, 0n);
const given = await acceptance(bench.others[9] as typeof holder, 1);
await measure(
  "buyFor",
  "get a licence with duties for somebody who signed, price 0, new recipient",
  145_000,
  offers.connect(buyer).buyFor(inRulesFree, given.purchase, given.signature),
);
const givenAgain = await acceptance(bench.others[9] as typeof holder, 1);
await measure(
  "buyForRepeat",
  "get a licence with duties for somebody who signed, price 0, again",
  110_000,
  offers.connect(buyer).buyFor(inRulesFree, givenAgain.purchase, givenAgain.signature),
);
await (await pay(buyer, workC, ZeroAddress, 1_000n)).wait();
await (await claim(creator, workC, ZeroAddress)).wait();
await (await pay(buyer, workC, ZeroAddress, 1_000n)).wait();
await measure(
  "claimForAnother",
  "have another holder paid in ETH, repeat",
  48_000 + 2_700,
  royalties.connect(stranger).release(workC, ZeroAddress, await creator.getAddress(), 100),
);

// Reports
await (await buy(buyer, inRules)).wait();
const licence = await bench.lastLicence(workA);
const report = async (who: typeof holder, of: bigint, what: ReturnType<typeof terms>, period: number) => {
  await ethers.provider.send("evm_increaseTime", [86_400]);
  const due = 100n * 5n + 1_000n / 10n;
  const usage = { period, units: 100n, revenue: 1_000n, digest: id(`report ${period}`) };
  const payment = { amount: due, withheld: 0n, certificate: ethers.ZeroHash };
  return compliance.connect(who).report(of, what, conditions, usage, payment, { value: due });
};
await measure(
  "reportUsageFirst",
  "report usage and pay in ETH, first of the licence",
  undefined,
  report(buyer, licence, reported, 0),
);
await measure("reportUsage", "report usage and pay in ETH, later", 95_000 + 8_000, report(buyer, licence, reported, 1));
await (await register(creator, "reports below")).wait();
const below = await workOf(creator, "reports below");
const above = await bench.chain(below, creator, 1);
const passed = await bench.publish(below, above.licensor, reported, 10n ** 15n, undefined, above.chain[0]);
await (await buy(buyer, passed)).wait();
const sub = await bench.lastLicence(below);
await (await report(buyer, sub, reported, 0)).wait();
await measure(
  "reportUsageLevel2",
  "report usage and pay in ETH under a sublicence, later",
  116_000 + 8_000,
  report(buyer, sub, reported, 1),
);

const peers = await measurePeers(bench);
const sizes = await contractSizes(bench);
const tooLarge = sizes.filter(([, bytes]) => bytes > MOST_BYTES);
for (const [name, bytes] of tooLarge) {
  process.stderr.write(`${name} has ${format.format(bytes)} bytes, more than ${format.format(MOST_BYTES)}\n`);
  process.exitCode = 1;
}
const gasByKey = Object.fromEntries([...rows].map(([key, row]) => [key, row.gas]));
const figures = { ...gasByKey, peers };

/** The README with its table of gas made from the figures. */
function withGasTable(readme: string): string {
  const lines = README_JOBS.map((key) => {
    const row = rows.get(key);
    if (!row) throw new Error(`README's table names ${key}, which is not measured.`);
    return `| ${row.job} | ${format.format(row.gas)} |`;
  });
  const table = ["| job | gas |", "|---|---:|", ...lines].join("\n");
  return readme.replace(/(<!-- gas:[^>]*-->\n)[\s\S]*?(<!-- \/gas -->)/, `$1${table}\n$2`);
}

/** A snapshot as one level: the peers' figures are named peers.x. */
function flatten(snapshot: typeof figures): Record<string, number> {
  const { peers: others = {}, ...own } = snapshot;
  return { ...own, ...Object.fromEntries(Object.entries(others).map(([key, gas]) => [`peers.${key}`, gas])) };
}

if (process.argv.includes("--json")) {
  process.stdout.write(`${JSON.stringify({ ...figures, sizes: Object.fromEntries(sizes) }, null, 2)}\n`);
} else if (process.argv.includes("--write")) {
  await writeFile(SNAPSHOT, `${JSON.stringify(figures, null, 2)}\n`);
  await writeFile(README, withGasTable(await readFile(README, "utf8")));
} else if (process.argv.includes("--check")) {
  const before = flatten(JSON.parse(await readFile(SNAPSHOT, "utf8")));
  const after = flatten(figures);
  const readme = await readFile(README, "utf8");
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const drift = [...keys].filter((key) => before[key] !== after[key]);
  for (const key of drift) process.stderr.write(`${key}: ${before[key] ?? "absent"} -> ${after[key] ?? "absent"}\n`);
  const stale = withGasTable(readme) !== readme;
  if (stale) process.stderr.write("README's table of gas is stale: npm run bench:gas -- --write\n");
  const failed = drift.length + (stale ? 1 : 0) + tooLarge.length;
  const passed = keys.size - drift.length + sizes.length - tooLarge.length;
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
} else {
  const line = (job: string, gas: string, budget = "", mark = "") =>
    process.stdout.write(`${job.padEnd(64)}${gas.padStart(10)}${budget.padStart(11)}${mark}\n`);
  line("", "gas", "budget");
  for (const { job, gas, budget } of rows.values()) {
    const over = budget !== undefined && gas > budget;
    line(job, format.format(gas), budget === undefined ? "-" : format.format(budget), over ? "  over" : "");
  }
  process.stdout.write("\n");
  line("others, on the same chain", "gas");
  for (const [name, gas] of Object.entries(peers)) line(name, format.format(gas));
  process.stdout.write("\n");
  line("size of contracts", "bytes", "limit");
  for (const [name, bytes] of sizes) line(name, format.format(bytes), format.format(MOST_BYTES));
}
