import { setTimeout as sleep } from "node:timers/promises";
import type { PublicClient } from "viem";
import type { Sql } from "./sql.ts";

export type IndexHead = {
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
export async function findHead(index: Sql): Promise<IndexHead | undefined> {
  const [row] = await index.query<{ latest: string; finalized: string; ready: boolean }>(
    `SELECT c.latest_checkpoint AS latest, c.finalized_checkpoint AS finalized,
        (SELECT (value ->> 'is_ready')::int = 1 FROM _ponder_meta WHERE key = 'app') AS ready
      FROM _ponder_checkpoint AS c LIMIT 1`,
  );
  if (!row) return undefined;
  return { indexed: decode(row.latest), finalized: decode(row.finalized).block, ready: row.ready };
}

/** The node is on another chain than the deployment. */
export class ChainIdError extends Error {
  override name = "ChainIdError";

  constructor(expected: number) {
    super(`The node is not on chain ${expected}. Give the indexer a node of the chain that the deployment is on.`);
  }
}

type Observation = {
  node: "ok" | "unreachable" | "wrong-chain";
  /** The node's latest block; null if it does not answer. */
  chainHead: { block: number; time: number } | null;
  /** The first indexed block that the node knows differently, for longer than a reorganisation takes to be followed. */
  diverged: number | null;
};

/** In milliseconds. */
const interval = 2000;

/** For how long index and chain may disagree before it is called so, in milliseconds. */
const patience = 10_000;

type StartWatchParameters = {
  client: PublicClient;
  chainId: number;
  index: Sql;
  /** Called once, when index and chain have gone apart for good. */
  onDiverged?: (block: number) => void;
};

/** Looks at the node every two seconds: Ponder itself tells nobody when it has lost the chain. */
export function startWatch({ client, chainId, index, onDiverged }: StartWatchParameters) {
  const stopping = new AbortController();
  let current: Observation = { node: "unreachable", chainHead: null, diverged: null };
  let since: number | undefined;
  let told = false;

  async function look(): Promise<Observation> {
    if ((await client.getChainId()) !== chainId) throw new ChainIdError(chainId);
    const { number, timestamp } = await client.getBlock();
    const chainHead = { block: Number(number), time: Number(timestamp) };
    // A database that is busy with indexing answers later; until then the last finding stands.
    const differs = await compareBlocks(client, index);
    if (differs === undefined) since = undefined;
    else since ??= Date.now();
    const diverged = since !== undefined && Date.now() - since >= patience ? (differs ?? null) : null;
    return { node: "ok", chainHead, diverged };
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      current = await look().catch((error) => ({
        node: error instanceof ChainIdError ? ("wrong-chain" as const) : ("unreachable" as const),
        chainHead: null,
        diverged: current.diverged,
      }));
      if (current.diverged !== null && !told) {
        told = true;
        onDiverged?.(current.diverged);
      }
      await sleep(interval, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    current: () => current,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

export type Watch = ReturnType<typeof startWatch>;

/**
 * The first of a few indexed blocks that the node has with another hash, or does not have at all, by its number: the
 * earliest with any event, the last, and some between. Undefined if all agree.
 */
async function compareBlocks(client: PublicClient, index: Sql): Promise<number | undefined> {
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
