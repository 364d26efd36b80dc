import { type Context, ponder } from "ponder:registry";
import { debtPayment, lastNotice, licence, notice, openDispute, report } from "ponder:schema";
import { noticeLapse } from "@colophon/sdk";
import type { Hex } from "viem";
import { paymentsOf } from "./passing.ts";
import { ifThere, licenceKey, orNull, record, seeCurrency } from "./record.ts";

ponder.on("Compliance:UsageReported", async ({ event, context }) => {
  const { period, reporter, units, revenue, digest, currency, owed } = event.args;
  const id = licenceKey(event.args.licence);
  const { db } = context;
  const place = await record(context, event);
  await seeCurrency(context, currency, place.position);
  const said = { reporter, units, revenue, digest, currency, owed, correctedTime: null };
  await db.insert(report).values({ licence: id, period: BigInt(period), ...said, ...place });
  await ifThere(
    db.update(licence, { id }).set((row) => ({
      reports: row.reports + 1,
      units: row.units + units,
      revenue: row.revenue + revenue,
      owed: row.owed + owed,
    })),
  );
});

ponder.on("Compliance:UsageAmended", async ({ event, context }) => {
  const { units, revenue, digest, owed } = event.args;
  const id = licenceKey(event.args.licence);
  const key = { licence: id, period: BigInt(event.args.period) };
  const { db } = context;
  const { time } = await record(context, event);
  const before = await db.find(report, key);
  if (!before) return;
  const more = { units: units - before.units, revenue: revenue - before.revenue };
  await db.update(report, key).set({ units, revenue, digest, correctedTime: time });
  // What is owed is told in all: a correction changes also what later reports come to.
  await ifThere(
    db.update(licence, { id }).set((row) => ({
      units: row.units + more.units,
      revenue: row.revenue + more.revenue,
      owed,
    })),
  );
});

ponder.on("Compliance:DebtPaid", async ({ event, context }) => {
  const { payer, currency, amount, withheld, certificate } = event.args;
  const id = licenceKey(event.args.licence);
  const { db } = context;
  const place = await record(context, event);
  await db
    .insert(debtPayment)
    .values({ licence: id, payer, currency, amount, withheld, certificate: orNull(certificate), ...place });
  const paid = await ifThere(db.update(licence, { id }).set((row) => ({ debtPaid: row.debtPaid + amount + withheld })));
  if (!paid) return;
  const charge = { kind: "debt", licence: event.args.licence, payer, currency, price: amount } as const;
  paymentsOf(event).ask(event.log.logIndex, { ...charge, terms: paid.terms });
});

ponder.on("Compliance:BreachNoticed", async ({ event, context }) => {
  const { licensor, evidence } = event.args;
  const id = licenceKey(event.args.licence);
  const cures = BigInt(event.args.cures);
  const { db } = context;
  const place = await record(context, event);
  const stands = { state: "given", cures, until: cures + BigInt(noticeLapse) };
  await db
    .insert(notice)
    .values({ licence: id, licensor, evidence, ...stands, answers: 0, arbitrator: null, dispute: null, ...place });
  const then = { notice: place.position };
  await db
    .insert(lastNotice)
    .values({ licence: id, ...then })
    .onConflictDoUpdate(then);
});

/** The last notice of a licence; undefined if a node left out the log of it. */
async function lastOf({ db }: Context, of: Hex) {
  return (await db.find(lastNotice, { licence: of }))?.notice;
}

ponder.on("Compliance:NoticeAnswered", async ({ event, context }) => {
  await record(context, event);
  const position = await lastOf(context, licenceKey(event.args.licence));
  if (position === undefined) return;
  await context.db.update(notice, { position }).set((row) => ({ answers: row.answers + 1 }));
});

ponder.on("Compliance:NoticeContested", async ({ event, context }) => {
  const { arbitrator, disputeId: dispute, until } = event.args;
  const { db } = context;
  await record(context, event);
  const position = await lastOf(context, licenceKey(event.args.licence));
  if (position === undefined) return;
  await db.update(notice, { position }).set({ state: "contested", until: BigInt(until), arbitrator, dispute });
  const then = { notice: position };
  await db
    .insert(openDispute)
    .values({ arbitrator, dispute, ...then })
    .onConflictDoUpdate(then);
});

ponder.on("Compliance:NoticeWithdrawn", async ({ event, context }) => {
  await record(context, event);
  const position = await lastOf(context, licenceKey(event.args.licence));
  if (position !== undefined) await context.db.update(notice, { position }).set({ state: "withdrawn" });
});

/** The choice of an arbitrator by which a licence may be ended. */
const mayBeEnded = 2n;

ponder.on("Compliance:Ruling", async ({ event, context }) => {
  const { arbitrator, disputeId: dispute, ruling } = event.args;
  const { db } = context;
  const { time } = await record(context, event);
  const open = await db.find(openDispute, { arbitrator, dispute });
  if (!open) return;
  await db.delete(openDispute, { arbitrator, dispute });
  const contested = await db.find(notice, { position: open.notice });
  // A ruling that comes too late, or for a notice that was taken back, changes nothing.
  if (contested?.state !== "contested" || time >= contested.until) return;
  const from = BigInt(Math.max(Number(time), Number(contested.cures)));
  const upheld = { state: "upheld", until: from + BigInt(noticeLapse) };
  const then = ruling === mayBeEnded ? upheld : { state: "rejected", until: time };
  await db.update(notice, { position: open.notice }).set(then);
});
