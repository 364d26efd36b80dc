import type { Context } from "hono";
import { ApiError } from "./ApiError.ts";
import type { Route } from "./Route.ts";
import { refuse } from "./refuse.ts";

/** Reads all that was asked with a question; throws an ApiError at the first thing that it does not know. */
export async function readAsked({ path, query, body, url }: Route, c: Context) {
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
  try {
    return JSON.parse(await c.req.text());
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new ApiError(400, "invalid-body", "The question is not JSON. Send one object.");
    throw error;
  }
}
