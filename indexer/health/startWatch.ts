import { setTimeout as sleep } from "node:timers/promises";
import type { PublicClient } from "viem";
import type { Sql } from "../database/Sql.ts";
import { ChainIdError } from "./ChainIdError.ts";
import { compareBlocks } from "./compareBlocks.ts";

export type Observation = {
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

export type StartWatchParameters = {
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
