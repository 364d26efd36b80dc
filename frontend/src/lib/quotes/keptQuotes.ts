import { createDurableStore } from "../storage/createDurableStore.ts";
import type { KeptQuote } from "./KeptQuote.ts";

/** Quotes signed on this device, by the id of their offer. */
export const keptQuotes = createDurableStore<KeptQuote>("quotes");
