import type { Deployment } from "@colophon/sdk";
import { type IndexRoute, questions, routes, type WrittenAnswerOf } from "@colophon/sdk/index-api";
import type { ReadClient } from "@colophon/sdk/read";
import { Hono } from "hono";
import type { Sql } from "../sql.ts";
import { findHead, type IndexHead } from "../watch.ts";
import { ApiError } from "./ApiError.ts";
import { answerError } from "./answerError.ts";
import { type Question, readQuestion } from "./readQuestion.ts";

/** What every question is answered from. */
export type Service = { sql: Sql; client: ReadClient; deployment: Deployment };

type Asked<Route extends IndexRoute> = Service &
  Question<Route> & {
    /** The block that the answer holds for at least. */
    at: IndexHead["indexed"];
    /** No reorganisation reaches this block or an earlier one. */
    finalized: number;
  };

/** Answers a route: with what its schema says, to which `at` is added, or with a Response of its own. */
export type Handler<Route extends IndexRoute> = (
  asked: Asked<Route>,
) => Promise<Omit<WrittenAnswerOf<Route>, "at"> | Response>;

type Routes = Omit<typeof routes, "health">;

/** One handler for each route of the SDK's table but health, which is told even while nothing else can be. */
export type Handlers = { readonly [Name in keyof Routes]: Handler<Routes[Name]> };

/** All questions of the table under their paths. */
export function mountRoutes(handlers: Handlers, service: Service): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    const start = performance.now();
    await next();
    c.header("Server-Timing", `answer;dur=${(performance.now() - start).toFixed(2)}`);
    c.header("X-Content-Type-Options", "nosniff");
  });
  for (const name of Object.keys(handlers) as (keyof Handlers)[]) {
    const route: IndexRoute = routes[name];
    const handle = handlers[name] as Handler<IndexRoute>;
    app.on(route.method.toUpperCase(), route.url.replace(/\{(\w+)\}/g, ":$1"), async (c) => {
      try {
        const question = (await readQuestion(route, questions[name], c)) as Question<IndexRoute>;
        const head = await findHead(service.sql);
        if (!head?.ready) {
          throw new ApiError(503, "starting", "The index is still taking in the past. Ask again in a moment.", {
            block: head?.indexed.block ?? null,
          });
        }
        const answer = await handle({ ...service, ...question, at: head.indexed, finalized: head.finalized });
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
