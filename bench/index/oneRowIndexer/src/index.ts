// @ts-nocheck: the registry's names are known to Ponder only.
import { ponder } from "ponder:registry";
import { log } from "ponder:schema";
import { placeOf } from "../../../../indexer/position.ts";
import { benchEvents } from "../../benchEvents.ts";

// What Ponder takes for the least that an index can do: one insert a log, nothing read and nothing changed.
for (const name of benchEvents) {
  ponder.on(name, async ({ event, context }) => {
    await context.db.insert(log).values(placeOf(event));
  });
}
