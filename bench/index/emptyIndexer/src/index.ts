// @ts-nocheck: the registry's names are known to Ponder only.
import { ponder } from "ponder:registry";
import { benchEvents } from "../../benchEvents.ts";

// What Ponder itself takes: the logs are fetched, decoded and ordered, and nothing is done with them.
for (const event of benchEvents) ponder.on(event, async () => {});
