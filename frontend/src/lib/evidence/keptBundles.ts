import { createDurableStore } from "../storage/createDurableStore.ts";
import type { KeptBundle } from "./KeptBundle.ts";

/** Bundles kept on this device, by the commitment that they open. */
export const keptBundles = createDurableStore<KeptBundle>("bundles");
