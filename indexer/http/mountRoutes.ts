import { type Context, Hono } from "hono";
import { readHead } from "../health/readHead.ts";
import { ApiError } from "./ApiError.ts";
import type { Route, Service } from "./Route.ts";
import { readAsked } from "./readAsked.ts";

/** What PostgreSQL says when a statement took longer than it may, and when a table is not there yet. */
const databaseSentences: Record<string, ApiError> = {
  "57014": new ApiError(
    503,
    "too-slow",
    "This question took too long. Ask for less: another filter, a shorter period.",
  ),
  "42P01": new ApiError(503, "starting", "The index has not begun yet. Ask again in a moment."),
};

function answerError(c: Context, error: unknown): Response {
  const { code } = error as { code?: string };
  const known = error instanceof ApiError ? error : databaseSentences[code ?? ""];
  if (known) {
    return c.json({ error: { code: known.code, message: known.message, ...known.values } }, known.status);
  }
  console.error(error);
  const message = "The index failed to answer. Ask again in a moment.";
  return c.json({ error: { code: "failed", message } }, 503);
}

/** All questions of the table under their paths. Answers are never cached: the next block may change them. */
export function mountRoutes(routes: readonly Route[], service: Service): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    const start = performance.now();
    await next();
    c.header("Server-Timing", `answer;dur=${(performance.now() - start).toFixed(2)}`);
    c.header("Cache-Control", "no-store");
    c.header("X-Content-Type-Options", "nosniff");
  });
  for (const route of routes) {
    app.on(route.method.toUpperCase(), route.url.replace(/\{(\w+)\}/g, ":$1"), async (c) => {
      try {
        const asked = await readAsked(route, c);
        const head = await readHead(service.sql);
        if (!head?.ready) {
          throw new ApiError(503, "starting", "The index is still taking in the past. Ask again in a moment.", {
            block: head?.indexed.block ?? null,
          });
        }
        const answer = await route.handle({ ...service, ...asked, at: head.indexed });
        return answer instanceof Response ? answer : c.json({ at: head.indexed, ...answer });
      } catch (error) {
        return answerError(c, error);
      }
    });
  }
  app.all("/v1/*", (c) =>
    answerError(
      c,
      new ApiError(
        404,
        "no-such-question",
        `There is nothing at ${c.req.method} ${new URL(c.req.url).pathname.slice(0, 100)}. See /openapi.json.`,
      ),
    ),
  );
  return app;
}
