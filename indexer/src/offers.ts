import { type Context, ponder } from "ponder:registry";
import { licence, offer, renewal, terms, withdrawnQuote, work } from "ponder:schema";
import { forever, isOver } from "@colophon/sdk";
import { type Hex, zeroAddress } from "viem";
import { recordGrant } from "./grants.ts";
import { minted, paymentsOf } from "./passing.ts";
import { countDay, ifThere, licenceKey, orNull, record, seeCurrency, workKey } from "./record.ts";

const never = BigInt(forever);

ponder.on("Offers:OfferPublished", async ({ event, context }) => {
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
    starts: BigInt(details.starts),
    schedule: orNull(details.schedule),
    closed: false,
    closedTime: null,
    ...place,
  });
});

ponder.on("Offers:OfferClosed", async ({ event, context }) => {
  const id = event.args.offer;
  const place = await record(context, event);
  const { db } = context;
  if (await ifThere(db.update(offer, { id }).set({ closed: true, closedTime: place.time }))) return;
  await db
    .insert(withdrawnQuote)
    .values({ id, work: workKey(event.args.work), ...place })
    .onConflictDoNothing();
});

ponder.on("Offers:LicenceSold", async ({ event, context }) => {
  const { buyer, seats, version } = event.args;
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
  const starts = BigInt(Math.max(Number(sold.starts), Number(time)));
  const lasts = starts + (agreed?.duration ?? 0n);
  const ends = lasts < never ? lasts : never;
  await db.insert(licence).values({
    ...{
      id,
      work: sold.work,
      parent,
      offer: sold.id,
      terms: sold.terms,
      licensor: sold.licensor,
      version: BigInt(version),
    },
    ...{ holder, firstHolder: holder, buyer, seats, starts, ends, endedAt: null, ended: null },
    ...{ pricePaid: price, currency, renewals: 0, seatsPassedOn: 0, sublicencesUntil: 0n },
    ...{ reports: 0, units: 0n, revenue: 0n, owed: 0n, debtPaid: 0n },
    ...place,
  });
  await recordGrant(context, sold, ends, time, true);
  if (parent) await passOn(context, parent, { seats, ends, time });
  const category = (await db.find(work, { id: sold.work }))?.category;
  const charge = { kind: "sale", licence: event.args.licence, payer: buyer, currency, price } as const;
  paymentsOf(event).ask(event.log.logIndex, { ...charge, terms: sold.terms, category });
  if (category === undefined) return;
  await countDay(context, { measure: "licence", time, category, currency, terms: sold.terms, value: price });
});

/** A licence passes seats on, or what it passed on lasts longer. Where all was over, the contract counts anew. */
async function passOn(
  { db }: Context,
  parent: Hex,
  { seats, ends, time }: { seats: number; ends: bigint; time: bigint },
) {
  await ifThere(
    db.update(licence, { id: parent }).set(({ seatsPassedOn, sublicencesUntil }) => ({
      seatsPassedOn: seats + (isOver(Number(sublicencesUntil), Number(time)) ? 0 : seatsPassedOn),
      sublicencesUntil: BigInt(Math.max(Number(sublicencesUntil), Number(ends))),
    })),
  );
}

ponder.on("Offers:LicenceRenewed", async ({ event, context }) => {
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
  await recordGrant(context, renewed, ends, place.time, false);
  if (renewed.parent) await passOn(context, renewed.parent, { seats: 0, ends, time: place.time });
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
