import { ponder } from "ponder:registry";
import { commitment } from "ponder:schema";
import { record } from "./record.ts";

ponder.on("Timestamps:Commit", async ({ event, context }) => {
  const { position, time, transaction } = await record(context, event);
  await context.db
    .insert(commitment)
    .values({
      id: event.args.commitment,
      firstBlock: event.block.number,
      firstTime: time,
      firstFrom: event.args.from,
      firstTransaction: transaction,
      position,
      count: 1,
    })
    .onConflictDoUpdate((row) => ({ count: row.count + 1 }));
});
