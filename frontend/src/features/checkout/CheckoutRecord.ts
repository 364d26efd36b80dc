import type { OfferRecord } from "@colophon/sdk";

/** What can be bought: an offer that was published, or a quote that will be. */
export type CheckoutRecord = Omit<OfferRecord, "published">;
