import type { Deployment } from "@colophon/sdk";
import type { ReadClient } from "@colophon/sdk/read";
import { type Context, Hono } from "hono";
import type { Sql } from "../sql.ts";
import { findHead, type IndexHead } from "../watch.ts";
import { ApiError, refuse } from "./ApiError.ts";
import type { Parameter } from "./parameters.ts";
import { type JsonSchema, schemas } from "./schemas.ts";

/** What every question is answered from. */
export type Service = { sql: Sql; client: ReadClient; deployment: Deployment };

type Table = Record<string, Parameter<unknown>>;

type Values<Parameters extends Table> = {
  [Name in keyof Parameters]: ReturnType<Parameters[Name]["parse"]> | undefined;
};

type Asked<Path extends Table, Query extends Table, Body> = Service & {
  /** The block that the answer holds for at least. */
  at: IndexHead["indexed"];
  path: { [Name in keyof Path]: ReturnType<Path[Name]["parse"]> };
  query: Values<Query>;
  body: Body;
};

/** One question that the index answers: its documentation, how it is read and how it is answered. */
export type Route<Path extends Table = Table, Query extends Table = Table, Body = unknown> = {
  method: "get" | "post";
  /** With parameters as {name}, such as "/v1/works/{id}". */
  url: string;
  summary: string;
  path: Path;
  query: Query;
  /** What is sent with it, and how it is read. */
  body?: { schema: JsonSchema; parse(value: unknown): Body };
  /** What is answered; a Response that the route makes itself has no schema. */
  answer: JsonSchema;
  /** Other media types than JSON that it may answer in. */
  mediaTypes?: readonly string[];
  handle(asked: Asked<Path, Query, Body>): Promise<object | Response>;
};

/** Keeps the types of a route's parameters for its handler, and forgets them for the table of routes. */
export function defineRoute<Path extends Table, Query extends Table, Body = undefined>(
  route: Route<Path, Query, Body>,
): Route {
  return route as unknown as Route;
}

/** No question is longer, in bytes: a thousand digests and as many numbers are 150 kB. */
const mostBytes = 300_000;

/** Reads all that was asked with a question; throws an ApiError at the first thing that it does not know. */
async function parseAsked({ path, query, body, url }: Route, c: Context) {
  const given = c.req.queries();
  for (const [name, values] of Object.entries(given)) {
    if (!(name in query)) {
      const known = Object.keys(query).join(", ") || "nothing";
      throw new ApiError(
        400,
        "unknown-parameter",
        `“${name.slice(0, 40)}” means nothing here: ${url} takes ${known}.`,
        {
          parameter: name.slice(0, 40),
        },
      );
    }
    if (values.length > 1) throw refuse(name, values.join(", "), "give it once.");
  }
  const read = <Value>(entries: [string, Value][]) => Object.fromEntries(entries);
  return {
    path: read(Object.entries(path).map(([name, it]) => [name, it.parse(c.req.param(name) ?? "", name)])),
    query: read(
      Object.entries(query).map(([name, it]) => {
        const text = given[name]?.[0];
        return [name, text === undefined || text === "" ? undefined : it.parse(text, name)];
      }),
    ),
    body: body?.parse(await readBody(c)),
  };
}

async function readBody(c: Context): Promise<unknown> {
  const text = await readText(c.req.raw.body);
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, "invalid-body", "The question is not JSON. Send one object.");
  }
}

/** What was sent, up to a limit. A little more is read to its end, so that whoever sends it hears why it is refused. */
async function readText(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for await (const piece of body ?? []) {
    bytes += piece.length;
    if (bytes <= mostBytes) text += decoder.decode(piece, { stream: true });
    else if (bytes > mostBytes * 10) break;
  }
  if (bytes <= mostBytes) return text + decoder.decode();
  throw new ApiError(413, "too-large", `Send at most ${mostBytes} bytes; ask several times instead.`);
}

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
        const asked = await parseAsked(route, c);
        const head = await findHead(service.sql);
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

const error = (description: string) => ({
  description,
  content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
});

function operationOf({ summary, path, query, body, answer, mediaTypes = [] }: Route) {
  const described = (where: "path" | "query", table: Route["query"]) =>
    Object.entries(table).map(([name, { description, schema }]) => ({
      name,
      in: where,
      required: where === "path",
      description,
      schema,
    }));
  const other = Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: "string" } }]));
  return {
    summary,
    parameters: [...described("path", path), ...described("query", query)],
    ...(body && { requestBody: { required: true, content: { "application/json": { schema: body.schema } } } }),
    responses: {
      200: { description: "The answer.", content: { "application/json": { schema: answer }, ...other } },
      400: error("The question can't be understood; the sentence says why."),
      404: error("There is no such thing."),
      503: error("The index is not ready, or the question took too long."),
    },
  };
}

/** The OpenAPI document, from the same table that answers. */
export function openApi(routes: readonly Route[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) paths[route.url] = { ...paths[route.url], [route.method]: operationOf(route) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Colophon index",
      version: "1",
      description:
        "What the contracts' events say, searchable. The index is a cache that anybody can run: check what matters on the chain itself.",
    },
    paths,
    components: { schemas },
  };
}
