import { ponder } from "ponder:registry";
import { licence, notice, openNotice, report } from "ponder:schema";
import { licenceKey } from "./support/licenceKey.ts";
import { placeOf } from "./support/placeOf.ts";
import { record } from "./support/record.ts";
import { seeCurrency } from "./support/seeCurrency.ts";

ponder.on("Compliance:UsageReported", async ({ event, context }) => {
  const { period, licensee, units, revenue, digest, currency, paid } = event.args;
  const id = licenceKey(event.args.licence);
  const place = placeOf(event);
  await record(context, event);
  await seeCurrency(context, currency, place.position);
  await context.db
    .insert(report)
    .values({ licence: id, period: BigInt(period), licensee, units, revenue, digest, currency, paid, ...place });
  if (await context.db.find(licence, { id })) {
    await context.db
      .update(licence, { id })
      .set((row) => ({ reports: row.reports + 1, due: paid === 0n ? null : "report" }));
  }
});

ponder.on("Compliance:BreachNoticed", async ({ event, context }) => {
  const { licensor, evidence, cures } = event.args;
  const id = licenceKey(event.args.licence);
  const place = placeOf(event);
  const { db } = context;
  await record(context, event);
  await db
    .insert(notice)
    .values({ licence: id, licensor, evidence, cures: BigInt(cures), withdrawnTime: null, ...place });
  await db
    .insert(openNotice)
    .values({ licence: id, notice: place.position })
    .onConflictDoUpdate({ notice: place.position });
  if (await db.find(licence, { id })) await db.update(licence, { id }).set({ noticeCures: BigInt(cures) });
});

ponder.on("Compliance:NoticeWithdrawn", async ({ event, context }) => {
  const id = licenceKey(event.args.licence);
  const { db } = context;
  await record(context, event);
  const open = await db.find(openNotice, { licence: id });
  if (!open) return;
  await db.update(notice, { position: open.notice }).set({ withdrawnTime: placeOf(event).time });
  await db.delete(openNotice, { licence: id });
  if (await db.find(licence, { id })) await db.update(licence, { id }).set({ noticeCures: null });
});
