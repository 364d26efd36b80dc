import { setTimeout as sleep } from "node:timers/promises";
import type { Deployment } from "@colophon/sdk";
import type { Hex, PublicClient } from "viem";
import { type CountedEvents, countedEvents, countLogs, NodeError } from "./countLogs.ts";
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

/** The database did not answer, or has no space left. */
class DatabaseError extends Error {
  override name = "DatabaseError";
  readonly full: boolean;

  constructor(cause: unknown) {
    super("The database does not answer.", { cause });
    this.full = isFull(cause);
  }
}

/** PostgreSQL's code for a full disk, and the system's. */
const isFull = (error: unknown) =>
  /^(?:53100|ENOSPC)$/.test(String((error as { code?: unknown })?.code)) || /no space left/i.test(String(error));

/** A block of which the index and a node count different numbers of events. */
export type Miscount = { block: number; indexed: number; found: number; node: string };

type Observation = {
  node: "ok" | "unreachable" | "wrong-chain";
  database: "ok" | "unreachable" | "full";
  /** The node's latest block; null if it does not answer. */
  chainHead: { block: number; time: number } | null;
  /** The first indexed block that the node knows differently, for longer than a reorganisation takes to be followed. */
  diverged: number | null;
  /** What the last samples found that should not be; null if nothing. */
  wrong: Miscount | null;
};

/** In milliseconds. */
const interval = 2000;

/** For how long index and chain may disagree before it is called so, in milliseconds. */
const patience = 10_000;

/** A disk with less space than this, in bytes, is called full before the database fails on it. */
const leastSpace = 64 * 2 ** 20;

export type WatchedNode = Pick<PublicClient, "getChainId" | "getBlock" | "request">;

type StartWatchParameters = {
  /** Asks whichever node answers. */
  client: WatchedNode;
  /** Each node alone, by its host's name: they are held against each other. */
  nodes: ReadonlyMap<string, WatchedNode>;
  deployment: Deployment;
  index: Sql;
  /** How many bytes are free where an embedded database is. */
  freeSpace?: (() => Promise<number>) | undefined;
  /** How long between two looks, in milliseconds; 2,000 if not given. */
  every?: number;
  /** How many looks there are to one sample of the logs; 30 if not given. */
  looksPerSample?: number;
  /** Called once, when index and chain have gone apart for good. */
  onDiverged?: ((block: number) => void) | undefined;
  /** Gets what only a fault of this program can be: no node and no database is to blame. */
  onFault?: ((error: unknown) => void) | undefined;
};

/**
 * Looks at the node every two seconds: Ponder itself tells nobody when it has lost the chain. A look is one call while the
 * chain stands still; a new block is held against those of the index.
 */
export function startWatch(parameters: StartWatchParameters) {
  const {
    client,
    nodes,
    deployment,
    onDiverged,
    onFault,
    every = interval,
    looksPerSample = 30,
    freeSpace,
  } = parameters;
  const { chainId } = deployment;
  // Before anything is looked at: what is wrong with it is wrong at the start, and no finding.
  const events = countedEvents(deployment);
  const index = named(parameters.index);
  const stopping = new AbortController();
  let current: Observation = { node: "unreachable", database: "ok", chainHead: null, diverged: null, wrong: null };
  let since: number | undefined;
  let told = false;
  /** The hash of the node's latest block. */
  let latest: Hex | null = null;
  /** What was held against each other last: of the same again the same is known. */
  let compared: string | undefined;

  /** Which chain it is on is asked at first, whenever it was away or on another, and with each sample. */
  async function lookAtNode(looks: number): Promise<Pick<Observation, "node" | "chainHead">> {
    try {
      const known = current.node === "ok" && looks % looksPerSample !== 0;
      if (!known && (await client.getChainId()) !== chainId) return { node: "wrong-chain", chainHead: null };
      const { number, timestamp, hash } = await client.getBlock();
      latest = hash;
      return { node: "ok", chainHead: { block: Number(number), time: Number(timestamp) } };
    } catch {
      return { node: "unreachable", chainHead: null };
    }
  }

  /** What comes of both together: neither is blamed for the other. */
  async function compare(): Promise<Pick<Observation, "database" | "diverged">> {
    try {
      if (freeSpace && (await freeSpace()) < leastSpace) return { database: "full", diverged: current.diverged };
      // A database that is busy with indexing answers later; until then the last finding stands.
      const blocks = await someBlocks(index);
      const both = JSON.stringify([latest, ...blocks]);
      if (both === compared && since === undefined) return { database: "ok", diverged: null };
      const differs = await firstDifferent(client, blocks);
      compared = both;
      if (differs === undefined) since = undefined;
      else since ??= Date.now();
      const diverged = since !== undefined && Date.now() - since >= patience ? (differs ?? null) : null;
      return { database: "ok", diverged };
    } catch (error) {
      if (!(error instanceof DatabaseError)) return { database: "ok", diverged: current.diverged };
      return { database: error.full ? "full" : "unreachable", diverged: current.diverged };
    }
  }

  /** What stands while a sample can't be had: a database that is away is told as that, anything else is a fault. */
  function lastSample(error: unknown): Miscount | null {
    if (!(error instanceof DatabaseError)) onFault?.(error);
    return current.wrong;
  }

  const running = (async () => {
    for (let looks = 1; !stopping.signal.aborted; looks++) {
      const seen = await lookAtNode(looks);
      const found = await compare();
      const sampled = looks % looksPerSample === 0 && seen.node === "ok" && found.database === "ok";
      const wrong = sampled ? await sampleLogs(nodes, index, deployment, events).catch(lastSample) : current.wrong;
      current = { ...seen, ...found, wrong };
      if (current.diverged !== null && !told) {
        told = true;
        onDiverged?.(current.diverged);
      }
      await sleep(every, undefined, { signal: stopping.signal }).catch(() => {});
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

export type Watch = Pick<ReturnType<typeof startWatch>, "current">;

/** The same database, whose failures are told from those of a node. */
const named = (sql: Sql): Sql => ({
  query: (text, values) =>
    sql.query<never>(text, values).catch((cause) => {
      // Its tables are not there yet.
      throw /^(?:42P01|3F000)$/.test(String(cause?.code)) ? cause : new DatabaseError(cause);
    }),
});

/** How many blocks with events are looked at in one sample, and how many blocks they may span. */
const sample = { blocks: 50, span: 2000 };

/**
 * Holds a random stretch of the index against what each node says of it now: a node that left logs out while the past was
 * taken in is found by another, or by itself once it tells the truth. Blocks that may still be replaced are left out.
 */
async function sampleLogs(
  nodes: ReadonlyMap<string, WatchedNode>,
  index: Sql,
  deployment: Deployment,
  events: CountedEvents,
): Promise<Miscount | null> {
  const head = await findHead(index);
  if (!head?.ready) return null;
  const last = Math.min(head.finalized, head.indexed.block);
  const first = Math.min(...Object.values(deployment.contracts).map(({ block }) => block));
  if (last < first) return null;
  const from = first + Math.floor(Math.random() * (last - first + 1));
  const rows = await index.query<{ number: string; logs: string }>(
    "SELECT number, logs FROM block WHERE number >= $1 AND number <= $2 ORDER BY number LIMIT $3",
    [from, Math.min(last, from + sample.span), sample.blocks],
  );
  const full = rows.length === sample.blocks;
  const toBlock = full ? Number(rows.at(-1)?.number) : Math.min(last, from + sample.span);
  const mine = new Map(rows.map(({ number, logs }) => [Number(number), Number(logs)]));
  for (const [node, client] of nodes) {
    const found = await countLogs({ client, events, fromBlock: from, toBlock }).catch((error) => {
      if (error instanceof NodeError) return undefined;
      throw error;
    });
    if (!found) continue;
    const block = [...new Set([...mine.keys(), ...found.keys()])].find((each) => mine.get(each) !== found.get(each));
    if (block !== undefined) return { block, indexed: mine.get(block) ?? 0, found: found.get(block) ?? 0, node };
  }
  return null;
}

type IndexedBlock = { number: string; hash: string };

/** A few blocks that the index has: the earliest with any event, the last ones, and one between. */
const someBlocks = (index: Sql) =>
  index.query<IndexedBlock>(
    `(SELECT number, hash FROM block ORDER BY number LIMIT 1)
      UNION (SELECT number, hash FROM block ORDER BY number DESC LIMIT 3)
      UNION (SELECT number, hash FROM block ORDER BY number DESC OFFSET 40 LIMIT 1)
      ORDER BY number`,
  );

/**
 * The first of some blocks that the node has with another hash, or does not have at all, by its number; undefined if all
 * agree.
 */
async function firstDifferent(client: WatchedNode, blocks: readonly IndexedBlock[]): Promise<number | undefined> {
  for (const { number, hash } of blocks) {
    const found = await client.getBlock({ blockNumber: BigInt(number) }).catch((error: Error) => {
      if (error.name === "BlockNotFoundError") return undefined;
      throw error;
    });
    if (found?.hash !== hash) return Number(number);
  }
  return undefined;
}
