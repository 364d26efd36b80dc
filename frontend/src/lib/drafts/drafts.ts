import { createDurableStore } from "../storage/createDurableStore.ts";

/** What people typed and did not send yet, by form. */
export const drafts = createDurableStore<unknown>("drafts");
