import {
  commitmentOf,
  contentRootOf,
  createDigester,
  createManifest,
  type Deployment,
  discloseFiles,
  forever,
  type Offer,
  unlimitedSupply,
  workIdOf,
  worldwide,
} from "@colophon/sdk";
import { complianceAbi, licencesAbi, offersAbi, royaltiesAbi } from "@colophon/sdk/abi";
import { agreementTypedData, draftAgreement, type SignedAgreement, withSignature } from "@colophon/sdk/agreements";
import { draftOrder, orderTypedData, priceOfPart } from "@colophon/sdk/assignments";
import {
  acceptLicenceCall,
  agreementPlaceOf,
  amendReportCall,
  answerNoticeCall,
  approveCall,
  approveSaleCalls,
  buyCall,
  type Call,
  cancelOrderCall,
  claimCall,
  closeOfferCall,
  concludeCall,
  contestNoticeCall,
  defineTermsCall,
  leaveAgreementCall,
  noticeCall,
  orderPlaceOf,
  payCall,
  payDebtCall,
  payForLicenceCall,
  publishOfferCall,
  registerCall,
  renewCall,
  reportUsageCall,
  reviseCall,
  setAgentCall,
  settleCall,
  stampCall,
  surrenderCall,
  sweepCall,
  takeAllUnitsCall,
  takeOrderCall,
  terminateCall,
  transferLicenceCall,
  transferUnitsCall,
  transferWorkCall,
  withdrawNoticeCall,
  withdrawProceedsCall,
} from "@colophon/sdk/calls";
import { readEncumbrances, readHolding } from "@colophon/sdk/read";
import {
  conditionsHashOf,
  fieldHashOf,
  type OnchainConditions,
  type OnchainTerms,
  reportsHashOf,
  termsIdOf,
} from "@colophon/sdk/terms";
import {
  type Address,
  getAddress,
  type Hex,
  keccak256,
  parseEventLogs,
  stringToBytes,
  stringToHex,
  zeroAddress,
  zeroHash,
} from "viem";
import { found, testAccount, type World } from "../../../sdk/src/testing/world.ts";
import { createDice } from "../../utils/createDice.ts";

type Account = ReturnType<typeof testAccount>;
type Report = { period: number; units: bigint; revenue: bigint };
type Licence = { id: bigint; offer: Offer; seats: number; reports: Report[] };
type Work = { id: bigint; claimant: Account; contentRoot: Hex };

const people = [0, 1, 2, 3].map(testAccount) as [Account, ...Account[]];
const year = 31_536_000;

/** It asks 1 wei, and gives every dispute the number 1. */
const arbitrator: Address = getAddress("0x00000000000000000000000000000000000a4b17");

const conditions: OnchainConditions = {
  ...{ currency: zeroAddress, tiers: [{ from: 0n, share: 100_000_000, perUnit: 3n }], byRevenue: false },
  ...{ minimum: 7n, carriesOver: true, perSeat: false, cap: 0n, lifeCap: 0n, advance: 10n },
  ...{ period: 300, inMonths: false, grace: 0, cure: 50 },
  ...{ arbitrator, extraData: "0x", silence: 500 },
};

/** Terms that let everything happen: sublicences within the first, derivatives, reports, share-alike, a sale for ever. */
function kindsOf({ contracts }: Deployment): [OnchainTerms, ...OnchainTerms[]] {
  const plain: OnchainTerms = {
    ...{ uses: 0b1111n, purposes: 0b111, territories: worldwide, field: zeroHash, duration: 2000 },
    ...{ exclusivity: 0, transferable: true, sublicensing: 2, sublicenceShare: 100_000_000 },
    ...{ fallsWithParent: false, passesDown: false, derivatives: 1, works: 0, upstreamShare: 200_000_000, further: 0 },
    ...{ rules: contracts.compliance.address, conditions: conditionsHashOf(conditions) },
    deed: stringToHex("deed", { size: 32 }),
  };
  const free = { rules: zeroAddress, conditions: zeroHash } as const;
  const alone = { sublicensing: 0, sublicenceShare: 0 } as const;
  return [
    plain,
    { ...plain, sublicensing: 1, uses: 0b11n, purposes: 0b10, duration: 500, deed: stringToHex("sub", { size: 32 }) },
    { ...plain, ...alone, derivatives: 2, uses: 1n << 63n, further: 1, deed: stringToHex("alike", { size: 32 }) },
    {
      ...plain,
      ...alone,
      ...free,
      duration: forever,
      transferable: false,
      further: 2,
      field: fieldHashOf("format: poster"),
    },
  ];
}

/** What a random life remembers, so that it can go on. */
export type Life = { works: Work[]; offers: Offer[]; licences: Licence[]; steps: number; done: Map<string, number> };

export const newLife = (): Life => ({ works: [], offers: [], licences: [], steps: 0, done: new Map() });

/**
 * Lets four people do a number of random things with every part of the contracts. Much of it is refused, as in life. The
 * same seed leads to the same history.
 */
export async function liveAtRandom(world: World, life: Life, seed: string, steps: number): Promise<void> {
  const { client, deployment, token } = world;
  const kinds = kindsOf(deployment);
  const [plain] = kinds;
  const dice = createDice(seed);
  const one = <Item>(list: readonly Item[]) => (list.length > 0 ? dice.pick(list) : undefined);
  const amount = () => 1n + dice.upTo(10_000n);
  const money = () => (dice.roll(2) === 0 ? zeroAddress : token);

  async function send(account: Account, name: string, call: Call | { to: Address; value: bigint }) {
    const request =
      "to" in call
        ? client.sendTransaction({ account, ...call, gas: 3_000_000n } as never)
        : client.writeContract({ account, gas: 3_000_000n, ...call } as never);
    const receipt = await client.waitForTransactionReceipt({ hash: await (request as Promise<Hex>) });
    if (receipt.status === "success") life.done.set(name, (life.done.get(name) ?? 0) + 1);
    return receipt;
  }
  const controllerOf = async (work: bigint) => {
    const address = await client.readContract({
      address: deployment.contracts.licences.address,
      abi: licencesAbi,
      functionName: "licensorOf",
      args: [work, 0n],
    });
    return people.find((it) => it.address === address) ?? people[0];
  };
  const holderOf = async (licence: bigint) => {
    const { holder } = await client.readContract({
      address: deployment.contracts.licences.address,
      abi: licencesAbi,
      functionName: "licenceOf",
      args: [licence],
    });
    return people.find((it) => it.address === holder) ?? people[0];
  };

  /** A licence with duties, with what proves its rules. */
  const ruled = () => {
    const licence = one(life.licences);
    const terms = kinds.find((it) => termsIdOf(it) === licence?.offer.terms);
    if (!licence || !terms || terms.rules === zeroAddress) return undefined;
    return { licence, rules: { licence: licence.id, terms, conditions } };
  };

  const actions: Record<string, () => Promise<unknown>> = {
    async register() {
      const claimant = dice.pick(people);
      const digester = await createDigester();
      const files = ["a.txt", "b.txt"].map((path) => {
        digester.update(stringToBytes(`${seed} ${life.steps} ${path}`));
        return { path, type: "text/plain", ...digester.finish() };
      });
      const manifest = createManifest({ files });
      const contentRoot = contentRootOf(manifest);
      const salt = keccak256(contentRoot);
      const { chainId, contracts } = deployment;
      if (dice.roll(3) > 0) {
        const commitment = commitmentOf({
          chainId,
          timestamps: contracts.timestamps.address,
          claimant: claimant.address,
          contentRoot,
          salt,
        });
        await send(dice.pick(people), "stamp", stampCall(deployment, { commitment }));
      }
      const sources: bigint[] = [];
      const licence = one(life.licences);
      if (licence && (await holderOf(licence.id)).address === claimant.address) sources.push(licence.id);
      const registration = {
        contentRoot,
        salt,
        metadataDigest: keccak256(salt),
        category: dice.pick(["literary", "musical", "software"] as const),
        sources,
      };
      const disclosures = discloseFiles(manifest).slice(0, dice.roll(3));
      const receipt = await send(
        claimant,
        sources.length > 0 ? "derive" : "register",
        registerCall(deployment, { registration, disclosures }),
      );
      if (receipt.status === "success")
        life.works.push({ id: workIdOf({ claimant: claimant.address, contentRoot }), claimant, contentRoot });
    },
    async revise() {
      const work = one(life.works);
      if (!work) return;
      const contentRoot = keccak256(stringToHex(`${seed} ${life.steps}`));
      await send(
        await controllerOf(work.id),
        "revise",
        reviseCall(deployment, { work: work.id, contentRoot, salt: contentRoot, metadataDigest: contentRoot }),
      );
    },
    async publish() {
      const work = one(life.works);
      if (!work) return;
      const above =
        dice.roll(3) === 0
          ? one(life.licences.slice(-8).filter((it) => it.offer.terms === termsIdOf(plain)))
          : undefined;
      const terms = above ? (kinds[1] as OnchainTerms) : dice.pick([plain, ...kinds]);
      const licensor = above ? await holderOf(above.id) : await controllerOf(work.id);
      const time = await world.now();
      const offer: Offer = {
        work: above?.offer.work ?? work.id,
        parent: above?.id ?? 0n,
        licensor: licensor.address,
        buyer: zeroAddress,
        terms: termsIdOf(terms),
        currency: money(),
        price: dice.roll(5) === 0 ? 0n : amount(),
        supply: dice.roll(2) === 0 ? unlimitedSupply : 20,
        opens: 0,
        closes: time + year,
        starts: dice.roll(4) === 0 ? time + dice.roll(500) : 0,
        schedule: dice.roll(4) === 0 ? keccak256(stringToHex(`${time}`)) : zeroHash,
      };
      if (dice.roll(10) === 0) {
        await send(licensor, "withdraw quote", closeOfferCall(deployment, { offer }));
        return;
      }
      const receipt = await send(
        licensor,
        above ? "publish sublicence" : "publish",
        publishOfferCall(deployment, { offer }),
      );
      if (receipt.status === "success") life.offers.push(offer);
    },
    async close() {
      const offer = dice.roll(3) === 0 ? one(life.offers) : undefined;
      const licensor = people.find(({ address }) => address === offer?.licensor);
      if (offer && licensor) await send(licensor, "close", closeOfferCall(deployment, { offer }));
    },
    async buy() {
      const under = dice.roll(3) === 0 ? one(life.offers.filter(({ parent }) => parent !== 0n).slice(-5)) : undefined;
      const offer = under ?? one(life.offers);
      if (!offer) return;
      const buyer = dice.pick(people);
      const seats = offer.parent === 0n ? 1 + dice.roll(8) : 1;
      // A licence with duties goes to its buyer alone.
      const free = kinds.find((it) => termsIdOf(it) === offer.terms)?.rules === zeroAddress;
      const recipient = free ? dice.pick(people) : buyer;
      const receipt = await send(
        buyer,
        offer.parent === 0n ? "buy" : "sublicense",
        buyCall(deployment, { offer, recipient: recipient.address, seats }),
      );
      const [sold] = parseEventLogs({ abi: offersAbi, logs: receipt.logs, eventName: "LicenceSold" });
      if (sold) life.licences.push({ id: sold.args.licence, offer, seats, reports: [] });
    },
    async renew() {
      const licence = one(life.licences);
      if (!licence) return;
      const { id, offer, seats } = licence;
      await send(
        await holderOf(id),
        "renew",
        renewCall(deployment, { offer, licence: id, seats, periods: 1 + dice.roll(2) }),
      );
    },
    async report() {
      const found = ruled();
      if (!found) return;
      const { licence, rules } = found;
      const holder = await holderOf(licence.id);
      const usage = { period: licence.reports.length, units: dice.upTo(50n), revenue: dice.upTo(1000n) };
      const payment = dice.roll(3) === 0 ? { amount: 1n } : undefined;
      const receipt = await send(holder, "report", reportUsageCall(deployment, { ...rules, report: usage, payment }));
      if (receipt.status === "success") licence.reports.push(usage);
      if (dice.roll(2) === 0) {
        const [debt] = await client.readContract({
          ...{ address: deployment.contracts.compliance.address, abi: complianceAbi },
          ...{ functionName: "debtOf", args: [licence.id, conditions] },
        });
        const tax = dice.roll(3) === 0 ? { withheld: 1n, certificate: zeroHash.replace("00", "01") as Hex } : {};
        const payment = { amount: debt - 1n, ...tax };
        if (debt > 1n) await send(holder, "pay debt", payDebtCall(deployment, { ...rules, payment }));
      }
      if (licence.reports.length === 0 || dice.roll(3) > 0) return;
      const wrong = dice.roll(licence.reports.length);
      const corrected = { period: wrong, units: dice.upTo(50n), revenue: dice.upTo(1000n) };
      const before = reportsHashOf(licence.reports.slice(0, wrong));
      const base = { before, since: licence.reports.slice(wrong) };
      const amended = await send(holder, "amend", amendReportCall(deployment, { ...rules, corrected, ...base }));
      if (amended.status === "success") licence.reports[wrong] = corrected;
    },
    async notice() {
      const found = ruled();
      if (!found) return;
      const { licence, rules } = found;
      const { parent, work } = licence.offer;
      const licensor = parent === 0n ? await controllerOf(work) : await holderOf(parent);
      const holder = await holderOf(licence.id);
      await send(licensor, "notice", noticeCall(deployment, { ...rules, evidence: rules.terms.deed }));
      const next = dice.roll(6);
      const { id } = licence;
      if (next < 2) await send(licensor, "withdraw notice", withdrawNoticeCall(deployment, { licence: id }));
      if (next === 2)
        await send(holder, "answer", answerNoticeCall(deployment, { licence: id, digest: rules.terms.deed }));
      if (next > 3) {
        await send(holder, "contest", contestNoticeCall(deployment, { ...rules, cost: 1n }));
        const ruling = { address: deployment.contracts.compliance.address, abi: complianceAbi, functionName: "rule" };
        const judge = { address: arbitrator, type: "json-rpc" } as unknown as Account;
        if (dice.roll(4) > 0) await send(judge, "rule", { ...ruling, args: [1n, BigInt(1 + dice.roll(2))] });
      }
      if (next < 2) return;
      await world.wait(60);
      await send(licensor, "terminate", terminateCall(deployment, rules));
    },
    async surrender() {
      const licence = dice.roll(2) === 0 ? one(life.licences) : undefined;
      if (!licence) return;
      await send(await holderOf(licence.id), "surrender", surrenderCall(deployment, { licence: licence.id }));
    },
    async agent() {
      const [account, agent] = [dice.pick(people), dice.pick(people)];
      const grantor = one(life.licences)?.id ?? one(life.works)?.id;
      if (grantor === undefined) return;
      const until = dice.roll(3) === 0 ? 0 : (await world.now()) + dice.roll(1000);
      await send(account, "set agent", setAgentCall(deployment, { grantor, agent: agent.address, until }));
    },
    async payFor() {
      const licence = one(life.licences);
      if (!licence) return;
      const call = payForLicenceCall(deployment, { licence: licence.id, currency: money(), amount: amount() });
      await send(dice.pick(people), "pay for licence", call);
    },
    async pay() {
      const work = one(life.works);
      if (!work) return;
      // Some write a licence's number into a payment that is not for it.
      const memo =
        dice.roll(2) === 0 ? (`0x${(one(life.licences)?.id ?? 0n).toString(16).padStart(64, "0")}` as Hex) : undefined;
      await send(
        dice.pick(people),
        "pay",
        payCall(deployment, { work: work.id, currency: money(), amount: amount(), memo }),
      );
    },
    async till() {
      const work = one(life.works);
      if (!work) return;
      const to = await client.readContract({
        address: deployment.contracts.royalties.address,
        abi: royaltiesAbi,
        functionName: "tillOf",
        args: [work.id],
      });
      await send(dice.pick(people), "send to till", { to, value: amount() });
      await send(dice.pick(people), "sweep", sweepCall(deployment, { work: work.id, currency: zeroAddress }));
    },
    async settle() {
      const works = life.works.map(({ id }) => id).slice(-10);
      await send(dice.pick(people), "settle", settleCall(deployment, { works, currency: money() }));
    },
    async units() {
      const work = one(life.works);
      if (!work) return;
      await send(
        dice.pick(people),
        "take units",
        takeAllUnitsCall(deployment, { work: work.id, claimant: work.claimant.address, contentRoot: work.contentRoot }),
      );
      const [from, to] = [dice.pick([work.claimant, ...people]), dice.pick(people)];
      await send(
        from,
        "transfer units",
        transferUnitsCall(deployment, { work: work.id, to: to.address, units: dice.roll(30_000_000) }),
      );
    },
    async claim() {
      const work = one(life.works);
      const holder = dice.pick(people);
      if (work)
        await send(holder, "claim", claimCall(deployment, { work: work.id, currency: money(), to: holder.address }));
    },
    async withdraw() {
      const account = dice.pick(people);
      await send(
        account,
        "withdraw proceeds",
        withdrawProceedsCall(deployment, { currency: money(), to: account.address }),
      );
    },
    async move() {
      const licence = one(life.licences);
      if (licence) {
        const [from, to] = [await holderOf(licence.id), dice.pick(people)];
        const { id } = licence;
        // With duties it moves to nobody who did not say that they would take it.
        if (dice.roll(4) > 0) await send(to, "accept licence", acceptLicenceCall(deployment, { licence: id }));
        const call = transferLicenceCall(deployment, { licence: id, from: from.address, to: to.address });
        await send(from, "transfer licence", call);
      }
      const work = dice.roll(4) === 0 ? one(life.works) : undefined;
      if (!work) return;
      const from = await controllerOf(work.id);
      await send(
        from,
        "transfer work",
        transferWorkCall(deployment, { work: work.id, from: from.address, to: dice.pick(people).address }),
      );
    },
    async wait() {
      await world.wait(50 + dice.roll(250));
    },
  };

  /** Some shares of the latest work are sold in parts, the rest is cancelled, and then the work itself is sold. */
  async function sell() {
    const work = life.works.at(-1);
    if (!work) return;
    const seller = await controllerOf(work.id);
    const [buyer = seller] = people.filter(({ address }) => address !== seller.address);
    const holding = await readHolding(world.context, { work: work.id, account: seller.address });
    // A reorganisation has taken the work.
    if (holding.status !== "found") return;
    const { units } = holding.value;
    await send(seller, "approve units", approveSale(work.id, false, 10));
    await send(seller, "approve work", approveSale(work.id, true, 0));
    for (const control of [false, true]) {
      if (!control && units < 10) continue;
      const encumbrances = found(await readEncumbrances(world.context, { work: work.id }));
      const opens = encumbrances.block.time;
      const order = draftOrder({
        ...orderPlaceOf(deployment),
        ...{ encumbrances, seller: seller.address, buyer: buyer.address, control, units: control ? 0 : 10 },
        ...{ currency: zeroAddress, price: amount(), opens, closes: opens + year },
        salt: keccak256(stringToHex(`${seed} ${life.steps} ${control}`)),
      });
      const sellerSignature = await seller.signTypedData(orderTypedData(orderPlaceOf(deployment), order));
      const signed = { ...orderPlaceOf(deployment), order, sellerSignature, buyerSignature: undefined };
      const part = control ? { taken: 0, units: 0 } : { taken: 0, units: 4 };
      const call = takeOrderCall(deployment, signed, { units: part.units, price: priceOfPart(order, part) });
      await send(buyer, control ? "sell work" : "sell units", call);
      if (!control) await send(seller, "cancel sale", cancelOrderCall(deployment, order));
    }
  }
  const approveSale = (work: bigint, control: boolean, units: number): Call => {
    const [call] = approveSaleCalls(deployment, { work, control, units });
    if (call === undefined) throw new Error("Nothing is sold.");
    return call;
  };

  /** Two of them agree on something, and the first gives notice of every other agreement. */
  async function agree() {
    const [first, second = first] = people;
    const now = await world.now();
    const signed = draftAgreement({
      ...agreementPlaceOf(deployment),
      words: `Nobody tells step ${life.steps}.`,
      parties: [first.address, second.address],
      ...{ witnessed: true, opens: now, closes: now + year },
      ...{ leavers: [first.address], notice: 100, reference: life.steps.toString(16).padStart(32, "0") },
    });
    let all: SignedAgreement = signed;
    for (const party of [first, second]) {
      const signature = await party.signTypedData(agreementTypedData(signed, signed.agreement));
      all = withSignature(all, { party: party.address, signature });
    }
    await send(second, "conclude", concludeCall(deployment, all));
    const { agreement } = all;
    if (life.steps % 2 === 0) await send(first, "leave agreement", leaveAgreementCall(deployment, { agreement }));
  }

  if (life.steps === 0) {
    await client.setCode({ address: arbitrator, bytecode: "0x600160005260206000f3" });
    await client.setBalance({ address: arbitrator, value: 10n ** 18n });
    await client.impersonateAccount({ address: arbitrator });
    for (const terms of kinds) await send(people[0], "define terms", defineTermsCall(deployment, { terms }));
    for (const person of people) {
      await world.mint(person, 10n ** 12n);
      await send(person, "approve", approveCall(deployment, { currency: token, amount: 10n ** 12n }));
    }
  }
  const names = Object.keys(actions);
  const often = [...names, "register", "publish", "publish", "buy", "buy", "buy", "report", "notice", "wait"];
  for (let step = 0; step < steps; step++) {
    life.steps++;
    await actions[dice.pick(often)]?.().catch((error: Error) => {
      // A reorganisation has taken what was to be used.
      if (error.name !== "ContractFunctionExecutionError") throw error;
    });
  }
  await agree();
  await sell();
}
