import type { AskedOf, IndexQuestion, IndexRoute } from "@colophon/sdk/index-api";
import type { Context } from "hono";
import * as v from "valibot";
import { ApiError, refuse, refuseUnknown } from "./ApiError.ts";

type Read<Entries extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Entries, undefined>>;

/** What was asked, as the schemas of a route's question read it. */
export type Question<Route extends IndexRoute> = {
  path: Read<AskedOf<Route>["path"]>;
  query: Read<AskedOf<Route>["query"]>;
  body: AskedOf<Route> extends { readonly body: infer Body extends v.GenericSchema } ? v.InferOutput<Body> : undefined;
};

/** Reads all that was asked with a question; throws an ApiError at the first thing that it does not know. */
export async function readQuestion({ url }: IndexRoute, asked: IndexQuestion, c: Context) {
  const given = c.req.queries();
  for (const [name, values] of Object.entries(given)) {
    if (!Object.hasOwn(asked.query, name)) throw refuseUnknown(name, url, Object.keys(asked.query));
    if (values.length > 1) throw refuse(name, values.join(", "), "give it once.");
  }
  const all = (entries: v.ObjectEntries, textOf: (name: string) => string | undefined) =>
    Object.fromEntries(Object.entries(entries).map(([name, schema]) => [name, readText(schema, textOf(name), name)]));
  return {
    path: all(asked.path, (name) => c.req.param(name)),
    query: all(asked.query, (name) => given[name]?.[0] || undefined),
    body: asked.body && parseBody(asked.body, await readJson(c), url),
  };
}

/** A period that has no moment in it is a mistake, not a question. */
export function refuseEmptyPeriod(from: number | undefined, to: number | undefined): void {
  if (from !== undefined && to !== undefined && to <= from) throw refuse("to", to, "give a time after “from”.");
}

/** Reads one parameter. An address holds text only, so what is a number or a truth in JSON is made one first. */
function readText(schema: v.ObjectEntries[string], text: string | undefined, name: string): unknown {
  const { type } = "wrapped" in schema ? (schema.wrapped as v.GenericSchema) : schema;
  const value =
    type === "number" && text !== undefined && /^\d{1,16}$/.test(text)
      ? Number(text)
      : type === "literal" && text === "true"
        ? true
        : text;
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw refuse(name, text ?? "", result.issues[0].message);
}

/** Reads what was sent; the first thing that is wrong is named by its place, such as files[3]. */
function parseBody(schema: v.GenericSchema, value: unknown, url: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ApiError(400, "invalid-body", "The question is not an object. Send one.");
  }
  const known = "entries" in schema ? Object.keys(schema.entries as object) : [];
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw refuseUnknown(unknown, url, known);
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const [first, ...inside] = (issue.path ?? []).map(({ key }) => key);
  const name = String(first) + inside.map((key) => `[${key}]`).join("");
  if (issue.type !== "strict_object") throw refuse(name, issue.input, issue.message);
  throw refuse(name, "", "say what is meant; without it the question means nothing.");
}

/** No question is longer, in bytes: a thousand digests and as many numbers are 150 kB. */
const mostBytes = 300_000;

async function readJson(c: Context): Promise<unknown> {
  const text = await readBody(c.req.raw.body);
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, "invalid-body", "The question is not JSON. Send one object.");
  }
}

/** What was sent, up to a limit. A little more is read to its end, so that whoever sends it hears why it is refused. */
async function readBody(body: ReadableStream<Uint8Array> | null): Promise<string> {
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
