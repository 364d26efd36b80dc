import { randomBytes } from "node:crypto";
import { allShares, forever, totalUnits, unlimitedSupply } from "@colophon/sdk";
import { expect } from "chai";
import { type ContractTransactionReceipt, type ContractTransactionResponse, MaxUint256, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { createDice } from "../utils/createDice.ts";
import { deploySystem } from "../utils/deploySystem.ts";
import { naiveRoyalties, type Parent } from "../utils/naiveRoyalties.ts";
import { type Holder, holderTree } from "../utils/trees.ts";

const FOREVER = BigInt(forever);
const UNLIMITED = BigInt(unlimitedSupply);
const MAX = 2n ** 256n - 1n;
const UNITS = BigInt(totalUnits);
const ALL = BigInt(allShares);
const WORKS = 8;
const STEPS = 110;

async function deployed() {
  const { ethers } = await network.create();
  const people = (await ethers.getSigners()).slice(0, 6);
  if (people.length < 6) throw new Error("Hardhat's chain has too few accounts.");
  const { works, terms, offers, licences, royalties } = await deploySystem({ ethers });
  return { ethers, people, works, terms, offers, licences, royalties };
}

type World = Awaited<ReturnType<typeof deployed>>;
type Person = World["people"][number];

async function mined(sent: Promise<ContractTransactionResponse>): Promise<ContractTransactionReceipt> {
  const receipt = await (await sent).wait();
  if (!receipt) throw new Error("A transaction was not mined.");
  return receipt;
}

/** Works that are made from one another at random, each registered as people would do it. */
async function randomFamily(world: World, dice: ReturnType<typeof createDice>) {
  const { ethers, people, works, terms, offers, licences } = world;
  const model = naiveRoyalties();
  const family: { id: bigint; claimant: Person; contentRoot: string; holders: Holder[] }[] = [];

  /** The number of a licence of `parent` for `licensee`, which asks `share` of what is made from it. */
  async function licensed(licensee: Person, parent: number, share: bigint): Promise<bigint> {
    const { id, claimant } = family[parent] as (typeof family)[number];
    const sub = { sublicensing: 0n, sublicenceShare: 0n, fallsWithParent: false, passesDown: false };
    const what = {
      ...{ uses: 1n, purposes: 1n, territories: MAX, field: ethers.ZeroHash, duration: FOREVER },
      ...{
        exclusivity: 0n,
        transferable: false,
        ...sub,
        derivatives: 1n,
        works: 0n,
        upstreamShare: share,
        further: 0n,
      },
      ...{ rules: ZeroAddress, conditions: ethers.ZeroHash, deed: ethers.id(`deed ${parent} ${family.length}`) },
    };
    const name = await terms.termsIdOf(what);
    await mined(terms.defineTerms(what));
    const window = { supply: UNLIMITED, opens: 0n, closes: FOREVER, starts: 0n, schedule: ethers.ZeroHash };
    const parties = { parent: 0n, licensor: claimant.address, buyer: ZeroAddress };
    const offer = { work: id, ...parties, terms: name, currency: ZeroAddress, price: 0n, ...window };
    await mined(offers.connect(claimant).publish(offer));
    const purchase = { seats: 1, version: 0, maximum: 0n, deadline: FOREVER, recipient: licensee.address };
    await mined(offers.connect(licensee).buy(offer, purchase));
    return (id << 32n) | (await licences.totalLicences(id));
  }

  for (let w = 0; w < WORKS; w++) {
    const claimant = dice.pick(people);
    const parents: Parent[] = [];
    let left = ALL;
    for (let parent = 0; parent < w; parent++) {
      if (dice.roll(3) !== 0) continue;
      // Nothing, everything that is left, or anything in between.
      const share = dice.pick([0n, left, dice.upTo(left), dice.upTo(left), dice.upTo(left / 2n)]);
      parents.push({ work: parent, share });
      left -= share;
    }
    const sources: bigint[] = [];
    for (const { work, share } of parents) sources.push(await licensed(claimant, work, share));
    sources.sort((a, b) => (a < b ? -1 : 1));

    const holders: Holder[] = [];
    let units = UNITS;
    if (dice.roll(2) === 0) {
      for (const { address } of people.slice(0, 1 + dice.roll(5))) {
        const some = 1n + dice.upTo(units / 2n);
        holders.push({ account: address, units: some });
        units -= some;
      }
      holders.push({ account: (people.at(-1) as Person).address, units });
    }
    const contentRoot = ethers.id(`content ${w}`);
    const registration = {
      ...{ contentRoot, salt: ethers.ZeroHash, metadataDigest: ethers.id("metadata"), category: 1, resaleRoyalty: 0 },
      ...{ holdersRoot: holders.length > 0 ? holderTree(holders).root : ethers.ZeroHash, sources },
    };
    await mined(works.connect(claimant).register(registration, []));
    family.push({ id: await works.workIdOf(claimant.address, contentRoot), claimant, contentRoot, holders });
    model.register(holders.length > 0 ? holders : [{ account: claimant.address, units: UNITS }], parents);
  }
  return { family, model };
}

describe("royalties against a naive model, to the wei", () => {
  const seeds = process.env.COLOPHON_SEED
    ? [process.env.COLOPHON_SEED]
    : ["first", "second", randomBytes(6).toString("hex")];

  for (const seed of seeds) {
    it(`a random history in a random family (COLOPHON_SEED=${seed})`, async function () {
      this.timeout(300_000);
      const world = await deployed();
      const { ethers, people, royalties } = world;
      const dice = createDice(seed);
      const { family, model } = await randomFamily(world, dice);
      const currencies = [ZeroAddress];
      for (let i = 0; i < 2; i++) {
        const token = await ethers.deployContract("DemoToken");
        currencies.push(await token.getAddress());
        for (const person of people) {
          const own = token.connect(person);
          await mined(own.getFunction("mint")(person.address, 10n ** 40n));
          await mined(own.getFunction("approve")(royalties.target, MAX));
        }
      }
      const idOf = (work: number) => (family[work] as (typeof family)[number]).id;
      const numberOf = new Map(family.map(({ id }, work) => [id, work]));
      /** Settled so far, by edge and currency, as the chain's events say. */
      const settled = new Map<string, bigint>();
      let [claims, settlements] = [0, 0];

      /** Writes down what the events of a transaction say was claimed and settled. */
      function read(receipt: ContractTransactionReceipt) {
        for (const log of receipt.logs) {
          const event = log.address === royalties.target ? royalties.interface.parseLog(log) : null;
          if (event?.name === "Claimed") {
            const { work, currency, holder, amount } = event.args;
            model.claim(numberOf.get(work) as number, currency, holder, amount);
            claims++;
          } else if (event?.name === "Settled") {
            const { work, parent, currency, amount } = event.args;
            const edge = `${numberOf.get(work)}/${numberOf.get(parent)}/${currency}`;
            settled.set(edge, (settled.get(edge) ?? 0n) + amount);
            settlements++;
          }
        }
      }

      const actions = {
        async pay() {
          const [work, currency, payer] = [dice.roll(WORKS), dice.pick(currencies), dice.pick(people)];
          // From a wei to a fortune.
          const amount = 1n + dice.upTo(10n ** BigInt(dice.roll(currency === ZeroAddress ? 20 : 31)));
          const value = currency === ZeroAddress ? amount : 0n;
          await mined(royalties.connect(payer).pay(idOf(work), currency, amount, ethers.ZeroHash, { value }));
          model.pay(work, currency, amount);
        },
        async transfer() {
          const [work, to] = [dice.roll(WORKS), dice.pick(people).address];
          const from = people.find(({ address }) => model.unitsOf(work, address) > 0n) ?? dice.pick(people);
          const held = model.unitsOf(work, from.address);
          const amount = dice.pick([0n, held, held > 0n ? 1n : 0n, dice.upTo(held), dice.upTo(held / 2n)]);
          await mined(royalties.connect(from).transfer(to, idOf(work), amount));
          model.transfer(work, from.address, to, amount);
        },
        async take() {
          const work = dice.roll(WORKS);
          const { id, claimant, contentRoot, holders } = family[work] as (typeof family)[number];
          const holder = holders.length > 0 ? dice.pick(holders).account : claimant.address;
          if (model.hasTaken(work, holder)) return;
          if (holders.length === 0) await mined(royalties.takeAll(id, holder, contentRoot));
          else {
            const units = holders.find(({ account }) => account === holder)?.units ?? 0n;
            await mined(royalties.take(id, holder, units, holderTree(holders).proofOf(holder)));
          }
          model.take(work, holder);
        },
        async settle() {
          const currency = dice.pick(currencies);
          const list = Array.from({ length: 1 + dice.roll(6) }, () => dice.roll(WORKS));
          read(await mined(royalties.settle(list.map(idOf), currency)));
          for (const work of list) model.settle(work, currency);
        },
        async claim() {
          const [work, currency] = [dice.roll(WORKS), dice.pick(currencies)];
          const holder = people.find(({ address }) => dice.roll(3) > 0 && model.mayClaim(work, address));
          if (!holder) return;
          const maxSteps = dice.pick([0n, 1n, 2n, MAX]);
          read(await mined(royalties.connect(holder).claim(idOf(work), currency, holder.address, maxSteps)));
        },
      };

      async function compare(when: string) {
        for (const [work, { id }] of family.entries()) {
          for (const currency of currencies) {
            const what = `${when}, work ${work}, currency ${currencies.indexOf(currency)}`;
            expect(await royalties.received(id, currency), `received, ${what}`).to.equal(
              model.received(work, currency),
            );
            let unsettled = 0n;
            for (const { work: parent } of model.parentsOf(work)) {
              const edge = settled.get(`${work}/${parent}/${currency}`) ?? 0n;
              expect(edge, `settled to ${parent}, ${what}`).to.equal(model.moved(work, parent, currency));
              unsettled += model.owed(work, parent, currency);
            }
            expect(await royalties.unsettled(id, currency), `unsettled, ${what}`).to.equal(unsettled);
            for (const [i, { address }] of people.entries()) {
              const total =
                model.claimed(work, currency, address) + (await royalties.claimable(id, currency, address, MaxUint256));
              expect(total, `holder ${i}, ${what}`).to.equal(model.entitlementOf(work, currency, address));
            }
          }
          for (const { address } of people) {
            expect(await royalties.balanceOf(address, id), `units, ${when}`).to.equal(model.unitsOf(work, address));
          }
        }
      }

      const { pay, transfer, take, settle, claim } = actions;
      for (let i = 0; i < STEPS; i++) {
        await dice.pick([pay, pay, pay, transfer, transfer, take, settle, settle, claim, claim])();
        if (i % 15 === 14) await compare(`after step ${i}`);
      }

      // In the end everybody takes, everything is settled and claimed: what is left is less than a unit for each.
      for (const [work, { id, claimant, contentRoot, holders }] of family.entries()) {
        for (const { account, units } of holders) {
          if (model.hasTaken(work, account)) continue;
          await mined(royalties.take(id, account, units, holderTree(holders).proofOf(account)));
          model.take(work, account);
        }
        if (holders.length > 0 || model.hasTaken(work, claimant.address)) continue;
        await mined(royalties.takeAll(id, claimant.address, contentRoot));
        model.take(work, claimant.address);
      }
      for (const currency of currencies) {
        const latestFirst = family.map((_, i) => WORKS - 1 - i);
        read(await mined(royalties.settle(latestFirst.map(idOf), currency)));
        for (const work of latestFirst) model.settle(work, currency);
        for (const work of latestFirst) {
          for (const holder of people) {
            if (!model.mayClaim(work, holder.address)) continue;
            read(await mined(royalties.connect(holder).claim(idOf(work), currency, holder.address, MAX)));
          }
        }
        const token = await ethers.getContractAt("DemoToken", currency);
        const left =
          currency === ZeroAddress
            ? await ethers.provider.getBalance(royalties.target)
            : await token.getFunction("balanceOf")(royalties.target);
        const edges = latestFirst.reduce((sum, work) => sum + model.parentsOf(work).length, 0);
        expect(left < BigInt(WORKS * people.length + edges), `only dust is left: ${left}`).to.equal(true);
      }
      await compare("at the end");
      expect(claims, "claims that paid something").to.be.greaterThan(10);
      expect(settlements, "settlements that moved something").to.be.greaterThan(0);
    });
  }
});

describe("a till, in real transactions", () => {
  it("takes a plain transfer with 2,300 gas before it is made and after, and anybody sweeps it", async () => {
    const { ethers, people, works, royalties } = await deployed();
    const [ines, eve] = people as [Person, Person];
    const registration = {
      ...{ contentRoot: ethers.id("content"), salt: ethers.ZeroHash, metadataDigest: ethers.id("metadata") },
      ...{ category: 1, resaleRoyalty: 500, holdersRoot: ethers.ZeroHash, sources: [] },
    };
    await mined(works.connect(ines).register(registration, []));
    const work = await works.workIdOf(ines.address, registration.contentRoot);
    const [till, amount] = await works.royaltyInfo(work, 10_000n);
    expect(till).to.equal(await royalties.tillOf(work));
    expect(amount).to.equal(500n);

    const sender = await ethers.deployContract("StipendSender", { value: 300n });
    for (const expected of [100n, 200n]) {
      await mined(sender.getFunction("give")(till, 100n));
      await mined(royalties.connect(eve).sweep(work, ZeroAddress, MaxUint256));
      expect(await royalties.received(work, ZeroAddress)).to.equal(expected);
      expect(await ethers.provider.getBalance(till)).to.equal(0n);
      expect(await ethers.provider.getCode(till)).not.to.equal("0x");
    }
    await expect(royalties.connect(eve).sweep(work, ZeroAddress, MaxUint256)).to.be.revertedWithCustomError(
      royalties,
      "Royalties_ZeroAmount",
    );
    await mined(royalties.takeAll(work, ines.address, registration.contentRoot));
    await expect(royalties.connect(ines).claim(work, ZeroAddress, ines.address, MAX)).to.changeEtherBalance(
      ethers,
      ines,
      200n,
    );
  });
});
