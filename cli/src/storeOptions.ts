import { type ContentStore, createContentStore } from "@colophon/sdk";
import type { Arguments } from "./Command.ts";
import { UsageError } from "./UsageError.ts";

export const storeOption = { store: { type: "string" } } as const;

export const storeHelp = `  --store <url>          the origin of a content store: an IPFS gateway, and for writing a node's API (Kubo) at the same
                         origin, such as http://127.0.0.1:4173 beside npm start`;

/** The content store that --store names; undefined without it. */
export function storeOf(given: Arguments): ContentStore | undefined {
  const url = given.value("store");
  if (url === undefined) return undefined;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new UsageError(`--store ${url} is not the address of a content store, such as http://127.0.0.1:5001.`);
  }
  const { origin } = new URL(url);
  return createContentStore({ gateways: [origin], api: origin });
}
