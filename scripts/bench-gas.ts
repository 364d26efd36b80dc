// Gas of every job, as whole transactions (21,000 and calldata included), beside the budget we hold ourselves to.
//   npm run bench:gas             a table
//   npm run bench:gas -- --json   one object
//   npm run bench:gas -- --check  fails if a figure differs from test/gas-snapshot.json, or README's table from it
//   npm run bench:gas -- --write  writes both
import { readFile, writeFile } from "node:fs/promises";
import { type BaseContract, type ContractTransactionResponse, id, type Signer, ZeroAddress } from "ethers";
import { network } from "hardhat";

type Row = { job: string; gas: number; budget: number };

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
const FOREVER = 2n ** 40n - 1n;
const UNLIMITED = 2n ** 32n - 1n;
const UNITS = 100_000_000n;

const { ethers } = await network.connect({ override: { allowUnlimitedContractSize: true } });
const coder = ethers.AbiCoder.defaultAbiCoder();
const rows = new Map<string, Row>();

async function gasOf(sent: Promise<ContractTransactionResponse>): Promise<number> {
  const receipt = await (await sent).wait();
  if (!receipt) throw new Error("A measured transaction was not mined.");
  return Number(receipt.gasUsed);
}

async function measure(key: string, job: string, budget: number, sent: Promise<ContractTransactionResponse>) {
  rows.set(key, { job, gas: await gasOf(sent), budget });
}

/** Deploys everything as on a real chain, through Colophon. */
async function deployAll() {
  const names = ["Works", "Terms", "Licences", "Compliance", "Royalties"] as const;
  const codes = (await Promise.all(names.map((name) => ethers.getContractFactory(name)))).map(
    ({ bytecode }) => bytecode,
  );
  const hashes = codes.map((code) => ethers.keccak256(code));
  const colophon = await ethers.deployContract("Colophon", hashes as [string, string, string, string, string]);
  for (const code of codes) await (await colophon.deploy(code)).wait();
  return {
    timestamps: await ethers.deployContract("Timestamps"),
    colophon,
    works: await ethers.getContractAt("Works", await colophon.works()),
    terms: await ethers.getContractAt("Terms", await colophon.terms()),
    licences: await ethers.getContractAt("Licences", await colophon.licences()),
    compliance: await ethers.getContractAt("Compliance", await colophon.compliance()),
    royalties: await ethers.getContractAt("Royalties", await colophon.royalties()),
    token: await deployToken(),
  };
}

/** An ERC-20 that anybody can mint. */
async function deployToken() {
  const contract = await ethers.deployContract("DemoToken");
  const send = async (from: Signer, name: "mint" | "approve", to: string, amount: bigint) => {
    const sent: ContractTransactionResponse = await contract.connect(from).getFunction(name)(to, amount);
    await sent.wait();
  };
  return { address: await contract.getAddress(), send };
}

const { timestamps, colophon, works, terms: registry, licences, royalties, token } = await deployAll();
const signers: Signer[] = await ethers.getSigners();
const [creator, buyer, second, holder, stranger] = signers as [Signer, Signer, Signer, Signer, Signer];

const registration = (name: string, holdersRoot: string = ethers.ZeroHash) => ({
  contentRoot: id(`${name} content`),
  salt: id(`${name} salt`),
  metadataDigest: id(`${name} metadata`),
  category: 3,
  resaleRoyalty: 0,
  holdersRoot,
  sources: [] as bigint[],
});
const workOf = async (claimant: Signer, name: string) =>
  works.workIdOf(await claimant.getAddress(), id(`${name} content`));
const NonExclusive = 0n;
const terms = (name: string) => ({
  uses: 24n,
  territories: 2n ** 256n - 1n,
  duration: 31_536_000n,
  exclusivity: NonExclusive,
  transferable: false,
  sublicensing: 0n,
  derivatives: 0n,
  upstreamShare: 0n,
  cure: 0n,
  revenueShare: 0n,
  period: 0n,
  currency: ZeroAddress,
  perUnit: 0n,
  minimum: 0n,
  cap: 0n,
  deed: id(`${name} deed`),
});
type Terms = ReturnType<typeof terms>;
const TERMS =
  "tuple(uint64,uint256,uint40,uint8,bool,uint8,uint8,uint32,uint32,uint32,uint32,address,uint96,uint96,uint96,bytes32)";
const termsId = (of: Terms) => ethers.keccak256(coder.encode([TERMS], [Object.values(of)])).slice(0, 50);
const offerOf = async (work: bigint, licensor: Signer, of: Terms, price: bigint, currency: string = ZeroAddress) => ({
  work,
  parent: 0n,
  licensor: await licensor.getAddress(),
  buyer: ZeroAddress,
  terms: termsId(of),
  currency,
  price,
  supply: UNLIMITED,
  opens: 0n,
  closes: FOREVER,
});

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

// A tree of 1,000 holders whose first leaf is `holder`; only its hashes matter to the chain.
const leafHash = (account: string, units: bigint) =>
  ethers.keccak256(coder.encode(["address", "uint64"], [account, units]));
type Node = { hash: string; units: bigint };
const join = (a: Node, b: Node): Node => {
  const [low, high] = a.hash <= b.hash ? [a, b] : [b, a];
  const types = ["bytes32", "uint64", "bytes32", "uint64"];
  const hash = ethers.keccak256(coder.encode(types, [low.hash, low.units, high.hash, high.units]));
  return { hash, units: a.units + b.units };
};
function holderTree(accounts: string[]) {
  const each = UNITS / BigInt(accounts.length);
  let level: Node[] = accounts.map((account) => ({ hash: leafHash(account, each), units: each }));
  const proof: Node[] = [];
  let index = 0;
  while (level.length > 1) {
    const sibling = level[index ^ 1];
    if (sibling) proof.push(sibling);
    const next: Node[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i] as Node, level[i + 1]];
      next.push(right ? join(left, right) : left);
    }
    level = next;
    index >>= 1;
  }
  return { root: (level[0] as Node).hash, each, proof };
}
const accounts = [
  await holder.getAddress(),
  ...Array.from({ length: 999 }, (_, i) => ethers.getAddress(`0x${(i + 1).toString(16).padStart(40, "0")}`)),
];
const tree = holderTree(accounts);
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
  108_000,
  licences.publish(await offerOf(workA, creator, terms("known"), 10n ** 15n)),
);
await measure(
  "offerKnownTermsLater",
  "publish an offer, known terms, later",
  66_000,
  licences.publish(await offerOf(workA, creator, terms("known"), 2n * 10n ** 15n)),
);
await (await licences.publish(await offerOf(workA, creator, terms("known"), 1_000_000n, token.address))).wait();

const step = (contract: BaseContract, name: string, args: unknown[], value = 0n) => ({
  target: String(contract.target),
  value,
  data: contract.interface.encodeFunctionData(name, args),
});
const workC = await workOf(creator, "c");
await measure(
  "registerAndOfferKnownTerms",
  "register + first offer in one transaction, known terms",
  190_000,
  colophon.batch([
    step(works, "register", [registration("c"), []]),
    step(licences, "publish", [await offerOf(workC, creator, terms("known"), 10n ** 15n)]),
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
    step(licences, "publish", [await offerOf(workD, creator, terms("new"), 10n ** 15n)]),
  ]),
);

// Buying
const inEth = await offerOf(workA, creator, terms("known"), 10n ** 15n);
const inToken = await offerOf(workA, creator, terms("known"), 1_000_000n, token.address);
const buy = async (who: Signer, offer: typeof inEth) =>
  licences
    .connect(who)
    .buy(
      offer,
      { seats: 1, maximum: offer.price, deadline: FOREVER, recipient: await who.getAddress() },
      { value: offer.currency === ZeroAddress ? offer.price : 0n },
    );
await measure("buyFirst", "buy in ETH, first licence of the work", 155_000, buy(buyer, inEth));
await measure("buyLater", "buy in ETH, later, new buyer", 131_000, buy(second, inEth));
await measure("buyReturning", "buy in ETH, later, returning buyer", 113_000, buy(second, inEth));
for (const who of [buyer, second, stranger, creator]) {
  await token.send(who, "mint", await who.getAddress(), 10n ** 12n);
  await token.send(who, "approve", await royalties.getAddress(), 10n ** 12n);
}
await (await buy(buyer, inToken)).wait();
await measure("buyToken", "buy in ERC-20, later, new buyer", 149_000, buy(stranger, inToken));

// Paying
const pay = (who: Signer, work: bigint, currency: string, amount: bigint) =>
  royalties
    .connect(who)
    .pay(work, currency, amount, ethers.ZeroHash, { value: currency === ZeroAddress ? amount : 0n });
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
const claim = async (who: Signer, work: bigint, currency: string) =>
  royalties.connect(who).claim(work, currency, await who.getAddress(), 100);
await (await royalties.take(workThousand, accounts[0] as string, tree.each, tree.proof)).wait();
await (await royalties.takeAll(workC, await creator.getAddress(), id("c content"))).wait();
await measure("claimFirst", "claim in ETH, first", 66_000, claim(creator, workC, ZeroAddress));
await (await pay(buyer, workC, ZeroAddress, 1_000n)).wait();
await measure("claimRepeat", "claim in ETH, repeat", 49_000, claim(creator, workC, ZeroAddress));
await (await claim(creator, workC, token.address)).wait();
await (await pay(buyer, workC, token.address, 1_000n)).wait();
await measure(
  "claimTokenRepeat",
  "claim in ERC-20, repeat, others' money stays",
  53_000,
  claim(creator, workC, token.address),
);
const alone = await deployToken();
await alone.send(buyer, "mint", await buyer.getAddress(), 2_000n);
await alone.send(buyer, "approve", await royalties.getAddress(), 2_000n);
await (await pay(buyer, workC, alone.address, 1_000n)).wait();
await (await claim(creator, workC, alone.address)).wait();
await (await pay(buyer, workC, alone.address, 1_000n)).wait();
await measure(
  "claimTokenRepeatLast",
  "claim in ERC-20, repeat, no other money stays",
  53_000,
  claim(creator, workC, alone.address),
);

// Moving units
const move = async (from: Signer, to: Signer, work: bigint) =>
  royalties.connect(from).transfer(await to.getAddress(), work, 1_000_000n);
await measure("transferUnits1Currency", "transfer units, first, 1 currency", 81_000, move(creator, holder, workC));
await measure(
  "payAfterTransfer",
  "pay in ETH, first payment after units changed hands",
  86_000,
  pay(buyer, workC, ZeroAddress, 1_000n),
);
await measure("transferUnitsRepeat", "transfer units, repeat, 1 currency", 107_000, move(creator, holder, workC));
await (await royalties.takeAll(workD, await creator.getAddress(), id("d content"))).wait();
for (let i = 0; i < 50; i++) {
  const other = await deployToken();
  await other.send(buyer, "mint", await buyer.getAddress(), 10n);
  await other.send(buyer, "approve", await royalties.getAddress(), 10n);
  await (await pay(buyer, workD, other.address, 10n)).wait();
}
await measure(
  "transferUnits50Currencies",
  "transfer units, first, 50 currencies",
  81_000,
  move(creator, second, workD),
);

const figures = Object.fromEntries([...rows].map(([key, row]) => [key, row.gas]));
const format = new Intl.NumberFormat("en-GB");

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

if (process.argv.includes("--json")) {
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
} else if (process.argv.includes("--write")) {
  await writeFile(SNAPSHOT, `${JSON.stringify(figures, null, 2)}\n`);
  await writeFile(README, withGasTable(await readFile(README, "utf8")));
} else if (process.argv.includes("--check")) {
  const before = JSON.parse(await readFile(SNAPSHOT, "utf8")) as Record<string, number>;
  const readme = await readFile(README, "utf8");
  const keys = new Set([...Object.keys(before), ...Object.keys(figures)]);
  const drift = [...keys].filter((key) => before[key] !== figures[key]);
  for (const key of drift) process.stderr.write(`${key}: ${before[key] ?? "absent"} -> ${figures[key] ?? "absent"}\n`);
  const stale = withGasTable(readme) !== readme;
  if (stale) process.stderr.write("README's table of gas is stale: npm run bench:gas -- --write\n");
  const failed = drift.length + (stale ? 1 : 0);
  process.stdout.write(`${keys.size - drift.length} passed, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
} else {
  process.stdout.write(`${"".padEnd(60)}${"gas".padStart(10)}${"budget".padStart(10)}\n`);
  for (const { job, gas, budget } of rows.values()) {
    const mark = gas > budget ? "  over" : "";
    process.stdout.write(
      `${job.padEnd(60)}${format.format(gas).padStart(10)}${format.format(budget).padStart(10)}${mark}\n`,
    );
  }
}
