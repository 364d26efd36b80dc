import { forever, totalUnits, unlimitedSupply, worldwide } from "@colophon/sdk";
import { type BaseContract, type ContractTransactionResponse, id, type Signer, ZeroAddress, ZeroHash } from "ethers";
import type { network } from "hardhat";
import { deploySystem } from "../../test/utils/deploySystem.ts";

type Connection = Awaited<ReturnType<typeof network.connect>>;
export type GasBench = Awaited<ReturnType<typeof createGasBench>>;

const FOREVER = BigInt(forever);
const UNLIMITED = BigInt(unlimitedSupply);
const UNITS = BigInt(totalUnits);
const TERMS =
  "tuple(uint64,uint32,uint256,bytes32,uint40,uint8,bool,uint8,uint32,bool,bool,uint8,uint8,uint32,uint8,address,bytes32,bytes32)";

/** All contracts, deployed as on a real chain, some people with money, and the steps that are measured. */
export async function createGasBench({ ethers }: Connection) {
  const coder = ethers.AbiCoder.defaultAbiCoder();
  const [creator, buyer, second, holder, stranger, ...others] = await ethers.getSigners();
  if (!creator || !buyer || !second || !holder || !stranger) throw new Error("Hardhat's chain has too few accounts.");

  const {
    timestamps,
    colophon,
    works,
    terms: registry,
    offers,
    licences,
    compliance,
    royalties,
    agreements,
    assignments,
  } = await deploySystem({ ethers });

  const rich = [buyer, second, stranger, creator];

  async function gasOf(sent: Promise<ContractTransactionResponse>): Promise<number> {
    const receipt = await (await sent).wait();
    if (!receipt) throw new Error("A measured transaction was not mined.");
    return Number(receipt.gasUsed);
  }

  /** An ERC-20 of which the buyer and others have plenty, and let Royalties take it. */
  async function deployToken() {
    const contract = await ethers.deployContract("DemoToken");
    const address = await contract.getAddress();
    for (const who of rich) {
      const own = contract.connect(who);
      await (await own.getFunction("mint")(await who.getAddress(), 10n ** 12n)).wait();
      await (await own.getFunction("approve")(await royalties.getAddress(), 10n ** 12n)).wait();
    }
    return address;
  }

  const registration = (name: string, holdersRoot: string = ethers.ZeroHash, sources: bigint[] = []) => ({
    contentRoot: id(`${name} content`),
    salt: id(`${name} salt`),
    metadataDigest: id(`${name} metadata`),
    category: 3,
    resaleRoyalty: 0,
    holdersRoot,
    sources,
  });

  const terms = (name: string, changes: Partial<ReturnType<typeof plainTerms>> = {}) => ({
    ...plainTerms(name),
    ...changes,
  });
  type Terms = ReturnType<typeof plainTerms>;
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
    starts: 0n,
    schedule: ethers.ZeroHash,
  });
  type Offer = Awaited<ReturnType<typeof offerOf>>;

  const purchaseOf = async (offer: Offer, who: Signer, seats = 1) => ({
    seats,
    version: 0n,
    maximum: offer.price * BigInt(seats),
    deadline: FOREVER,
    recipient: await who.getAddress(),
  });

  return {
    ethers,
    people: { creator, buyer, second, holder, stranger },
    /** More accounts, which have done nothing yet. */
    others: others as Signer[],
    timestamps,
    colophon,
    works,
    registry,
    offers,
    licences,
    compliance,
    royalties,
    agreements,
    assignments,
    gasOf,
    deployToken,
    registration,
    terms,
    termsId,
    offerOf,
    purchaseOf,

    workOf: async (claimant: Signer, name: string) =>
      works.workIdOf(await claimant.getAddress(), id(`${name} content`)),

    /** One call of a batch. */
    step: (contract: BaseContract, name: string, args: unknown[], value = 0n) => ({
      target: String(contract.target),
      value,
      data: contract.interface.encodeFunctionData(name, args),
    }),

    register: (who: Signer, name: string, holdersRoot?: string, sources?: bigint[]) =>
      works.connect(who).register(registration(name, holdersRoot, sources), []),

    /** A published offer under terms that are defined if they were not. */
    async publish(work: bigint, licensor: Signer, of: Terms, price: bigint, currency?: string, parent = 0n) {
      const offer = { ...(await offerOf(work, licensor, of, price, currency)), parent };
      if (!(await licences.isDefined(offer.terms))) await (await registry.defineTerms(of)).wait();
      await (await offers.connect(licensor).publish(offer)).wait();
      return offer;
    },

    buy: async (who: Signer, offer: Offer, seats = 1) => {
      const value = offer.currency === ZeroAddress ? offer.price * BigInt(seats) : 0n;
      return offers.connect(who).buy(offer, await purchaseOf(offer, who, seats), { value });
    },

    /** A free offer of a work to everybody, to make works from it at a share in parts per billion. */
    async offerDerivatives(work: bigint, licensor: Signer, share: bigint) {
      return this.publish(work, licensor, terms("derivatives", { derivatives: 1n, upstreamShare: share }), 0n);
    },

    /** A licence of a work with as many levels of sublicences below it, each of another holder; the last is first. */
    async chain(work: bigint, controller: Signer, levels: number) {
      const chain: bigint[] = [];
      let licensor = controller;
      for (let level = 0; level < levels; level++) {
        const of = terms(`level ${level}`, {
          duration: FOREVER,
          sublicensing: BigInt(levels - level),
          sublicenceShare: BigInt(3e8),
        });
        const offer = await this.publish(work, licensor, of, 10n ** 15n, undefined, chain[0]);
        const holder = others[level + 1] as Signer;
        await (await this.buy(holder, offer, levels + 2)).wait();
        chain.unshift(await this.lastLicence(work));
        licensor = holder;
      }
      return { chain, licensor };
    },

    /** A line of works, each made from the one before; the first is nobody's derivative. */
    async line(who: Signer, name: string, length: number, share: bigint) {
      const line: bigint[] = [];
      for (let i = 0; i < length; i++) {
        const parent = line.at(-1);
        const sources = parent === undefined ? [] : [await this.lastLicence(parent)];
        await (await this.register(who, `${name} ${i}`, undefined, sources)).wait();
        const work = await this.workOf(who, `${name} ${i}`);
        await (await this.buy(who, await this.offerDerivatives(work, who, share))).wait();
        line.push(work);
      }
      return line;
    },

    /** The number of the latest licence of a work. */
    lastLicence: async (work: bigint) => (work << 32n) | (await licences.totalLicences(work)),

    pay: (who: Signer, work: bigint, currency: string, amount: bigint) =>
      royalties
        .connect(who)
        .pay(work, currency, amount, ethers.ZeroHash, { value: currency === ZeroAddress ? amount : 0n }),

    claim: async (who: Signer, work: bigint, currency: string) =>
      royalties.connect(who).claim(work, currency, await who.getAddress(), 100),

    takeAll: async (who: Signer, work: bigint, name: string) =>
      (await royalties.takeAll(work, await who.getAddress(), id(`${name} content`))).wait(),

    move: async (from: Signer, to: Signer, work: bigint) =>
      royalties.connect(from).transfer(await to.getAddress(), work, 1_000_000n),

    /** A tree in which each account has the same units; the proof is the first account's. */
    holderTree(accounts: string[]) {
      type Node = { hash: string; units: bigint };
      const join = (a: Node, b: Node): Node => {
        const [low, high] = a.hash <= b.hash ? [a, b] : [b, a];
        const types = ["bytes32", "uint64", "bytes32", "uint64"];
        const hash = ethers.keccak256(coder.encode(types, [low.hash, low.units, high.hash, high.units]));
        return { hash, units: a.units + b.units };
      };
      const each = UNITS / BigInt(accounts.length);
      let level: Node[] = accounts.map((account) => ({
        hash: ethers.keccak256(coder.encode(["address", "uint64"], [account, each])),
        units: each,
      }));
      const proof: Node[] = [];
      while (level.length > 1) {
        if (level[1]) proof.push(level[1]);
        const next: Node[] = [];
        for (let i = 0; i < level.length; i += 2) {
          const [left, right] = [level[i] as Node, level[i + 1]];
          next.push(right ? join(left, right) : left);
        }
        level = next;
      }
      return { root: (level[0] as Node).hash, each, proof };
    },
  };
}

function plainTerms(name: string) {
  return {
    uses: 24n,
    purposes: 6n,
    territories: worldwide,
    field: ZeroHash,
    duration: 31_536_000n,
    exclusivity: 0n,
    transferable: false,
    sublicensing: 0n,
    sublicenceShare: 0n,
    fallsWithParent: false,
    passesDown: false,
    derivatives: 0n,
    works: 0n,
    upstreamShare: 0n,
    further: 0n,
    rules: ZeroAddress,
    conditions: ZeroHash,
    deed: id(`${name} deed`),
  };
}
