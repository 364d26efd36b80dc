import { setTimeout as sleep } from "node:timers/promises";
import type { ReadClient } from "@colophon/sdk";
import { openContent } from "../database/openContent.ts";
import { ponderDatabase } from "../database/ponderDatabase.ts";
import { readIndex } from "../database/readIndex.ts";
import type { Settings } from "../settings/readSettings.ts";
import { contentTables } from "./contentTables.ts";
import { createFetcherStore } from "./createFetcherStore.ts";
import { fetchWaiting } from "./fetchWaiting.ts";
import { noteDigests } from "./noteDigests.ts";
import { readCurrencies } from "./readCurrencies.ts";
import { createSearchWriter } from "./search/createSearchWriter.ts";

/** In milliseconds, when there is nothing to fetch, and after something went wrong. */
const pause = { idle: 1000, failed: 5000 };

/**
 * Fetches the metadata of every version beside the indexing, for as long as the process lives. What fails is tried again;
 * nothing that a gateway, a token or the database does ends it.
 */
export async function startFetcher({ database, gateways, deployment }: Settings, client: ReadClient) {
  const content = await openContent(database.url);
  for (const statement of contentTables) await content.query(statement);
  const stopping = new AbortController();
  const store = createFetcherStore(gateways);
  const search = createSearchWriter(readIndex, content, ponderDatabase().schema);
  let seen = -1;

  async function work(): Promise<number> {
    if (!(await content.holdsLock())) return pause.failed;
    seen = await noteDigests(readIndex, content, seen);
    await readCurrencies(readIndex, content, client, deployment.chainId);
    const fetched = gateways.length > 0 ? await fetchWaiting(content, store) : 0;
    await search.write();
    return fetched > 0 ? 0 : pause.idle;
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      const wait = await work().catch(() => pause.failed);
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
      await content.close();
    },
  };
}
