import { createHash } from "node:crypto";
import { healthStates, type IndexHealth } from "@colophon/sdk/index-api";
import { Hono } from "hono";
import type * as v from "valibot";
import type { Settings } from "./settings.ts";
import type { Sql } from "./sql.ts";
import { findHead, type IndexHead, type Watch } from "./watch.ts";

export type HealthParameters = {
  settings: Pick<Settings, "deployment">;
  index: Sql;
  watch: Watch;
  /** The time, in milliseconds since 1970; that of the machine if not given. */
  now?: () => number;
};

type Health = v.InferInput<typeof IndexHealth>;

type Content = Health["content"];

/** How long the database may take before the last reading is given instead, in milliseconds. */
const patience = 1500;

/**
 * `GET /v1/health`: how far the index is, how far the chain is, and whether they are the same chain: 200 while all is well.
 * `/v1/health/live`: 200 while the process answers. `/v1/health/ready`: 200 while its answers are complete up to the block
 * that they name, also when the node is away for a while. `/v1/health/metrics`: the same as numbers, for Prometheus.
 */
export function createHealth({ settings, index, watch, now = Date.now }: HealthParameters): Hono {
  const { chainId } = settings.deployment;
  const deployment = createHash("sha256").update(JSON.stringify(settings.deployment)).digest("hex");
  let caughtUp = false;
  let last: { head: IndexHead | undefined; content: Content; hash: string | null } | undefined;
  /** The last block taken in, and since when it is that one, in milliseconds. */
  let moved = { block: -1, since: 0 };

  async function read() {
    const head = await findHead(index);
    const [block] = head
      ? await index.query<{ hash: string }>("SELECT hash FROM block WHERE number = $1", [head.indexed.block])
      : [];
    const [content] = await index.query<Record<keyof Content, string>>(
      `SELECT count(*) AS known, count(*) FILTER (WHERE state = 'fetched') AS fetched,
          count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'invalid') AS failed
        FROM colophon_content.document`,
    );
    const counted = Object.fromEntries(Object.entries(content ?? {}).map(([name, count]) => [name, Number(count)]));
    last = { head, content: counted as Content, hash: block?.hash ?? null };
  }

  async function observe(): Promise<Health> {
    // While it takes in the past, the embedded database answers between two batches only.
    const waited = new Promise((resolve) => setTimeout(resolve, patience));
    await Promise.race([read().catch(() => {}), waited]);
    const { node, database, chainHead, diverged, wrong } = watch.current();
    const { head, content, hash } = last ?? { head: undefined, content: undefined, hash: null };
    const lagBlocks = head && chainHead ? Math.max(0, chainHead.block - head.indexed.block) : null;
    const lagSeconds = head && chainHead ? Math.max(0, chainHead.time - head.indexed.time) : null;
    caughtUp ||= Boolean(head?.ready) && lagBlocks === 0;
    if (head && head.indexed.block !== moved.block) moved = { block: head.indexed.block, since: now() };
    const age = chainHead && chainId !== localChain ? now() / 1000 - chainHead.time : 0;
    const standing = now() - moved.since;
    const state = stateOf({ node, database, head, diverged, wrong, lagSeconds, caughtUp, age, standing });
    return {
      chainId,
      deployment: `0x${deployment}`,
      ready: state === "ready",
      state,
      sentence: sentences[state],
      indexed: head ? { ...head.indexed, hash } : null,
      chainHead,
      lagBlocks,
      lagSeconds,
      finalized: head?.finalized ?? null,
      diverged,
      rpc: node,
      database,
      wrong,
      content: content ?? { known: 0, fetched: 0, waiting: 0, failed: 0 },
    };
  }

  const fresh = { "Cache-Control": "no-store" };
  return new Hono()
    .get("/", async (c) => {
      const body = await observe();
      return c.json(body, body.ready ? 200 : 503, fresh);
    })
    .get("/live", (c) => c.json({ live: true }, 200, fresh))
    .get("/ready", async (c) => {
      const { state, sentence, indexed } = await observe();
      const ready = complete.has(state) || (state === "unreachable" && caughtUp);
      return c.json({ ready, state, sentence, block: indexed?.block ?? null }, ready ? 200 : 503, fresh);
    })
    .get("/metrics", async (c) =>
      c.text(metricsOf(await observe()), 200, { ...fresh, "Content-Type": "text/plain; version=0.0.4; charset=utf-8" }),
    );
}

/** States whose answers are complete up to the block that they name. */
const complete: ReadonlySet<string> = new Set<State>(["ready", "behind", "stuck", "frozen"]);

/** A chain on somebody's machine makes a block only when there is something to put into it. */
const localChain = 31_337;

/** A health as Prometheus reads it: one line a number. */
function metricsOf(health: Health): string {
  const { indexed, chainHead, lagBlocks, lagSeconds, content } = health;
  const labels = `{chain="${health.chainId}"}`;
  const gauge = (name: string, words: string, value: number | null | undefined) =>
    value == null
      ? ""
      : `# HELP colophon_${name} ${words}\n# TYPE colophon_${name} gauge\ncolophon_${name}${labels} ${value}\n`;
  const states = healthStates.map(
    (state) => `colophon_state{chain="${health.chainId}",state="${state}"} ${state === health.state ? 1 : 0}\n`,
  );
  return [
    "# HELP colophon_state What the index is worth at this moment: one of these is 1.\n# TYPE colophon_state gauge\n",
    ...states,
    gauge("indexed_block", "The last block that was taken in.", indexed?.block),
    gauge("chain_block", "The latest block of the node.", chainHead?.block),
    gauge("chain_time_seconds", "The time of the latest block of the node.", chainHead?.time),
    gauge("lag_blocks", "How many blocks are not taken in yet.", lagBlocks),
    gauge("lag_seconds", "How much older the last block taken in is than the latest.", lagSeconds),
    gauge("documents_known", "Metadata documents that works name.", content.known),
    gauge("documents_waiting", "Metadata documents that are not fetched yet.", content.waiting),
    gauge("documents_failed", "Metadata documents that are not what their digest says.", content.failed),
  ].join("");
}

/** What the index is worth at this moment, in one word, and in one sentence. */
const sentences: Record<State, string> = {
  starting: "The index has not begun yet.",
  "catching-up": "The index is taking in the past; lists are incomplete until it has.",
  stuck: "The index has taken in no block for two minutes while the chain went on. Its log says why.",
  frozen:
    "The node's latest block is more than five minutes old. The node has stopped following the chain, or this machine's clock is wrong.",
  wrong:
    "The index and a node count different numbers of events in a block. One of the nodes left something out: see npm run index:check.",
  "no-database": "The index can't reach its database.",
  "disk-full": "The disk of the database is full, or almost; nothing more is taken in.",
  behind: "The index is more than two minutes behind the chain; what happened since is missing.",
  diverged: "The index has followed another chain than the node is on now, and must be built again.",
  "wrong-chain": "The node that the index asks is on another chain than the deployment.",
  unreachable: "The index can't reach its node; it may be behind without knowing.",
  ready: "The index is up to date.",
};

type State = (typeof healthStates)[number];

type StateParameters = Pick<Health, "diverged" | "wrong"> & {
  node: Health["rpc"];
  database: Health["database"];
  head: IndexHead | undefined;
  lagSeconds: number | null;
  /** Whether this process has ever seen both at one place. */
  caughtUp: boolean;
  /** How old the latest block is by this machine's clock, in seconds. */
  age: number;
  /** For how long no block was taken in, in milliseconds. */
  standing: number;
};

function stateOf({
  node,
  database,
  head,
  diverged,
  wrong,
  lagSeconds,
  caughtUp,
  age,
  standing,
}: StateParameters): State {
  if (node === "wrong-chain") return "wrong-chain";
  if (database === "full") return "disk-full";
  if (database === "unreachable") return "no-database";
  if (diverged !== null) return "diverged";
  if (wrong) return "wrong";
  if (!head) return "starting";
  if (node === "unreachable") return "unreachable";
  if (!head.ready || !caughtUp) return "catching-up";
  if ((lagSeconds ?? 0) > 120) return standing > 120_000 ? "stuck" : "behind";
  return age > 300 ? "frozen" : "ready";
}
