import { setTimeout as sleep } from "node:timers/promises";
import { type ReadClient, readCurrency } from "@colophon/sdk/read";
import { type Address, getAddress } from "viem";
import { openContent, ponderDatabase, readIndex } from "../database.ts";
import { createSearchWriter } from "../search/searchTable.ts";
import type { Settings } from "../settings.ts";
import type { Sql } from "../sql.ts";
import { contentTables, createFetcherStore, fetchWaiting, noteDigests, secondsNow } from "./documents.ts";

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
    await noteCurrencies(readIndex, content, client, deployment.chainId);
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

/** Asks every currency that occurs in the index, and was not asked yet, what it calls itself. */
async function noteCurrencies(index: Sql, content: Sql, client: ReadClient, chainId: number): Promise<void> {
  const unknown = await index.query<{ id: Address }>(
    `SELECT id FROM currency AS c WHERE NOT EXISTS
      (SELECT FROM colophon_content.currency AS k WHERE k.chain_id = $1 AND k.address = c.id) LIMIT 20`,
    [chainId],
  );
  for (const { id } of unknown) {
    const found = await readCurrency(client, getAddress(id));
    await content.query(
      `INSERT INTO colophon_content.currency (chain_id, address, symbol, name, decimals, read_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [chainId, id, found?.symbol ?? null, found?.name ?? null, found?.decimals ?? null, secondsNow()],
    );
  }
}
