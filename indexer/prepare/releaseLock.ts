import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "../database/Sql.ts";

/** How often it is looked whether the connections of one that was killed are gone, and after how many milliseconds again. */
const [looks, pause] = [20, 250];

/**
 * Ponder waits 25 seconds for an indexer that may still run on the same tables. This ends the waiting when nobody does:
 * on PGlite we alone have the folder, on PostgreSQL the other's connections are gone, or go within a few seconds.
 */
export async function releaseLock(sql: Sql, schema: string, engine: "pglite" | "postgres"): Promise<void> {
  const name = `${schema}_internal`.slice(0, 63);
  for (let look = 0; engine === "postgres"; look++) {
    const users = await sql.query("SELECT FROM pg_stat_activity WHERE application_name = $1 LIMIT 1", [name]);
    if (users.length === 0) break;
    if (look === looks) return;
    await sleep(pause);
  }
  // Ponder is about to take back what was not final, and would tell only with the next block.
  await sql.query(`UPDATE "${schema}"._ponder_checkpoint SET latest_checkpoint = safe_checkpoint`);
  await sql.query(
    `UPDATE "${schema}"._ponder_meta SET value = jsonb_set(value, '{is_locked}', '0'::jsonb) WHERE key = 'app'`,
  );
}
