import { type ContentStore, type Offer, offerIdOf, StoreError } from "@colophon/sdk";
import type { OfferRecord } from "@colophon/sdk/read";
import type { Deed } from "@colophon/sdk/terms";

const over: ReadonlySet<OfferRecord["state"]> = new Set(["closed", "sold out", "ended"]);

/**
 * The offer, or the one that is exactly the same and open already. What is over stays over: an offer that opened a
 * moment after it is another one, and as good.
 */
export function freshOffer(offer: Offer, existing: readonly OfferRecord[]): { offer: Offer } | { same: OfferRecord } {
  const fresh = { ...offer };
  const twinOf = () => existing.find(({ id }) => id === offerIdOf(fresh));
  for (let twin = twinOf(); twin; twin = twinOf()) {
    if (!over.has(twin.state)) return { same: twin };
    fresh.opens = Math.max(fresh.opens, twin.published.time) + 1;
  }
  return { offer: fresh };
}

/** Puts a licence text, or the facts of a deal, into the content store, which must answer with the digest on chain. */
export async function storeDeed(
  store: ContentStore | undefined,
  deed: Pick<Deed, "bytes" | "digest"> | undefined,
): Promise<void> {
  if (!deed) return;
  if (!store) throw new StoreError("No content store to write to is configured. Add one in the settings.");
  const { digest } = await store.put(deed.bytes, { name: "deed" });
  if (digest !== deed.digest) throw new StoreError("The content store answered with another digest. Try again.");
}
