import { createHash } from "node:crypto";
import type { healthStates, IndexHealth } from "@colophon/sdk/index-api";
import { Hono } from "hono";
import type * as v from "valibot";
import type { Settings } from "./settings.ts";
import type { Sql } from "./sql.ts";
import { findHead, type IndexHead, type Watch } from "./watch.ts";

export type HealthParameters = { settings: Settings; index: Sql; watch: Watch };

type Health = v.InferInput<typeof IndexHealth>;

type Content = Health["content"];

/** How long the database may take before the last reading is given instead, in milliseconds. */
const patience = 1500;

/** `GET /v1/health`: how far the index is, how far the chain is, and whether they are the same chain. */
export function createHealth({ settings, index, watch }: HealthParameters): Hono {
  const { chainId } = settings.deployment;
  const deployment = createHash("sha256").update(JSON.stringify(settings.deployment)).digest("hex");
  let caughtUp = false;
  let last: { head: IndexHead | undefined; content: Content; hash: string | null } | undefined;

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

  return new Hono().get("/", async (c) => {
    // While it takes in the past, the embedded database answers between two batches only.
    const waited = new Promise((resolve) => setTimeout(resolve, patience));
    await Promise.race([read().catch(() => {}), waited]);
    const { node, chainHead, diverged } = watch.current();
    const { head, content, hash } = last ?? { head: undefined, content: undefined, hash: null };
    const lagBlocks = head && chainHead ? Math.max(0, chainHead.block - head.indexed.block) : null;
    const lagSeconds = head && chainHead ? Math.max(0, chainHead.time - head.indexed.time) : null;
    caughtUp ||= Boolean(head?.ready) && lagBlocks === 0;
    const state = stateOf({ node, head, diverged, lagSeconds, caughtUp });
    const body: Health = {
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
      content: content ?? { known: 0, fetched: 0, waiting: 0, failed: 0 },
    };
    return c.json(body, state === "ready" ? 200 : 503, { "Cache-Control": "no-store" });
  });
}

/** What the index is worth at this moment, in one word, and in one sentence. */
const sentences: Record<State, string> = {
  starting: "The index has not begun yet.",
  "catching-up": "The index is taking in the past; lists are incomplete until it has.",
  behind: "The index is more than two minutes behind the chain; what happened since is missing.",
  diverged: "The index has followed another chain than the node is on now, and must be built again.",
  "wrong-chain": "The node that the index asks is on another chain than the deployment.",
  unreachable: "The index can't reach its node; it may be behind without knowing.",
  ready: "The index is up to date.",
};

type State = (typeof healthStates)[number];

type StateParameters = {
  node: Health["rpc"];
  head: IndexHead | undefined;
  diverged: number | null;
  lagSeconds: number | null;
  /** Whether this process has ever seen both at one place. */
  caughtUp: boolean;
};

function stateOf({ node, head, diverged, lagSeconds, caughtUp }: StateParameters): State {
  if (node === "wrong-chain") return "wrong-chain";
  if (diverged !== null) return "diverged";
  if (!head) return "starting";
  if (node === "unreachable") return "unreachable";
  if (!head.ready || !caughtUp) return "catching-up";
  return (lagSeconds ?? 0) > 120 ? "behind" : "ready";
}
