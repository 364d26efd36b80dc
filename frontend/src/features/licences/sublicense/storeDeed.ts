import { type ContentStore, type Deed, StoreError } from "@colophon/sdk";

/** Puts a deed into the content store, which must answer with the digest that goes on chain. */
export async function storeDeed(store: ContentStore | undefined, deed: Deed | undefined): Promise<void> {
  if (!deed) return;
  if (!store) throw new StoreError("No content store to write to is configured. Add one in the settings.");
  const { digest } = await store.put(deed.bytes, { name: "deed" });
  if (digest !== deed.digest) throw new StoreError("The content store answered with another digest. Try again.");
}
