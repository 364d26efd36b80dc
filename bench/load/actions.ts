import { forever, isSameAddress, type Offer, totalUnits } from "@colophon/sdk";
import { offersAbi } from "@colophon/sdk/abi";
import {
  batchCall,
  buyCall,
  claimCall,
  closeOfferCall,
  defineTermsCall,
  payCall,
  publishOfferCall,
  registerCall,
  renewCall,
  reportUsageCall,
  settleCall,
  stampCall,
  transferLicenceCall,
  transferUnitsCall,
  withdrawProceedsCall,
} from "@colophon/sdk/calls";
import { type IndexedWork, routes } from "@colophon/sdk/index-api";
import {
  type LicenceDetails,
  readClaimable,
  readHolding,
  readLicence,
  readOffer,
  readProceeds,
} from "@colophon/sdk/read";
import { debtWithReport, hasDuties, royaltyFor } from "@colophon/sdk/terms";
import { type Address, type Hex, parseEventLogs, zeroAddress } from "viem";
import { prepareOffer } from "../../scripts/demo/prepareWork.ts";
import { drawOffer, drawWord, drawWork } from "./draw.ts";
import { asDemo, found, type Person } from "./person.ts";
import { type Deed, TooLate } from "./tally.ts";

/*
 * What people do: each finds what it is about at the index, by a link from somebody else or among their own, looks at the
 * chain what it is now, and sends it. What it needs may not be there: then it is undefined, and nothing was done.
 */

type Action = (me: Person, people: readonly Person[]) => Promise<unknown>;

const pageSize = 30;

/* WHAT THEY FIND */

const currencyOf = ({ dice, site }: Person) => dice.pick([zeroAddress, site.token.address]);

/** Any of a list; undefined of an empty one. */
const anyOf = <Item>({ dice }: Person, list: readonly Item[]) => (list.length === 0 ? undefined : dice.pick(list));

/** In the currency's smallest unit: up to a hundredth ETH, or 50 dollars. */
const amountIn = ({ dice }: Person, currency: Address) =>
  1n + dice.upTo(currency === zeroAddress ? 10_000_000_000_000_000n : 50_000_000n);

/** Works on a page of the index, the newest or the oldest. */
async function works(me: Person, filter: { controller?: Address; holder?: Address } = {}): Promise<IndexedWork[]> {
  const sort = me.dice.pick(["newest", "newest", "oldest"] as const);
  return (await me.ask(routes.works, { ...filter, sort, limit: pageSize })).items;
}

const numberOf = ({ id }: { id: unknown }) => BigInt(String(id));

/** Whether somebody looks for it at the index, and not among what they know themselves or have a link to. */
const looksAround = ({ dice }: Person) => dice.roll(3) === 0;

/** Any work, found at the index or by a link from whoever registered it. */
async function anyWork(me: Person, people: readonly Person[]): Promise<bigint | undefined> {
  if (!looksAround(me)) return anyOf(me, me.dice.pick(people).registered)?.id;
  const work = anyOf(me, await works(me));
  return work && numberOf(work);
}

/** A work of their own. */
async function ownWork(me: Person): Promise<bigint | undefined> {
  if (!looksAround(me)) return anyOf(me, me.registered)?.id;
  const work = anyOf(me, await works(me, { controller: me.address }));
  return work && numberOf(work);
}

/** A work that they have units of. */
async function sharedWork(me: Person): Promise<bigint | undefined> {
  if (!looksAround(me)) return anyOf(me, [...me.shares]);
  const work = anyOf(me, await works(me, { holder: me.address }));
  return work && numberOf(work);
}

/** A licence of theirs as the chain has it now; undefined if it is not theirs any more, or not what is wanted. */
async function licence(me: Person, fits: (it: LicenceDetails) => boolean): Promise<LicenceDetails | undefined> {
  const asked = { holder: me.address, state: "running", limit: pageSize } as const;
  const known = looksAround(me) ? (await me.ask(routes.licences, asked)).items.map(numberOf) : [...me.licences];
  const id = anyOf(me, known);
  if (id === undefined) return undefined;
  const details = found(await readLicence(me.context, id));
  const isMine = isSameAddress(details.holder, me.address) && details.state === "running";
  return isMine && fits(details) ? details : undefined;
}

/** An offer of somebody else's, found at the index or by a link from them. */
async function offerOfOthers(me: Person, people: readonly Person[]): Promise<Hex | undefined> {
  const linked = async () => (await me.ask(routes.offers, { state: "open", limit: 2 * pageSize })).items;
  const known = looksAround(me)
    ? (await linked()).filter(({ licensor }) => !isSameAddress(licensor, me.address)).map(({ id }) => id)
    : me.dice.pick(people.filter((person) => person !== me)).offered;
  return anyOf(
    me,
    known.filter((id) => !me.refused.has(id)),
  );
}

/* WHAT THEY DO */

const search: Action = async (me) => {
  await me.ask(routes.search, { q: drawWord(me) });
  const chosen = anyOf(me, await works(me));
  if (!chosen) return true;
  const { versions } = await me.ask(routes.work, { id: chosen.id });
  const [latest] = versions;
  const document = latest && (await me.store.get(latest.metadataDigest));
  if (document?.status !== "found") throw new Error(`The metadata of ${chosen.id} cannot be read.`);
  return true;
};

const stamp: Action = async (me, people) => {
  const work = await drawWork(me, people, []);
  await me.send(stampCall(me.site.deployment, { commitment: work.opening.commitment }));
  return me.stamped.push(work);
};

const register: Action = async (me, people) => {
  const work = me.stamped.shift() ?? (await drawWork(me, people, await sources(me)));
  for (const bytes of work.published) await me.store.put(bytes);
  me.begun.push(work);
  const receipt = await me.send(registerCall(me.site.deployment, work));
  me.registered.push(work);
  for (const { account } of work.given) personAt(people, account)?.shares.add(work.id);
  return receipt;
};

const personAt = (people: readonly Person[], address: Address) =>
  people.find((person) => isSameAddress(person.address, address));

/** A licence to make works from another, now and then. */
async function sources(me: Person): Promise<bigint[]> {
  if (me.dice.roll(2) === 0) return [];
  const held = await licence(me, ({ terms }) => terms.onchain.derivatives !== 0);
  return held ? [held.id] : [];
}

/** Stores the text of an offer, and publishes it with its terms. */
async function publish(me: Person, of: { work: bigint; parent?: bigint }) {
  const { deployment, token } = me.site;
  const drawn = drawOffer(me, of.parent !== undefined);
  const prepared = prepareOffer(drawn, { ...of, licensor: asDemo(me), deployment, token: token.address });
  await me.store.put(prepared.deed);
  const steps = [defineTermsCall(deployment, prepared), publishOfferCall(deployment, prepared)];
  await me.send(batchCall(deployment, steps));
  return me.offered.push(prepared.id);
}

const offer: Action = async (me) => {
  const work = await ownWork(me);
  return work === undefined ? undefined : publish(me, { work });
};

const sublicense: Action = async (me) => {
  const held = await licence(me, ({ terms }) => terms.onchain.sublicensing > 0);
  return held && publish(me, { work: held.work, parent: held.id });
};

const close: Action = async (me) => {
  const id = anyOf(me, me.offered);
  if (id === undefined) return undefined;
  const { offer: mine, state } = found(await readOffer(me.context, id));
  return state === "open" ? me.send(closeOfferCall(me.site.deployment, { offer: mine })) : undefined;
};

/** Reads an offer that somebody would pay for, and refuses one that cannot be bought any more. */
async function openOffer(me: Person, id: Hex): Promise<Offer> {
  const { offer: wanted, state } = found(await readOffer(me.context, id));
  if (state !== "open") throw new TooLate(`the offer is ${state}`);
  return wanted;
}

const buy: Action = async (me, people) => {
  const id = await offerOfOthers(me, people);
  if (id === undefined) return undefined;
  // Whatever comes of it, nobody wants the same once more.
  me.refused.add(id);
  const wanted = await openOffer(me, id);
  const seats = me.dice.pick([1, 1, 1, 2]);
  const call = buyCall(me.site.deployment, { offer: wanted, recipient: me.address, seats });
  const { logs } = await me.pay(call, wanted.currency, wanted.price * BigInt(seats));
  for (const { args } of parseEventLogs({ abi: offersAbi, logs, eventName: "LicenceSold" }))
    me.licences.add(args.licence);
  return true;
};

const renew: Action = async (me) => {
  const held = await licence(me, ({ terms }) => terms.onchain.duration < forever);
  if (!held) return undefined;
  const same = await openOffer(me, held.sale.offer);
  const periods = 1 + me.dice.roll(2);
  const call = renewCall(me.site.deployment, { offer: same, licence: held.id, seats: held.seats, periods });
  return me.pay(call, same.currency, same.price * BigInt(held.seats * periods));
};

const report: Action = async (me) => {
  const held = await licence(me, ({ terms }) => hasDuties(terms.onchain));
  if (!held) return undefined;
  const { conditions, next, account } = held.compliance;
  if (!conditions || !next?.over) return undefined;
  const usage = { units: me.dice.upTo(1_000n), revenue: me.dice.upTo(1_000_000n) };
  const owed = royaltyFor(conditions, account, usage);
  const { debt } = debtWithReport(conditions, account, owed);
  // Some leave a part of it for later.
  const amount = me.dice.pick([debt, debt, debt / 2n]);
  const { onchain: terms } = held.terms;
  const call = reportUsageCall(me.site.deployment, {
    ...{ licence: held.id, terms, conditions },
    ...{ report: { period: next.period, ...usage }, payment: { amount } },
  });
  return me.pay(call, conditions.currency, amount);
};

const pay: Action = async (me, people) => {
  const work = await anyWork(me, people);
  if (work === undefined) return undefined;
  const currency = currencyOf(me);
  const amount = amountIn(me, currency);
  return me.pay(payCall(me.site.deployment, { work, currency, amount }), currency, amount);
};

/** What they have of a work. */
async function holding(me: Person) {
  const work = await sharedWork(me);
  return work === undefined ? undefined : found(await readHolding(me.context, { work, account: me.address }));
}

const takeUnits: Action = async (me) => {
  const held = await holding(me);
  return held?.toTake && me.send(held.toTake.call);
};

const claim: Action = async (me, people) => {
  const work = await sharedWork(me);
  if (work === undefined) return undefined;
  const currency = currencyOf(me);
  const asked = { work, currency, holder: me.address };
  const { amount, toTake } = found(await readClaimable(me.context, asked));
  if (amount === 0n) return undefined;
  if (toTake) await me.send(toTake.call);
  // Some have it sent to somebody else.
  const to = me.dice.roll(5) === 0 ? me.dice.pick(people).address : me.address;
  return me.send(claimCall(me.site.deployment, { work, currency, to }));
};

const withdraw: Action = async (me) => {
  const proceeds = found(await readProceeds(me.context, me.address));
  const chosen = anyOf(
    me,
    proceeds.filter(({ waiting }) => waiting > 0n),
  );
  if (!chosen) return undefined;
  return me.send(withdrawProceedsCall(me.site.deployment, { currency: chosen.currency, to: me.address }));
};

/** Somebody else. */
const another = (me: Person, people: readonly Person[]) => me.dice.pick(people.filter((person) => person !== me));

const transferLicence: Action = async (me, people) => {
  // Nobody gets duties who did not ask for them.
  const held = await licence(me, ({ terms }) => terms.onchain.transferable && !hasDuties(terms.onchain));
  if (!held) return undefined;
  const to = another(me, people);
  const moved = { licence: held.id, from: me.address, to: to.address };
  await me.send(transferLicenceCall(me.site.deployment, moved));
  return to.licences.add(held.id);
};

const transferUnits: Action = async (me, people) => {
  const held = await holding(me);
  if (!held || held.units === 0) return undefined;
  const to = another(me, people);
  const units = Math.min(held.units, 1 + me.dice.roll(totalUnits / 4));
  await me.send(transferUnitsCall(me.site.deployment, { work: held.work, to: to.address, units }));
  return to.shares.add(held.work);
};

const settle: Action = async (me, people) => {
  const made = me.dice.pick(people).registered.filter(({ registration }) => (registration.sources ?? []).length > 0);
  const work = anyOf(me, made);
  return work && me.send(settleCall(me.site.deployment, { works: [work.id], currency: currencyOf(me) }));
};

/** What each deed is, and how often it is tried among all. */
export const actions: Readonly<Record<Deed, { act: Action; often: number }>> = {
  search: { act: search, often: 3 },
  stamp: { act: stamp, often: 2 },
  register: { act: register, often: 3 },
  offer: { act: offer, often: 4 },
  "offer a sublicence": { act: sublicense, often: 2 },
  "close an offer": { act: close, often: 1 },
  buy: { act: buy, often: 8 },
  renew: { act: renew, often: 2 },
  report: { act: report, often: 4 },
  pay: { act: pay, often: 3 },
  "take units": { act: takeUnits, often: 2 },
  claim: { act: claim, often: 4 },
  "withdraw proceeds": { act: withdraw, often: 2 },
  "transfer a licence": { act: transferLicence, often: 2 },
  "transfer units": { act: transferUnits, often: 2 },
  settle: { act: settle, often: 2 },
};
