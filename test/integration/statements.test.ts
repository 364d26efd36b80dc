import { randomBytes } from "node:crypto";
import { createHolders, forever, totalUnits, unlimitedSupply } from "@colophon/sdk";
import {
  type DocumentRow,
  readAudit,
  readInventory,
  readRegister,
  readStatement,
  type StatementBalance,
  type StatementLine,
  type StatementPart,
  type StatementQuery,
} from "@colophon/sdk/books";
import type { ReadContext } from "@colophon/sdk/read";
import { expect } from "chai";
import {
  type ContractTransactionReceipt,
  type ContractTransactionResponse,
  MaxUint256,
  ZeroAddress,
  ZeroHash,
} from "ethers";
import { network } from "hardhat";
import { createPublicClient, custom, type EIP1193RequestFn } from "viem";
import { hardhat } from "viem/chains";
import { createDice } from "../utils/createDice.ts";
import { deploySystem } from "../utils/deploySystem.ts";
import { naiveRoyalties } from "../utils/naiveRoyalties.ts";
import { type Holder, holderTree } from "../utils/trees.ts";

const FOREVER = BigInt(forever);
const UNLIMITED = BigInt(unlimitedSupply);
const MAX = 2n ** 256n - 1n;
const UNITS = BigInt(totalUnits);
const STEPS = 150;
const PERIOD = 600n;

async function mined(sent: Promise<ContractTransactionResponse>): Promise<ContractTransactionReceipt> {
  const receipt = await (await sent).wait();
  if (!receipt) throw new Error("A transaction was not mined.");
  return receipt;
}

async function deployed() {
  const connection = await network.create();
  const { ethers, provider } = connection;
  const people = (await ethers.getSigners()).slice(0, 5);
  const { deployment, works, terms, offers, licences, compliance, royalties } = await deploySystem(connection);
  const request = provider.request.bind(provider) as EIP1193RequestFn;
  const client = createPublicClient({ chain: hardhat, transport: custom({ request }), cacheTime: 0 });
  const context: ReadContext = { client: client as unknown as ReadContext["client"], deployment };
  return { ethers, people, context, works, terms, offers, licences, compliance, royalties };
}

type World = Awaited<ReturnType<typeof deployed>>;
type Person = World["people"][number];
type What = ReturnType<typeof termsFor>;

/** A tenth of the revenue, seven for each unit, and at least 1,001 a period. */
function conditionsIn(currency: string) {
  return {
    ...{ currency, tiers: [{ from: 0n, share: 100_000_000n, perUnit: 7n }], byRevenue: false },
    ...{ minimum: 1001n, carriesOver: false, perSeat: false, cap: 0n, lifeCap: 0n, advance: 0n },
    ...{ period: PERIOD, inMonths: false, grace: 0n, cure: 0n, arbitrator: ZeroAddress, extraData: "0x", silence: 0n },
  };
}

type Conditions = ReturnType<typeof conditionsIn>;

type Shares = { upstreamShare: bigint; sublicenceShare: bigint };

function termsFor(deed: string, rules: string, conditions: string, { upstreamShare, sublicenceShare }: Shares) {
  return {
    ...{ uses: 1n, purposes: 1n, territories: MAX, field: ZeroHash, duration: 100_000_000n },
    ...{ exclusivity: 0n, transferable: true, sublicensing: 1n, sublicenceShare },
    ...{ fallsWithParent: false, passesDown: false, derivatives: 1n, works: 0n, upstreamShare, further: 0n },
    ...{ rules, conditions, deed },
  };
}

type Offer = {
  [Key in "work" | "parent" | "price" | "supply" | "opens" | "closes" | "starts"]: bigint;
} & { licensor: string; buyer: string; terms: string; currency: string; schedule: string };

/** Everything that happened, as the receipts say it, without the package under test. */
type Happened = { time: number; event: string; args: Record<string, unknown> };

/** A history that people might make, and what each transaction was meant to be. */
async function randomHistory(world: World, seed: string) {
  const { ethers, people, works, terms, offers, licences, compliance, royalties } = world;
  const dice = createDice(seed);
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
  const log: Happened[] = [];
  /** What a transaction's money was for, and who paid how much: as the test meant it. */
  const meant = new Map<string, string>();
  const spent: { payer: string; currency: string; amount: bigint; time: number }[] = [];
  const family: { id: bigint; claimant: Person; contentRoot: string; holders: Holder[] }[] = [];
  type Sold = { id: bigint; offer: Offer; what: What; conditions: Conditions; holder: Person; seats: bigint };
  const sold: (Sold & { reported: bigint; revenue: bigint })[] = [];

  async function act(sent: Promise<ContractTransactionResponse>, meaning = "") {
    const receipt = await mined(sent);
    const { timestamp } = (await ethers.provider.getBlock(receipt.blockNumber)) as { timestamp: number };
    for (const entry of receipt.logs) {
      const contract = [works, royalties].find(({ target }) => target === entry.address);
      const parsed = contract?.interface.parseLog(entry);
      if (parsed) log.push({ time: timestamp, event: parsed.name, args: parsed.args.toObject() as Happened["args"] });
    }
    if (meaning) meant.set(receipt.hash, meaning);
    return { receipt, time: timestamp };
  }

  const price = (currency: string) => dice.upTo(10n ** BigInt(dice.roll(currency === ZeroAddress ? 18 : 28)));

  async function register() {
    const claimant = dice.pick(people);
    const mine = sold.filter(({ holder, offer }) => holder === claimant && offer.parent === 0n);
    const sources: bigint[] = [];
    for (const { id } of mine.slice(0, 2)) if (!sources.some((other) => other >> 32n === id >> 32n)) sources.push(id);
    sources.sort((a, b) => (a < b ? -1 : 1));
    const holders: Holder[] = [];
    if (dice.roll(2) === 0) {
      let units = UNITS;
      for (const { address } of people.slice(0, 1 + dice.roll(3))) {
        const some = 1n + dice.upTo(units / 2n);
        holders.push({ account: address, units: some });
        units -= some;
      }
      holders.push({ account: (people.at(-1) as Person).address, units });
      // As lists of holders are: then whoever has the list makes the same root.
      holders.sort((a, b) => (a.account.toLowerCase() < b.account.toLowerCase() ? -1 : 1));
    }
    const contentRoot = ethers.id(`content ${family.length}`);
    const registration = {
      ...{ contentRoot, salt: ZeroHash, metadataDigest: ethers.id("metadata"), category: 1, resaleRoyalty: 0 },
      ...{ holdersRoot: holders.length > 0 ? holderTree(holders).root : ZeroHash, sources },
    };
    await act(works.connect(claimant).register(registration, []));
    family.push({ id: await works.workIdOf(claimant.address, contentRoot), claimant, contentRoot, holders });
  }

  async function buy(buyer: Person, offer: Offer, what: What, conditions: Conditions) {
    const seats = BigInt(1 + dice.roll(3));
    const amount = offer.price * seats;
    const purchase = { seats, version: 0n, maximum: MAX, deadline: FOREVER, recipient: buyer.address };
    const value = offer.currency === ZeroAddress ? amount : 0n;
    const { time } = await act(offers.connect(buyer).buy(offer, purchase, { value }), "sale");
    spent.push({ payer: buyer.address, currency: offer.currency, amount, time });
    const id = (offer.work << 32n) | (await licences.totalLicences(offer.work));
    sold.push({ id, offer, what, conditions, holder: buyer, seats, reported: 0n, revenue: 0n });
  }

  async function publish(licensor: Person, work: bigint, parent: bigint, what: What): Promise<Offer> {
    const currency = dice.pick(currencies);
    const name = await terms.termsIdOf(what);
    await act(terms.defineTerms(what));
    const window = { supply: UNLIMITED, opens: 0n, closes: FOREVER, starts: 0n, schedule: ZeroHash };
    const offer = {
      ...{ work, parent, licensor: licensor.address, buyer: ZeroAddress, terms: name },
      ...{ currency, price: price(currency), ...window },
    };
    await act(offers.connect(licensor).publish(offer));
    return offer;
  }

  const actions = {
    register,
    async sell() {
      const { id, claimant } = dice.pick(family);
      // At most two parents each: their shares never pass all.
      const sublicenceShare = dice.pick([0n, 10n ** 9n, 333_333_333n]);
      const shares = { upstreamShare: dice.upTo(500_000_000n), sublicenceShare };
      const conditions = conditionsIn(dice.pick(currencies));
      const hash = await compliance.conditionsHash(conditions);
      const what = termsFor(ethers.id(`deed ${log.length}`), String(compliance.target), hash, shares);
      await buy(dice.pick(people), await publish(claimant, id, 0n, what), what, conditions);
    },
    async sublicense() {
      const above = sold.filter(({ offer, seats }) => offer.parent === 0n && seats === 3n);
      if (above.length === 0) return;
      const { id, holder, what, conditions, offer } = dice.pick(above);
      if (await licences.seatsPassedOn(id)) return;
      const inner = {
        ...what,
        sublicensing: 0n,
        sublicenceShare: 0n,
        duration: 5000n,
        deed: ethers.id(`sub ${log.length}`),
      };
      const sub = await publish(holder, offer.work, id, inner);
      const purchase = { seats: 1n, version: 0n, maximum: MAX, deadline: FOREVER };
      const buyer = dice.pick(people);
      const value = sub.currency === ZeroAddress ? sub.price : 0n;
      const order = { ...purchase, recipient: buyer.address };
      const { time } = await act(offers.connect(buyer).buy(sub, order, { value }), "sale");
      spent.push({ payer: buyer.address, currency: sub.currency, amount: sub.price, time });
      const number = (sub.work << 32n) | (await licences.totalLicences(sub.work));
      sold.push({
        id: number,
        offer: sub,
        what: inner,
        conditions,
        holder: buyer,
        seats: 1n,
        reported: 0n,
        revenue: 0n,
      });
    },
    async renew() {
      if (sold.length === 0) return;
      const { id, offer, holder, seats } = dice.pick(sold);
      const { end } = await licences.licenceOf(id);
      const { timestamp } = (await ethers.provider.getBlock("latest")) as { timestamp: number };
      if (end <= BigInt(timestamp) + 2n) return;
      const amount = offer.price * seats * 2n;
      const renewal = { licence: id, periods: 2n, maximum: MAX, deadline: FOREVER };
      const value = offer.currency === ZeroAddress ? amount : 0n;
      const { time } = await act(offers.connect(holder).renew(offer, renewal, { value }), "renewal");
      spent.push({ payer: holder.address, currency: offer.currency, amount, time });
    },
    async report() {
      const open = sold.filter(({ offer }) => offer.parent === 0n);
      if (open.length === 0) return;
      const licence = dice.pick(open);
      await ethers.provider.send("evm_increaseTime", [Number(PERIOD)]);
      const usage = {
        period: licence.reported,
        units: dice.upTo(1000n),
        revenue: dice.upTo(10n ** 9n),
        digest: ZeroHash,
      };
      const { what, conditions, holder } = licence;
      // A tenth of all revenue so far, less what that was before; everything is paid at once.
      const tenth = (licence.revenue + usage.revenue) / 10n - licence.revenue / 10n;
      const royalty = usage.units * 7n + tenth;
      const due = royalty > 1001n ? royalty : 1001n;
      const payment = { amount: due, withheld: 0n, certificate: ZeroHash };
      const value = conditions.currency === ZeroAddress ? due : 0n;
      const report = compliance.connect(holder).report(licence.id, what, conditions, usage, payment, { value });
      const { time } = await act(report, "debt");
      licence.revenue += usage.revenue;
      licence.reported++;
      spent.push({ payer: holder.address, currency: conditions.currency, amount: due, time });
    },
    async pay() {
      const [{ id }, currency, payer] = [dice.pick(family), dice.pick(currencies), dice.pick(people)];
      const amount = 1n + price(currency);
      // Now and then with the number of a licence, which makes it no sale.
      const forged = sold.filter(({ offer }) => offer.work === id).map(({ id: number }) => number);
      const memo = forged.length > 0 && dice.roll(2) === 0 ? ethers.toBeHex(dice.pick(forged), 32) : ZeroHash;
      const value = currency === ZeroAddress ? amount : 0n;
      const { time } = await act(royalties.connect(payer).pay(id, currency, amount, memo, { value }), "payment");
      spent.push({ payer: payer.address, currency, amount, time });
    },
    async till() {
      const [{ id }, payer] = [dice.pick(family), dice.pick(people)];
      await act(payer.sendTransaction({ to: await royalties.tillOf(id), value: 1n + price(ZeroAddress) }) as never);
      await act(royalties.connect(dice.pick(people)).sweep(id, ZeroAddress, MaxUint256), "till");
    },
    async settle() {
      const list = Array.from({ length: 1 + dice.roll(6) }, () => dice.pick(family).id);
      await act(royalties.settle(list, dice.pick(currencies)));
    },
    async take() {
      const { id, claimant, contentRoot, holders } = dice.pick(family);
      const holder = holders.length > 0 ? dice.pick(holders) : { account: claimant.address, units: UNITS };
      const [taken] = await royalties.holdingOf(id, holder.account);
      if (taken > 0n) return;
      if (holders.length === 0) await act(royalties.takeAll(id, holder.account, contentRoot));
      else await act(royalties.take(id, holder.account, holder.units, holderTree(holders).proofOf(holder.account)));
    },
    async transfer() {
      const [{ id }, to] = [dice.pick(family), dice.pick(people).address];
      for (const from of people) {
        const held = await royalties.balanceOf(from.address, id);
        if (held === 0n) continue;
        const amount = dice.pick([0n, held, 1n, dice.upTo(held), dice.upTo(held / 2n)]);
        await act(royalties.connect(from).transfer(to, id, amount));
        return;
      }
    },
    async claim() {
      const [{ id }, currency] = [dice.pick(family), dice.pick(currencies)];
      for (const holder of people) {
        if ((await royalties.claimable(id, currency, holder.address, MaxUint256)) === 0n) continue;
        const maxSteps = dice.pick([0n, 1n, MAX]);
        await act(royalties.connect(holder).claim(id, currency, dice.pick(people).address, maxSteps));
        return;
      }
    },
    async withdraw() {
      const currency = dice.pick(currencies);
      for (const person of people) {
        if ((await royalties.proceedsOf(person.address, currency)) === 0n) continue;
        await act(royalties.connect(person).withdraw(currency, dice.pick(people).address));
        return;
      }
    },
  };

  for (let i = 0; i < 3; i++) await register();
  const { sell, sublicense, renew, report, pay, till, settle, take, transfer, claim, withdraw } = actions;
  const choices = [
    ...[sell, sell, sell, sublicense, sublicense, renew, report, report, pay, pay, till],
    ...[settle, settle, take, take, transfer, transfer, claim, claim, withdraw],
  ];
  for (let i = 0; i < STEPS; i++) {
    if (i % 25 === 24) await register();
    await dice.pick(choices)();
  }
  return { log, meant, spent, sold, family, currencies, dice };
}

type History = Awaited<ReturnType<typeof randomHistory>>;

/** The same history once more, in exact fractions, as far as it had come by a time. */
function recomputed({ log, family }: History, until: number) {
  const model = naiveRoyalties();
  const numbers = new Map<bigint, number>();
  const proceeds = new Map<string, { credited: bigint; withdrawn: bigint }>();
  const proceedsOf = (account: unknown, currency: unknown) => {
    const key = `${account}/${currency}`;
    const found = proceeds.get(key) ?? { credited: 0n, withdrawn: 0n };
    proceeds.set(key, found);
    return found;
  };
  const settledOut = new Map<string, bigint>();
  const parents = new Map<bigint, { work: number; share: bigint }[]>();
  for (const { event, args } of log) {
    if (event !== "WorkDerived") continue;
    const list = parents.get(args.work as bigint) ?? [];
    parents.set(args.work as bigint, list);
    list.push({ work: family.findIndex(({ id }) => id === args.parent), share: args.share as bigint });
  }
  for (const { id, claimant, holders } of family) {
    const all = holders.length > 0 ? holders : [{ account: claimant.address, units: UNITS }];
    numbers.set(id, model.register(all, parents.get(id) ?? []));
  }
  const number = (id: unknown) => numbers.get(id as bigint) as number;
  for (const { time, event, args } of log) {
    if (time >= until) break;
    const { work, currency, holder, amount } = args as unknown as {
      work: bigint;
      currency: string;
      holder: string;
      amount: bigint;
    };
    if (event === "Paid") model.pay(number(work), currency, amount);
    else if (event === "Settled") {
      model.pay(number(args.parent), currency, amount);
      settledOut.set(`${work}/${currency}`, (settledOut.get(`${work}/${currency}`) ?? 0n) + amount);
    } else if (event === "Claimed") model.claim(number(work), currency, holder, amount);
    else if (event === "UnitsTaken") model.take(number(work), holder);
    else if (event === "Transfer" && args.id !== undefined && args.sender !== ZeroAddress) {
      model.transfer(number(args.id), args.sender as string, args.receiver as string, amount);
    } else if (event === "ProceedsCredited") proceedsOf(args.account, currency).credited += amount;
    else if (event === "ProceedsWithdrawn") proceedsOf(args.account, currency).withdrawn += amount;
  }
  return { model, number, proceedsOf, settledOut };
}

async function statement(context: ReadContext, query: StatementQuery) {
  const { block, parts } = await readStatement(context, query);
  const all: StatementPart[] = [];
  for await (const part of parts) all.push(part);
  const rows = <Name extends StatementPart["section"]>(name: Name) =>
    all.filter(({ section }) => section === name).map(({ row }) => row) as Extract<
      StatementPart,
      { section: Name }
    >["row"][];
  return {
    block,
    openings: rows("openings"),
    lines: rows("lines"),
    totals: rows("totals"),
    closings: rows("closings"),
    checks: rows("checks"),
  };
}

async function rowsOf(document: ReturnType<typeof readAudit>): Promise<DocumentRow[]> {
  const rows: DocumentRow[] = [];
  for await (const row of (await document).rows) rows.push(row);
  return rows;
}

/** The same chain through a node that does not show the last payment of ETH into a work. */
function leavingOut({ client, ...rest }: ReadContext, work: bigint): ReadContext {
  const getLogs = async (query: { event?: { name?: string } }) => {
    const logs = (await client.getLogs(query as never)) as unknown as {
      args: { work?: bigint; currency?: string };
    }[];
    if (query.event?.name !== "Paid") return logs;
    const last = logs.findLastIndex(({ args }) => args.work === work && args.currency === ZeroAddress);
    return logs.filter((_, i) => i !== last);
  };
  return { ...rest, client: { ...client, getLogs } as unknown as ReadContext["client"] };
}

const same = (a: StatementBalance | StatementLine, b: StatementBalance) =>
  a.ledger === b.ledger && (a.ledger !== "units" || a.work === b.work) && a.currency === b.currency;

function expectToAddUp({ openings, lines, closings, totals }: Awaited<ReturnType<typeof statement>>, what: string) {
  for (const closing of closings) {
    if (closing.ledger === "payments") continue;
    const all = (balance: StatementBalance | undefined) => (balance?.waiting ?? 0n) + (balance?.untaken ?? 0n);
    const opening = all(openings.find((other) => same(other, closing)));
    const mine = lines.filter((line) => same(line, closing));
    const moved = mine.reduce((sum, { net, withdrawn }) => sum + net - withdrawn, 0n);
    expect(opening + moved, `opening + movements, ${what}`).to.equal(all(closing));
    for (const { gross, upstream, net } of mine) expect(gross - upstream, `gross - upstream, ${what}`).to.equal(net);
    let running = opening;
    for (const { net, withdrawn, waiting, untaken } of mine) {
      running += net - withdrawn;
      expect((waiting ?? 0n) + (untaken ?? 0n), `running balance, ${what}`).to.equal(running);
    }
  }
  const netOfLines = lines.reduce((sum, { net }) => sum + net, 0n);
  expect(
    totals.reduce((sum, { net }) => sum + net, 0n),
    `totals, ${what}`,
  ).to.equal(netOfLines);
}

describe("statements against a naive model and the contract, to the wei", () => {
  const seeds = process.env.COLOPHON_SEED
    ? [process.env.COLOPHON_SEED]
    : ["first", "second", randomBytes(6).toString("hex")];

  for (const seed of seeds) {
    it(`a random history of sales, units and withdrawals (COLOPHON_SEED=${seed})`, async function () {
      this.timeout(600_000);
      const world = await deployed();
      const { context, people, ethers } = world;
      const history = await randomHistory(world, seed);
      const { log, meant, spent, family, currencies, dice } = history;
      const [first, last] = [log[0]?.time ?? 0, ((await ethers.provider.getBlock("latest"))?.timestamp ?? 0) + 1];
      const cuts = [first, ...[0, 1, 2].map(() => first + dice.roll(last - first)), last].sort((a, b) => a - b);
      const lists = family
        .filter(({ holders }) => holders.length > 0)
        .map(({ holders }) =>
          createHolders(
            holders.map(({ account, units }) => ({ account: account as `0x${string}`, units: Number(units) })),
          ),
        );
      const kinds = new Map<string, number>();
      let compared = 0;

      for (const [p, until] of cuts.entries()) {
        const from = cuts[p - 1];
        if (from === undefined || from === until) continue;
        const [before, after] = [recomputed(history, from), recomputed(history, until)];
        for (const [i, { address }] of people.entries()) {
          const what = `holder ${i}, period ${p}`;
          const made = await statement(context, { holder: address as `0x${string}`, lists, from, until });
          expectToAddUp(made, what);
          expect(
            made.checks.filter(({ result }) => result !== "consistent"),
            `checks, ${what}`,
          ).to.deep.equal([]);
          for (const [when, list, { model, number, proceedsOf }] of [
            ["opening", made.openings, before],
            ["closing", made.closings, after],
          ] as const) {
            for (const currency of currencies) {
              for (const { id } of family) {
                const found = list.find((b) => b.ledger === "units" && b.work === id && b.currency === currency);
                const at = `${when}, ${what}`;
                const taken = (found?.entitled ?? 0n) - (found?.untaken ?? 0n);
                expect(taken, at).to.equal(model.entitlementOf(number(id), currency, address));
                if (found) expect(found.entitled, at).to.equal(model.availableTo(number(id), currency, address));
                expect(found?.withdrawn ?? 0n, at).to.equal(model.claimed(number(id), currency, address));
                if (found) expect(found.received, at).to.equal(model.received(number(id), currency));
                compared++;
              }
              const proceeds = list.find((b) => b.ledger === "proceeds" && b.currency === currency);
              const expected = proceedsOf(address, currency);
              expect(proceeds?.entitled ?? 0n, `proceeds, ${when}, ${what}`).to.equal(expected.credited);
              expect(proceeds?.withdrawn ?? 0n, `proceeds, ${when}, ${what}`).to.equal(expected.withdrawn);
            }
          }
          for (const { ledger, kind, transaction, counterparty } of made.lines) {
            if (ledger !== "units" || !["sale", "renewal", "debt", "till", "payment"].includes(kind)) continue;
            expect(kind, `what ${transaction} was for`).to.equal(meant.get(transaction));
            expect(counterparty).not.to.equal(undefined);
            kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
          }
          const payments = await statement(context, { payer: address as `0x${string}`, from, until });
          for (const currency of currencies) {
            const paid = payments.lines.filter((line) => line.currency === currency);
            const expected = spent.filter(
              (s) => s.payer === address && s.currency === currency && s.time >= from && s.time < until,
            );
            expect(
              paid.reduce((sum, line) => sum + line.paid, 0n),
              `paid by ${what}`,
            ).to.equal(expected.reduce((sum, { amount }) => sum + amount, 0n));
          }
          for (const { transaction, kind } of payments.lines) expect(kind).to.equal(meant.get(transaction));
        }
        for (const [w, { id }] of family.entries()) {
          const what = `work ${w}, period ${p}`;
          const made = await statement(context, { work: id, from, until });
          expectToAddUp(made, what);
          expect(
            made.checks.filter(({ result }) => result !== "consistent"),
            `checks, ${what}`,
          ).to.deep.equal([]);
          for (const currency of currencies) {
            const closing = made.closings.find((b) => b.currency === currency);
            const { model, number, settledOut } = after;
            expect(closing?.received ?? 0n, what).to.equal(model.received(number(id), currency));
            const owed = model.parentsOf(number(id)).reduce((sum, { work }) => {
              return sum + model.owed(number(id), work, currency);
            }, 0n);
            const settled = settledOut.get(`${id}/${currency}`) ?? 0n;
            expect(closing?.unsettled ?? 0n, what).to.equal(owed - settled);
          }
        }
      }

      // Periods follow one another without a gap.
      const holder = dice.pick(people).address as `0x${string}`;
      const middle = cuts[2] as number;
      const [early, late] = [
        await statement(context, { holder, lists, until: middle }),
        await statement(context, { holder, lists, from: middle }),
      ];
      expect(late.openings).to.deep.equal(early.closings);

      // The audit of everybody's works finds nothing wrong, and the registers have every licence once.
      const numbers: bigint[] = [];
      for (const { address } of people) {
        const owner = address as `0x${string}`;
        const audit = await rowsOf(readAudit(context, { owner }));
        const results = audit.filter(({ section }) => section === "checks").map(({ row }) => row);
        expect(results.filter(({ result }) => result === "differs")).to.deep.equal([]);
        const works = (await rowsOf(readInventory(context, { owner }))).filter(({ section }) => section === "works");
        expect(results.filter(({ check }) => check === "units and their holders").length).to.equal(works.length);
        const register = await rowsOf(readRegister(context, { licensor: owner }));
        const licences = register.filter(({ section }) => section === "licences");
        numbers.push(...licences.map(({ row }) => row.licence as bigint));
      }
      const ascending = (list: bigint[]) => list.sort((a, b) => (a < b ? -1 : 1));
      expect(ascending(numbers)).to.deep.equal(ascending(history.sold.map(({ id }) => id)));

      // A node that leaves out a payment is found out: by the statement and by the audit.
      const victim = log.findLast(({ event, args }) => event === "Paid" && args.currency === ZeroAddress)?.args
        .work as bigint;
      const liar = leavingOut(context, victim);
      const lied = await statement(liar, { work: victim });
      expect(
        lied.checks.some(({ check, result }) => check === "received by the work" && result === "differs"),
      ).to.equal(true);
      const found = await rowsOf(readAudit(liar, { work: victim }));
      expect(found.some(({ row }) => row.result === "differs")).to.equal(true);

      expect(compared, "figures compared").to.be.greaterThan(500);
      for (const kind of ["sale", "debt", "payment"]) expect(kinds.get(kind) ?? 0, kind).to.be.greaterThan(0);
    });
  }
});
