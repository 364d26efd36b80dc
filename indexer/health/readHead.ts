import type { Sql } from "../database/Sql.ts";

export type Head = {
  /** The last block that the index has taken in. */
  indexed: { block: number; time: number };
  /** No reorganisation reaches this block or an earlier one. */
  finalized: number;
  /** Whether everything up to the present was taken in once; before that, lists are incomplete. */
  ready: boolean;
};

/** Ponder's checkpoints are one line of digits: 10 for the time, 16 for the chain, 16 for the block, and more. */
function decode(checkpoint: string) {
  return { time: Number(checkpoint.slice(0, 10)), block: Number(checkpoint.slice(26, 42)) };
}

/** How far the index is, or undefined before it has begun. */
export async function readHead(index: Sql): Promise<Head | undefined> {
  const [row] = await index.query<{ latest: string; finalized: string; ready: boolean }>(
    `SELECT c.latest_checkpoint AS latest, c.finalized_checkpoint AS finalized,
        (SELECT (value ->> 'is_ready')::int = 1 FROM _ponder_meta WHERE key = 'app') AS ready
      FROM _ponder_checkpoint AS c LIMIT 1`,
  );
  if (!row) return undefined;
  return { indexed: decode(row.latest), finalized: decode(row.finalized).block, ready: row.ready };
}
