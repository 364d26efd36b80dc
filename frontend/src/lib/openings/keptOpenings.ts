import { createDurableStore } from "../storage/createDurableStore.ts";
import type { KeptOpening } from "./KeptOpening.ts";

/** Openings kept on this device, by commitment. */
export const keptOpenings = createDurableStore<KeptOpening>("openings");
