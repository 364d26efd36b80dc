import { type ContentStore, createContentStore } from "@colophon/sdk";

/** In milliseconds, for the whole answer of one gateway: one that sends a byte a second is no gateway. */
const timeout = 15_000;

/**
 * Reads from the configured gateways and from nowhere else: a redirection is refused, because it could lead into the
 * network that the indexer runs in.
 */
export function createFetcherStore(gateways: readonly string[]): ContentStore {
  return createContentStore({
    gateways,
    api: null,
    timeout,
    fetch: (input, init) => fetch(input, { ...init, redirect: "error" }),
  });
}
