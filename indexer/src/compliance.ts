import { ponder } from "ponder:registry";
import { licence, notice, openNotice, report } from "ponder:schema";
import { paymentsOf } from "./passing.ts";
import { ifThere, licenceKey, record, seeCurrency } from "./record.ts";

ponder.on("Compliance:UsageReported", async ({ event, context }) => {
  const { period, licensee, units, revenue, digest, currency, paid } = event.args;
  const id = licenceKey(event.args.licence);
  const { db } = context;
  const place = await record(context, event);
  await seeCurrency(context, currency, place.position);
  await db
    .insert(report)
    .values({ licence: id, period: BigInt(period), licensee, units, revenue, digest, currency, paid, ...place });
  const reported = await ifThere(db.update(licence, { id }).set((row) => ({ reports: row.reports + 1 })));
  if (!reported) return;
  const charge = { kind: "report", licence: event.args.licence, payer: licensee, currency, price: paid } as const;
  paymentsOf(event).ask(event.log.logIndex, { ...charge, terms: reported.terms });
});

ponder.on("Compliance:BreachNoticed", async ({ event, context }) => {
  const { licensor, evidence, cures } = event.args;
  const id = licenceKey(event.args.licence);
  const { db } = context;
  const place = await record(context, event);
  await db
    .insert(notice)
    .values({ licence: id, licensor, evidence, cures: BigInt(cures), withdrawnTime: null, ...place });
  await db
    .insert(openNotice)
    .values({ licence: id, notice: place.position })
    .onConflictDoUpdate({ notice: place.position });
  await ifThere(db.update(licence, { id }).set({ noticeCures: BigInt(cures) }));
});

ponder.on("Compliance:NoticeWithdrawn", async ({ event, context }) => {
  const id = licenceKey(event.args.licence);
  const { db } = context;
  const { time } = await record(context, event);
  const open = await db.find(openNotice, { licence: id });
  if (!open) return;
  await db.update(notice, { position: open.notice }).set({ withdrawnTime: time });
  await db.delete(openNotice, { licence: id });
  await ifThere(db.update(licence, { id }).set({ noticeCures: null }));
});
