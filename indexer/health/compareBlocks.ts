import type { PublicClient } from "viem";
import type { Sql } from "../database/Sql.ts";

/**
 * The first of a few indexed blocks that the node has with another hash, or does not have at all, by its number: the
 * earliest with any event, the last, and some between. Undefined if all agree.
 */
export async function compareBlocks(client: PublicClient, index: Sql): Promise<number | undefined> {
  const rows = await index.query<{ number: string; hash: string }>(
    `(SELECT number, hash FROM block ORDER BY number LIMIT 1)
      UNION (SELECT number, hash FROM block ORDER BY number DESC LIMIT 3)
      UNION (SELECT number, hash FROM block ORDER BY number DESC OFFSET 40 LIMIT 1)
      ORDER BY number`,
  );
  for (const { number, hash } of rows) {
    const found = await client.getBlock({ blockNumber: BigInt(number) }).catch((error: Error) => {
      if (error.name === "BlockNotFoundError") return undefined;
      throw error;
    });
    if (found?.hash !== hash) return Number(number);
  }
  return undefined;
}
