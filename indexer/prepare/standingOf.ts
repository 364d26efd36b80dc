import type { PublicClient } from "viem";
import type { Sql } from "../database/Sql.ts";
import { readHead } from "../health/readHead.ts";

/**
 * Where a kept index stands: "new" (there is none), "follows" the chain, "ahead" of what the node knows, or of "another"
 * chain, which a chain with other blocks under the same number is too. "young": nothing on the chain is final, so nothing
 * of the index would be kept; and a local chain that was restored has another first block each time, at which Ponder
 * would stop.
 */
export type Standing = "new" | "young" | "follows" | "ahead" | "another";

/** How many blocks must follow one before Ponder takes it for final; it asks for as many before it goes on. */
const finality = (chainId: number) => ({ 1: 65, 11155111: 65, 137: 200, 42161: 240 })[chainId] ?? 30;

/** Compares a kept index with the node: only blocks that no reorganisation should reach are held against it. */
export async function standingOf(sql: Sql, schema: string, client: PublicClient): Promise<Standing> {
  const [exists] = await sql.query(
    "SELECT FROM information_schema.tables WHERE table_schema = $1 AND table_name = '_ponder_checkpoint'",
    [schema],
  );
  if (!exists) return "new";
  const quoted: Sql = {
    query: (text, values) => sql.query(text.replace(/\b(_ponder_\w+)/g, `"${schema}".$1`), values),
  };
  const head = await readHead(quoted);
  if (!head) return "new";
  const [chainId, latest] = await Promise.all([client.getChainId(), client.getBlockNumber()]);
  const final = Number(latest) - finality(chainId);
  if (final <= 0) return "young";
  const blocks = await sql.query<{ number: string; hash: string }>(
    `(SELECT number, hash FROM "${schema}".block WHERE number <= $1 ORDER BY number LIMIT 1)
      UNION (SELECT number, hash FROM "${schema}".block WHERE number <= $1 ORDER BY number DESC LIMIT 5)`,
    [head.finalized],
  );
  for (const { number, hash } of blocks) {
    if (BigInt(number) > latest) continue;
    if ((await client.getBlock({ blockNumber: BigInt(number) })).hash !== hash) return "another";
  }
  return final < head.finalized ? "ahead" : "follows";
}
