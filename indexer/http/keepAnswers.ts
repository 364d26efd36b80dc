import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";

/**
 * What may be kept of an answer. The next block may change every answer, so each is asked for again before it is used, and
 * told by 304 if it is still the same. `closed` is of what no later block can change.
 */
export const keeping = {
  head: "public, no-cache",
  never: "no-store",
  /** A day, and not for ever: a later version may say the same thing better. */
  closed: "public, max-age=86400, immutable",
} as const;

/** What pages of other origins may read of an answer beside its body. */
const told = "ETag, Retry-After, Server-Timing, Content-Disposition";

/** Whether one of the tags that somebody has is this one; weak or strong makes no difference to a GET. */
const has = (tags: string, tag: string) =>
  tags.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === tag);

/**
 * Gives each answer to a GET a tag of its bytes, says how long it may be kept, and answers 304 to whoever has it already.
 * Documents, which are sent as they are computed, have no tag.
 */
export const keepAnswers: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("Access-Control-Expose-Headers", told);
  if (c.res.headers.has("Cache-Control")) return;
  if (c.req.method !== "GET" || c.res.status !== 200) return c.header("Cache-Control", keeping.never);
  c.header("Cache-Control", keeping.head);
  if (!c.res.headers.get("Content-Type")?.startsWith("application/json")) return;
  if (c.res.headers.has("Content-Disposition")) return;
  const body = await c.res.clone().arrayBuffer();
  const tag = `"${createHash("sha256").update(new Uint8Array(body)).digest("base64url").slice(0, 27)}"`;
  c.header("ETag", tag);
  const known = c.req.header("If-None-Match");
  if (known === undefined || !has(known, tag)) return;
  const { headers } = c.res;
  headers.delete("Content-Type");
  headers.delete("Content-Length");
  c.res = new Response(null, { status: 304, headers });
};
