import type { Context } from "hono";
import { ApiError } from "./ApiError.ts";
import type { Route } from "./Route.ts";
import { refuse } from "./refuse.ts";

/** No question is longer, in bytes: a thousand digests and as many numbers are 150 kB. */
const mostBytes = 300_000;

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
