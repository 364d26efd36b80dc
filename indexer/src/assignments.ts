import { ponder } from "ponder:registry";
import { assignment, saleOrder } from "ponder:schema";
import { record, seeCurrency, workKey } from "./record.ts";

ponder.on("Assignments:Assigned", async ({ event, context }) => {
  const { seller, buyer, sale } = event.args;
  const work = workKey(event.args.work);
  const units = Number(sale.units);
  const place = await record(context, event);
  await seeCurrency(context, sale.currency, place.position);
  const { order, deed, control, currency, price, royalty } = sale;
  await context.db
    .insert(assignment)
    .values({ order, deed, work, seller, buyer, control, units, currency, price, royalty, ...place });
  await context.db
    .insert(saleOrder)
    .values({ id: order, work, taken: units, cancelled: false, position: place.position })
    .onConflictDoUpdate((row) => ({ taken: row.taken + units }));
});

ponder.on("Assignments:OrderCancelled", async ({ event, context }) => {
  const { order: id, work } = event.args;
  const { position } = await record(context, event);
  await context.db
    .insert(saleOrder)
    .values({ id, work: workKey(work), taken: 0, cancelled: true, position })
    .onConflictDoUpdate({ cancelled: true });
});
