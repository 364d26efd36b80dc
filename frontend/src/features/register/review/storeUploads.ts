import { type ContentStore, StoreError } from "@colophon/sdk";
import type { Upload } from "./Upload.ts";

/** Puts public files into the content store, which must answer with the digest that they have. */
export async function storeUploads(store: ContentStore | undefined, uploads: readonly Upload[]): Promise<void> {
  if (!store) throw new StoreError("No content store to write to is configured. Add one in the settings.");
  for (const { name, bytes } of uploads) await store.put(bytes, { name });
}
