import { ponder } from "ponder:registry";
import { counter, licence, licenceTransfer, offer, renewal, terms, withdrawnQuote, work } from "ponder:schema";
import { forever } from "@colophon/sdk";
import { zeroAddress } from "viem";
import { countDay } from "./support/countDay.ts";
import { licenceKey } from "./support/licenceKey.ts";
import { orNull } from "./support/orNull.ts";
import { placeOf } from "./support/placeOf.ts";
import { record } from "./support/record.ts";
import { seeCurrency } from "./support/seeCurrency.ts";
import { workKey } from "./support/workKey.ts";

const never = BigInt(forever);

ponder.on("Licences:OfferPublished", async ({ event, context }) => {
  const { details } = event.args;
  const place = placeOf(event);
  const id = workKey(event.args.work);
  await record(context, event);
  await seeCurrency(context, details.currency, place.position);
  await context.db.insert(offer).values({
    id: event.args.offer,
    work: id,
    parent: details.parent === 0n ? null : licenceKey(details.parent),
    licensor: details.licensor,
    buyer: orNull(details.buyer),
    terms: details.terms,
    currency: details.currency,
    price: details.price,
    supply: BigInt(details.supply),
    sold: 0n,
    opens: BigInt(details.opens),
    closes: BigInt(details.closes),
    closed: false,
    closedTime: null,
    ...place,
  });
  await context.db
    .insert(counter)
    .values({ name: "offers", value: 1n })
    .onConflictDoUpdate((row) => ({ value: row.value + 1n }));
  if (await context.db.find(work, { id })) {
    await context.db.update(work, { id }).set((row) => ({ openOffers: row.openOffers + 1 }));
  }
});

ponder.on("Licences:OfferClosed", async ({ event, context }) => {
  const id = event.args.offer;
  const of = workKey(event.args.work);
  const place = placeOf(event);
  await record(context, event);
  if (!(await context.db.find(offer, { id }))) {
    await context.db
      .insert(withdrawnQuote)
      .values({ id, work: of, ...place })
      .onConflictDoNothing();
    return;
  }
  await context.db.update(offer, { id }).set({ closed: true, closedTime: place.time });
  if (await context.db.find(work, { id: of })) {
    await context.db.update(work, { id: of }).set((row) => ({ openOffers: row.openOffers - 1 }));
  }
});

/** A new licence's token is minted just before the sale tells the rest: the row waits for it. */
ponder.on("Licences:Transfer", async ({ event, context }) => {
  const { from, to, tokenId } = event.args;
  const id = licenceKey(tokenId);
  const place = placeOf(event);
  await record(context, event);
  if (from !== zeroAddress) {
    await context.db.insert(licenceTransfer).values({ licence: id, sender: from, receiver: to, ...place });
    if (await context.db.find(licence, { id })) await context.db.update(licence, { id }).set({ holder: to });
    return;
  }
  await context.db.insert(licence).values({
    id,
    work: workKey(tokenId >> 32n),
    parent: null,
    offer: "0x",
    terms: "0x",
    licensor: zeroAddress,
    holder: to,
    firstHolder: to,
    buyer: to,
    seats: 0,
    starts: place.time,
    ends: place.time,
    terminatedAt: null,
    pricePaid: 0n,
    currency: zeroAddress,
    renewals: 0,
    reports: 0,
    seatsPassedOn: 0,
    noticeCures: null,
    deal: "sale",
    due: null,
    ...place,
  });
});

ponder.on("Licences:LicenceSold", async ({ event, context }) => {
  const { buyer, seats } = event.args;
  const id = licenceKey(event.args.licence);
  const { time } = placeOf(event);
  const { db } = context;
  await record(context, event);
  const sold = await db.find(offer, { id: event.args.offer });
  // A node that left out the offer or the token is found out by the check of the index, not here.
  if (!sold || !(await db.find(licence, { id }))) return;
  const agreed = await db.find(terms, { id: sold.terms });
  const price = sold.price * BigInt(seats);
  const lasts = time + (agreed?.duration ?? 0n);
  await db.update(licence, { id }).set({
    parent: sold.parent,
    offer: sold.id,
    terms: sold.terms,
    licensor: sold.licensor,
    buyer,
    seats,
    ends: lasts < never ? lasts : never,
    pricePaid: price,
    currency: sold.currency,
    due: price === 0n ? null : "sale",
  });
  await db.update(offer, { id: sold.id }).set((row) => ({ sold: row.sold + BigInt(seats) }));
  const { parent } = sold;
  if (parent && (await db.find(licence, { id: parent }))) {
    await db.update(licence, { id: parent }).set((row) => ({ seatsPassedOn: row.seatsPassedOn + seats }));
  }
  await db
    .insert(counter)
    .values({ name: "licences", value: 1n })
    .onConflictDoUpdate((row) => ({ value: row.value + 1n }));
  const licensed = await db.find(work, { id: sold.work });
  if (!licensed) return;
  await db.update(work, { id: sold.work }).set((row) => ({ sold: row.sold + 1 }));
  const { category } = licensed;
  await countDay(context, {
    measure: "licence",
    time,
    category,
    currency: sold.currency,
    terms: sold.terms,
    value: price,
  });
});

ponder.on("Licences:LicenceRenewed", async ({ event, context }) => {
  const { payer, periods, end } = event.args;
  const id = licenceKey(event.args.licence);
  const place = placeOf(event);
  const { db } = context;
  await record(context, event);
  const renewed = await db.find(licence, { id });
  const used = await db.find(offer, { id: event.args.offer });
  const asked = BigInt(periods * (renewed?.seats ?? 0));
  const amount = (used?.price ?? 0n) * asked;
  await db.insert(renewal).values({
    licence: id,
    offer: event.args.offer,
    payer,
    periods,
    ends: BigInt(end),
    amount,
    currency: used?.currency ?? zeroAddress,
    ...place,
  });
  if (used) await db.update(offer, { id: used.id }).set((row) => ({ sold: row.sold + asked }));
  if (!renewed || !used) return;
  await db.update(licence, { id }).set((row) => ({
    ends: BigInt(end),
    renewals: row.renewals + 1,
    pricePaid: row.pricePaid + amount,
    deal: "renewal",
    due: amount === 0n ? null : "renewal",
  }));
  const category = (await db.find(work, { id: renewed.work }))?.category;
  if (category === undefined) return;
  const { currency } = used;
  await countDay(context, {
    measure: "renewal",
    time: place.time,
    category,
    currency,
    terms: used.terms,
    value: amount,
  });
});

ponder.on("Licences:LicenceTerminated", async ({ event, context }) => {
  const id = licenceKey(event.args.licence);
  await record(context, event);
  if (await context.db.find(licence, { id })) {
    await context.db.update(licence, { id }).set({ terminatedAt: BigInt(event.args.time) });
  }
});
