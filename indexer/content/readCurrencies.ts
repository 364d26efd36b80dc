import { type ReadClient, readCurrency } from "@colophon/sdk";
import { type Address, getAddress } from "viem";
import type { Sql } from "../database/Sql.ts";
import { secondsNow } from "./secondsNow.ts";

/** Asks every currency that occurs in the index, and was not asked yet, what it calls itself. */
export async function readCurrencies(index: Sql, content: Sql, client: ReadClient, chainId: number): Promise<void> {
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
