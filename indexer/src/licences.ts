import { ponder } from "ponder:registry";
import { licence, licenceTransfer, offer, renewal, terms, withdrawnQuote, work } from "ponder:schema";
import { forever } from "@colophon/sdk";
import { type Address, zeroAddress } from "viem";
import { createPassing, paymentsOf } from "./passing.ts";
import { countDay, ifThere, licenceKey, orNull, record, seeCurrency, workKey } from "./record.ts";

const never = BigInt(forever);

/** Who received a new licence's token, which is minted just before the sale tells the rest. */
const minted = createPassing<Address>();

ponder.on("Licences:OfferPublished", async ({ event, context }) => {
  const { details } = event.args;
  const place = await record(context, event);
  await seeCurrency(context, details.currency, place.position);
  await context.db.insert(offer).values({
    id: event.args.offer,
    work: workKey(event.args.work),
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
});

ponder.on("Licences:OfferClosed", async ({ event, context }) => {
  const id = event.args.offer;
  const place = await record(context, event);
  const { db } = context;
  if (await ifThere(db.update(offer, { id }).set({ closed: true, closedTime: place.time }))) return;
  await db
    .insert(withdrawnQuote)
    .values({ id, work: workKey(event.args.work), ...place })
    .onConflictDoNothing();
});

ponder.on("Licences:Transfer", async ({ event, context }) => {
  const { from, to, tokenId } = event.args;
  const id = licenceKey(tokenId);
  const place = await record(context, event);
  if (from === zeroAddress) {
    minted.put(event, id, to);
    return;
  }
  await context.db.insert(licenceTransfer).values({ licence: id, sender: from, receiver: to, ...place });
  await ifThere(context.db.update(licence, { id }).set({ holder: to }));
});

ponder.on("Licences:LicenceSold", async ({ event, context }) => {
  const { buyer, seats } = event.args;
  const id = licenceKey(event.args.licence);
  const place = await record(context, event);
  const { db } = context;
  const { time } = place;
  const holder = minted.get(event, id);
  const sold = await ifThere(
    db.update(offer, { id: event.args.offer }).set((row) => ({ sold: row.sold + BigInt(seats) })),
  );
  // A node that left out the offer or the token is found out by the check of the index, not here.
  if (!sold || !holder) return;
  const { parent, currency } = sold;
  const agreed = await db.find(terms, { id: sold.terms });
  const price = sold.price * BigInt(seats);
  const lasts = time + (agreed?.duration ?? 0n);
  await db.insert(licence).values({
    id,
    work: sold.work,
    parent,
    offer: sold.id,
    terms: sold.terms,
    licensor: sold.licensor,
    holder,
    firstHolder: holder,
    buyer,
    seats,
    starts: time,
    ends: lasts < never ? lasts : never,
    terminatedAt: null,
    pricePaid: price,
    currency,
    renewals: 0,
    reports: 0,
    seatsPassedOn: 0,
    noticeCures: null,
    ...place,
  });
  if (parent) {
    await ifThere(db.update(licence, { id: parent }).set((row) => ({ seatsPassedOn: row.seatsPassedOn + seats })));
  }
  const category = (await db.find(work, { id: sold.work }))?.category;
  const charge = { kind: "sale", licence: event.args.licence, payer: buyer, currency, price } as const;
  paymentsOf(event).ask(event.log.logIndex, { ...charge, terms: sold.terms, category });
  if (category === undefined) return;
  await countDay(context, { measure: "licence", time, category, currency, terms: sold.terms, value: price });
});

ponder.on("Licences:LicenceRenewed", async ({ event, context }) => {
  const { payer, periods } = event.args;
  const ends = BigInt(event.args.end);
  const id = licenceKey(event.args.licence);
  const place = await record(context, event);
  const { db } = context;
  const renewed = await db.find(licence, { id });
  const asked = BigInt(periods * (renewed?.seats ?? 0));
  const used = await ifThere(db.update(offer, { id: event.args.offer }).set((row) => ({ sold: row.sold + asked })));
  const amount = (used?.price ?? 0n) * asked;
  const currency = used?.currency ?? zeroAddress;
  await db
    .insert(renewal)
    .values({ licence: id, offer: event.args.offer, payer, periods, ends, amount, currency, ...place });
  if (!renewed || !used) return;
  await db
    .update(licence, { id })
    .set((row) => ({ ends, renewals: row.renewals + 1, pricePaid: row.pricePaid + amount }));
  const category = (await db.find(work, { id: renewed.work }))?.category;
  const charge = { kind: "renewal", licence: event.args.licence, payer, currency, price: amount } as const;
  paymentsOf(event).ask(event.log.logIndex, { ...charge, terms: renewed.terms, category });
  if (category === undefined) return;
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
  await ifThere(context.db.update(licence, { id }).set({ terminatedAt: BigInt(event.args.time) }));
});
