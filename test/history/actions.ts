import { commitmentOf, forever, leafOf, totalUnits } from "@colophon/sdk";
import { royaltiesAbi, worksAbi } from "@colophon/sdk/abi";
import { agreementIdOf, agreementTypedData, type SignedAgreement } from "@colophon/sdk/agreements";
import { orderTypedData, type SignedOrder } from "@colophon/sdk/assignments";
import {
  acceptLicenceCall,
  acceptTypedData,
  amendReportCall,
  answerNoticeCall,
  approveSaleCalls,
  batchCall,
  buyCall,
  buyForCall,
  cancelOrderCall,
  claimCall,
  claimForCall,
  claimForTypedData,
  closeOfferCall,
  concludeCall,
  contestNoticeCall,
  discloseCall,
  discloseVersionCall,
  endAgreementCall,
  endAgreementTypedData,
  leaveAgreementCall,
  leaveAgreementForCall,
  leaveAgreementTypedData,
  noticeCall,
  payCall,
  payDebtCall,
  payForLicenceCall,
  permitCall,
  permitTypedData,
  pruneCall,
  publishOfferCall,
  publishQuoteCall,
  registerCall,
  registerForCall,
  registerForTypedData,
  releaseCall,
  releaseProceedsCall,
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
  takeUnitsCall,
  terminateCall,
  transferLicenceCall,
  transferUnitsCall,
  transferWorkCall,
  withdrawNoticeCall,
  withdrawProceedsCall,
} from "@colophon/sdk/calls";
import { reportsHashOf } from "@colophon/sdk/terms";
import { maxUint256, parseAbi, toHex, zeroAddress, zeroHash } from "viem";
import {
  type Acted,
  amount,
  anybody,
  anything,
  currency,
  drawClaim,
  drawOffer,
  drawRegistration,
  type KnownLicence,
  later,
  nonceOf,
  type Person,
  payment,
  recent,
  tillOf,
  underRules,
  type World,
  whoIs,
} from "./world.ts";

/** Something that somebody does; undefined if there is nothing to do it to. */
type Action = (world: World) => Promise<Acted | undefined> | Acted | undefined;

const units = parseAbi([
  "function setOperator(address spender, bool approved)",
  "function transferFrom(address sender, address receiver, uint256 id, uint256 amount)",
]);

/* WHAT IS DONE */

const register: Action = (world) => {
  const stamped = world.dice.roll(2) === 0 ? world.memory.planned.pop() : undefined;
  const from = stamped?.from ?? anybody(world);
  const { registration, disclosures, noted } = stamped?.drawn ?? drawRegistration(world, from);
  return { from, noted, call: registerCall(world.deployment, { registration, disclosures }) };
};

const publish: Action = async (world) => {
  const drawn = await drawOffer(world);
  if (!drawn) return undefined;
  const { known, licensor: from, define } = drawn;
  const calls = [define, publishOfferCall(world.deployment, known)];
  return {
    from,
    call: batchCall(world.deployment, calls),
    noted() {
      world.memory.offers.push(known);
      world.memory.terms.push(known);
    },
  };
};

const buy: Action = (world) => {
  const found = recent(world, world.memory.offers);
  if (!found) return undefined;
  const { offer } = found;
  const from = offer.buyer === zeroAddress ? anybody(world) : whoIs(world, offer.buyer);
  const seats = world.dice.pick([1, 1, 1, 2]);
  return { from, call: buyCall(world.deployment, { offer, seats, recipient: from.address }) };
};

const report: Action = (world) => {
  const found = underRules(world);
  if (!found) return undefined;
  const { reports } = found.found;
  const made = { period: reports.length, units: world.dice.upTo(1_000n), revenue: world.dice.upTo(100_000n) };
  return {
    from: found.licensee,
    call: reportUsageCall(world.deployment, { ...found.under, report: made, payment: payment(world) }),
    noted: () => void reports.push(made),
  };
};

const claim: Action = (world) => {
  const found = drawClaim(world);
  if (!found) return undefined;
  const maxSteps = world.dice.pick([1n, 3n, maxUint256]);
  const claimed = { ...found, to: anybody(world).address, maxSteps };
  return { from: found.holder, call: claimCall(world.deployment, claimed) };
};

const take: Action = (world) => {
  const work = recent(world, world.memory.works);
  if (!work) return undefined;
  const { id, holders, claimant, registration } = work;
  const from = anybody(world);
  if (!holders) {
    const all = { work: id, claimant: claimant.address, contentRoot: registration.contentRoot };
    const taken = { work: id, holder: claimant.address };
    const noted = () => void world.memory.taken.push(taken);
    return { from, noted, call: takeAllUnitsCall(world.deployment, all) };
  }
  const holder = world.dice.pick(world.people.slice(0, 3)).address;
  const taken = { work: id, holder };
  const call = takeUnitsCall(world.deployment, { ...taken, proof: holders.proofOf(holder) });
  return { from, call, noted: () => void world.memory.taken.push(taken) };
};

const pay: Action = (world) => {
  const work = recent(world, world.memory.works);
  if (!work) return undefined;
  const paid = { work: work.id, currency: currency(world), amount: 1n + amount(world) };
  // Some write a licence's number into a payment that is not for it.
  const licence = world.dice.roll(2) === 0 ? recent(world, world.memory.licences) : undefined;
  const memo = licence ? toHex(licence.id, { size: 32 }) : anything(world);
  return {
    from: anybody(world),
    call: payCall(world.deployment, { ...paid, memo }),
    noted: () => void world.memory.paid.push(paid),
  };
};

/** A party that may leave an agreement; any, if none may. */
function leaverOf({ dice }: World, { agreement }: SignedAgreement, signers: readonly Person[]): Person {
  const may = signers.filter((_, place) => (agreement.leavers >> place) & 1);
  return dice.pick(may.length > 0 ? may : signers);
}

const deal: Action = async (world) => {
  const { dice, memory, people, deployment, arbitrator } = world;
  const signers = people.filter(() => dice.roll(2) === 0);
  if (signers.length === 0) return undefined;
  signers.sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1));
  const place = { chainId: deployment.chainId, agreements: deployment.contracts.agreements.address };
  const former = recent(world, memory.agreements)?.signed;
  const ruled = dice.roll(2) === 0;
  const leaves = dice.roll(2) === 0;
  const agreement = {
    text: `Agreement ${anything(world)}`,
    parties: signers.map(({ address }) => address),
    ...{ witnessed: true, opens: 0, closes: world.now() + 86_400 },
    ends: dice.pick([forever, world.now() + 8_640_000]),
    leavers: leaves ? dice.roll(2 ** signers.length) : 0,
    notice: 0,
    supersedes: former && dice.roll(4) === 0 ? agreementIdOf(place, former.agreement) : zeroHash,
    arbitrator: ruled ? arbitrator.address : zeroAddress,
    court: ruled ? anything(world) : zeroHash,
  } as const;
  const timed = { ...agreement, notice: agreement.leavers === 0 ? 0 : 86_400 * dice.roll(5) };
  const data = agreementTypedData(place, timed);
  const signatures = await Promise.all(
    signers.map(async (signer) => ({ party: signer.address, signature: await signer.signTypedData(data) })),
  );
  const signed: SignedAgreement = { ...place, agreement: timed, signatures };
  const call = concludeCall(deployment, signed);
  return { from: anybody(world), call, noted: () => void memory.agreements.push({ signed, signers }) };
};

const sell: Action = async (world) => {
  const { dice, deployment, memory } = world;
  const work = recent(world, memory.works);
  if (!work) return undefined;
  const seller = whoIs(world, work.controller);
  const control = dice.roll(2) === 0;
  const buyer = world.people.find((person) => person !== seller && dice.roll(3) === 0);
  if (!buyer) return undefined;
  const { assignments } = deployment.contracts;
  const order = {
    ...{ deed: `Deed ${anything(world)}`, work: work.id, control, seller: seller.address, buyer: buyer.address },
    units: control ? dice.pick([0, 1_000]) : 1_000,
    ...{ currency: dice.pick([zeroAddress, world.tokens[0]?.address ?? zeroAddress]), price: amount(world) },
    ...{ resaleRoyalty: dice.roll(2) === 0, version: work.versions, licences: 1_000, changes: 1_000 },
    ...{ owed: 10n ** 30n, standing: [], opens: 0, closes: world.now() + 8_640_000, salt: anything(world) },
  };
  const place = { chainId: deployment.chainId, assignments: assignments.address };
  const data = orderTypedData(place, order);
  const [sellerSignature, buyerSignature] = [await seller.signTypedData(data), await buyer.signTypedData(data)];
  const signed: SignedOrder = { ...place, order, sellerSignature, buyerSignature };
  // The leave to move it is the transaction; whoever takes the order comes later.
  const approvals = approveSaleCalls(deployment, { work: work.id, control, units: 1_000_000 });
  return {
    from: seller,
    call: approvals.length === 1 && approvals[0] ? approvals[0] : batchCall(deployment, approvals),
    noted: () => void memory.orders.push(signed),
  };
};

const takeOrder: Action = (world) => {
  const { dice, memory, deployment } = world;
  const signed = recent(world, memory.orders);
  if (!signed) return undefined;
  const { control, units: all, price, buyer } = signed.order;
  const part = control ? all : dice.pick([all, all / 2]);
  const due = control ? price : (price * BigInt(part) + BigInt(all) - 1n) / BigInt(all);
  return { from: whoIs(world, buyer), call: takeOrderCall(deployment, signed, { units: part, price: due }) };
};

/** Nothing more follows from a notice of this licence. */
function settled({ memory }: World, licence: KnownLicence): void {
  memory.noticed = memory.noticed.filter((it) => it !== licence);
}

const notice: Action = (world) => {
  const found = underRules(world);
  if (!found) return undefined;
  return {
    from: found.licensor,
    call: noticeCall(world.deployment, { ...found.under, evidence: anything(world) }),
    noted: () => void world.memory.noticed.push(found.found),
  };
};

const terminate: Action = (world) => {
  const found = underRules(world, world.memory.noticed);
  if (!found) return undefined;
  const call = terminateCall(world.deployment, found.under);
  return { from: found.licensor, call, noted: () => settled(world, found.found) };
};

const contest: Action = (world) => {
  const ruled = world.memory.noticed.filter(({ offer }) => offer.conditions.arbitrator !== zeroAddress);
  const found = underRules(world, ruled);
  if (!found) return undefined;
  const call = contestNoticeCall(world.deployment, { ...found.under, cost: 1_000n });
  return { from: found.licensee, call, noted: () => void world.memory.disputes++ };
};

const rule: Action = ({ memory, dice, deployment, arbitrator, people }) => {
  if (memory.disputes === 0) return undefined;
  const dispute = memory.disputes - 1 - dice.roll(Math.min(2, memory.disputes));
  const args = [deployment.contracts.compliance.address, BigInt(dispute), BigInt(dice.roll(4))];
  return { from: dice.pick(people), call: { ...arbitrator, functionName: "give", args } };
};

const settle: Action = (world) => {
  const { memory, dice, deployment } = world;
  const works = memory.works.slice(-1 - dice.roll(5)).map(({ id }) => id);
  if (works.length === 0) return undefined;
  const paid = recent(world, memory.paid)?.currency ?? currency(world);
  return { from: anybody(world), call: settleCall(deployment, { works: works.reverse(), currency: paid }) };
};

/** The same thing several times. */
const often = (times: number, ...these: readonly Action[]) => these.flatMap((it) => Array<Action>(times).fill(it));

/** Each as often as it stands here: what others need, and what seldom succeeds, more often. */
export const actions: readonly Action[] = [
  ...[
    ...often(6, buy),
    ...often(4, publish),
    ...often(3, register, report, claim, take, pay, terminate, contest, rule),
  ],
  ...[...often(2, notice, settle, sell, takeOrder), deal],
  async (world) => {
    const claimant = anybody(world);
    const { registration, disclosures, noted } = drawRegistration(world, claimant);
    const signed = { claimant: claimant.address, registration, disclosures, deadline: later(world) };
    const signature = await claimant.signTypedData(registerForTypedData(world.deployment, signed));
    return { from: anybody(world), noted, call: registerForCall(world.deployment, { ...signed, signature }) };
  },
  (world) => {
    const work = recent(world, world.memory.works);
    if (!work) return undefined;
    const file = { digest: anything(world), blinding: anything(world) };
    const contentRoot = leafOf({ sha256: file.digest, blinding: file.blinding });
    const revised = { work: work.id, contentRoot, salt: anything(world), metadataDigest: anything(world) };
    const disclosures = [{ ...file, proof: [] }];
    const call = reviseCall(world.deployment, { ...revised, disclosures });
    const noted = () => {
      work.versions += 1;
      work.file = file;
    };
    return { from: whoIs(world, work.controller), call, noted };
  },
  (world) => {
    const work = recent(world, world.memory.works);
    if (!work) return undefined;
    const { id, claimant, registration, version, controller, file } = work;
    const disclosures = [{ ...file, proof: [] }];
    const of = { work: id, claimant: claimant.address, contentRoot: registration.contentRoot, disclosures };
    const call = world.dice.pick([
      discloseCall(world.deployment, of),
      discloseVersionCall(world.deployment, { work: id, version, disclosures }),
    ]);
    return { from: whoIs(world, controller), call };
  },
  (world) => {
    const { deployment, memory } = world;
    const from = anybody(world);
    const drawn = drawRegistration(world, from);
    const { contentRoot, salt } = drawn.registration;
    const timestamps = deployment.contracts.timestamps.address;
    const opened = { chainId: deployment.chainId, timestamps, claimant: from.address, contentRoot, salt };
    return {
      from: anybody(world),
      call: stampCall(deployment, { commitment: commitmentOf(opened) }),
      noted: () => void memory.planned.push({ from, drawn }),
    };
  },
  (world) => {
    const work = recent(world, world.memory.works);
    if (!work) return undefined;
    const from = whoIs(world, work.controller);
    return {
      from,
      call: transferWorkCall(world.deployment, { work: work.id, from: from.address, to: anybody(world).address }),
    };
  },
  (world) => {
    const { address } = world.dice.pick([world.deployment.contracts.works, world.deployment.contracts.licences]);
    const args = [anybody(world).address, world.dice.roll(2) === 0];
    return { from: anybody(world), call: { address, abi: worksAbi, functionName: "setApprovalForAll", args } };
  },
  async (world) => {
    const drawn = await drawOffer(world);
    if (!drawn) return undefined;
    const { known, define } = drawn;
    const call = batchCall(world.deployment, [define, publishQuoteCall(world.deployment, known)]);
    return { from: anybody(world), call, noted: () => void world.memory.offers.push(known) };
  },
  (world) => {
    const found = world.dice.roll(3) === 0 ? recent(world, world.memory.offers) : undefined;
    return found && { from: whoIs(world, found.offer.licensor), call: closeOfferCall(world.deployment, found) };
  },
  async (world) => {
    const found = recent(world, world.memory.offers);
    if (!found) return undefined;
    const { offer } = found;
    const recipient = anybody(world);
    const { nonce, used } = nonceOf(world, "Offers", recipient);
    const accepted = { offer, recipient: recipient.address, nonce, deadline: world.now() + 500 };
    const signature = await recipient.signTypedData(acceptTypedData(world.deployment, accepted));
    return { from: anybody(world), noted: used, call: buyForCall(world.deployment, { ...accepted, signature }) };
  },
  (world) => {
    const licence = recent(world, world.memory.licences);
    if (!licence) return undefined;
    const { id, seats, holder, offer } = licence;
    const renewal = { offer: offer.offer, licence: id, seats, periods: 1 + world.dice.roll(2) };
    return { from: whoIs(world, holder), call: renewCall(world.deployment, renewal) };
  },
  (world) => {
    const licence = recent(world, world.memory.licences);
    if (!licence) return undefined;
    const from = whoIs(world, licence.holder);
    const moved = { licence: licence.id, from: from.address, to: anybody(world).address };
    return { from, call: transferLicenceCall(world.deployment, moved) };
  },
  (world) => {
    const licence = recent(world, world.memory.licences);
    return licence && { from: anybody(world), call: acceptLicenceCall(world.deployment, { licence: licence.id }) };
  },
  (world) => {
    const licence = world.dice.roll(3) === 0 ? recent(world, world.memory.licences) : undefined;
    if (!licence) return undefined;
    return { from: whoIs(world, licence.holder), call: surrenderCall(world.deployment, { licence: licence.id }) };
  },
  (world) => {
    const { memory, dice, deployment } = world;
    const grantor = dice.pick([recent(world, memory.works)?.id, recent(world, memory.licences)?.id]);
    if (grantor === undefined) return undefined;
    const until = dice.pick([0, world.now() + 864_000, forever]);
    return { from: anybody(world), call: setAgentCall(deployment, { grantor, agent: anybody(world).address, until }) };
  },
  (world) => {
    const work = recent(world, world.memory.works);
    if (!work) return undefined;
    const parent = world.dice.pick([0n, recent(world, world.memory.licences)?.id ?? 0n]);
    return { from: anybody(world), call: pruneCall(world.deployment, { work: work.id, parent }) };
  },
  (world) => {
    const found = underRules(world);
    if (!found) return undefined;
    const { reports } = found.found;
    const wrong = world.dice.roll(Math.max(1, reports.length));
    const [since, before] = [reports.slice(wrong), reportsHashOf(reports.slice(0, wrong))];
    const [first] = since;
    if (!first) return undefined;
    const corrected = { ...first, units: world.dice.upTo(1_000n), revenue: world.dice.upTo(100_000n) };
    return {
      from: found.licensee,
      call: amendReportCall(world.deployment, { ...found.under, corrected, before, since }),
      noted: () => void reports.splice(wrong, 1, corrected),
    };
  },
  (world) => {
    const found = underRules(world);
    return (
      found && {
        from: anybody(world),
        call: payDebtCall(world.deployment, { ...found.under, payment: payment(world) }),
      }
    );
  },
  (world) => {
    const found = underRules(world, world.memory.noticed);
    if (!found) return undefined;
    const answered = { licence: found.under.licence, digest: anything(world) };
    return { from: found.licensee, call: answerNoticeCall(world.deployment, answered) };
  },
  (world) => {
    const found = underRules(world, world.memory.noticed);
    if (!found) return undefined;
    const call = withdrawNoticeCall(world.deployment, found.under);
    return { from: found.licensor, call, noted: () => settled(world, found.found) };
  },
  (world) => {
    const licence = recent(world, world.memory.licences);
    if (!licence) return undefined;
    const paid = { licence: licence.id, currency: currency(world), amount: amount(world) };
    return { from: anybody(world), call: payForLicenceCall(world.deployment, paid) };
  },
  (world) => {
    const found = recent(world, world.memory.taken);
    if (!found) return undefined;
    const moved = { work: found.work, to: anybody(world).address, units: world.dice.roll(totalUnits / 50) };
    return { from: whoIs(world, found.holder), call: transferUnitsCall(world.deployment, moved) };
  },
  (world) => {
    const work = recent(world, world.memory.works);
    if (!work) return undefined;
    const { address } = world.deployment.contracts.royalties;
    const [owner, from] = [anybody(world), anybody(world)];
    const call = world.dice.pick([
      { address, abi: units, functionName: "setOperator", args: [owner.address, true] },
      {
        address,
        abi: units,
        functionName: "transferFrom",
        args: [owner.address, from.address, work.id, amount(world)],
      },
      { address, abi: royaltiesAbi, functionName: "approve", args: [owner.address, work.id, amount(world)] },
    ]);
    return { from, call };
  },
  async (world) => {
    const found = drawClaim(world);
    if (!found) return undefined;
    const { holder } = found;
    const { nonce, used } = nonceOf(world, "Royalties", holder);
    const claimed = {
      ...{ ...found, holder: holder.address, to: anybody(world).address },
      ...{ maxSteps: 10n, nonce, deadline: later(world) },
    };
    const signature = await holder.signTypedData(claimForTypedData(world.deployment, claimed));
    return { from: anybody(world), noted: used, call: claimForCall(world.deployment, { ...claimed, signature }) };
  },
  (world) => {
    const found = drawClaim(world);
    if (!found) return undefined;
    const released = { ...found, holder: found.holder.address };
    return { from: anybody(world), call: releaseCall(world.deployment, released) };
  },
  // Money that is simply sent to a till, as ETH or as a token; then somebody sweeps it.
  (world) => {
    const work = recent(world, world.memory.works);
    const token = world.tokens[0];
    if (!work || !token) return undefined;
    const [till, sent] = [tillOf(world, work.id), 1n + amount(world)];
    const call = world.dice.pick([
      { address: till, abi: [], functionName: "", args: [], value: sent },
      { ...token, functionName: "mint", args: [till, sent] },
    ]);
    return { from: anybody(world), call, noted: () => void world.memory.sent.push(work.id) };
  },
  (world) => {
    const work = recent(world, world.memory.sent);
    if (work === undefined) return undefined;
    const swept = { work, currency: world.dice.pick([zeroAddress, world.tokens[0]?.address ?? zeroAddress]) };
    return { from: anybody(world), call: sweepCall(world.deployment, swept) };
  },
  (world) => {
    const parameters = { currency: currency(world), to: anybody(world).address };
    return { from: anybody(world), call: withdrawProceedsCall(world.deployment, parameters) };
  },
  (world) => {
    const parameters = { currency: currency(world), account: anybody(world).address };
    return { from: anybody(world), call: releaseProceedsCall(world.deployment, parameters) };
  },
  async (world) => {
    const work = recent(world, world.memory.works);
    const token = world.tokens[0]?.address;
    if (!work || !token) return undefined;
    const owner = anybody(world);
    const { nonce, used } = nonceOf(world, "DemoToken", owner);
    const domain = { name: "Demo Dollar", version: "1", chainId: world.deployment.chainId, verifyingContract: token };
    const [paid, deadline] = [amount(world), later(world)];
    const permit = { domain, nonce, owner: owner.address, amount: paid, deadline };
    const signature = await owner.signTypedData(permitTypedData(world.deployment, permit));
    const calls = [
      permitCall(world.deployment, { currency: token, amount: paid, deadline, signature }),
      payCall(world.deployment, { work: work.id, currency: token, amount: paid }),
    ];
    return { from: owner, noted: used, call: batchCall(world.deployment, calls) };
  },
  (world) => {
    const found = recent(world, world.memory.agreements);
    if (!found) return undefined;
    const { signed, signers } = found;
    return { from: leaverOf(world, signed, signers), call: leaveAgreementCall(world.deployment, signed) };
  },
  async (world) => {
    const found = recent(world, world.memory.agreements);
    if (!found) return undefined;
    const { deployment } = world;
    const party = leaverOf(world, found.signed, found.signers);
    const left = { agreement: found.signed.agreement, deadline: world.now() + 500 };
    const signature = await party.signTypedData(leaveAgreementTypedData(deployment, left));
    return {
      from: anybody(world),
      call: leaveAgreementForCall(deployment, { ...left, party: party.address, signature }),
    };
  },
  async (world) => {
    const found = world.dice.roll(2) === 0 ? recent(world, world.memory.agreements) : undefined;
    if (!found) return undefined;
    const ended = { agreement: found.signed.agreement, deadline: world.now() + 500 };
    const data = endAgreementTypedData(world.deployment, ended);
    const signatures = await Promise.all(found.signers.map((signer) => signer.signTypedData(data)));
    return { from: anybody(world), call: endAgreementCall(world.deployment, { ...ended, signatures }) };
  },
  (world) => {
    const found = world.dice.roll(2) === 0 ? recent(world, world.memory.orders) : undefined;
    return found && { from: whoIs(world, found.order.seller), call: cancelOrderCall(world.deployment, found.order) };
  },
];
