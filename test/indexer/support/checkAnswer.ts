import { IndexRefusal, type IndexRoute, routes } from "@colophon/sdk/index-api";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as v from "valibot";
import { openApi } from "../../../indexer/http/openApi.ts";

/** What a schema may be made of. */
type Parts = {
  pipe?: readonly [v.GenericSchema, ...unknown[]];
  entries?: Record<string, v.GenericSchema>;
  item?: v.GenericSchema;
  wrapped?: v.GenericSchema;
  value?: v.GenericSchema;
  options?: readonly v.GenericSchema[];
};

/** The same schema, but nothing passes that it does not name: what a reader leaves out, an index must not send. */
export function strictOf(schema: v.GenericSchema): v.GenericSchema {
  const { pipe, wrapped, item, value, options, entries } = schema as Parts;
  if (pipe) {
    const [first, ...rest] = pipe;
    return v.pipe(strictOf(first), ...(rest as never[])) as unknown as v.GenericSchema;
  }
  const inside = wrapped && strictOf(wrapped);
  if (inside && schema.type === "nullable") return v.nullable(inside);
  if (inside && schema.type === "nullish") return v.nullish(inside);
  if (inside && schema.type === "optional") return v.optional(inside);
  if (schema.type === "array" && item) return v.array(strictOf(item));
  if (schema.type === "record" && value) return v.record(v.string(), strictOf(value));
  if (schema.type === "union" && options) return v.union(options.map(strictOf));
  if (entries) return v.strictObject(Object.fromEntries(Object.entries(entries).map(([k, it]) => [k, strictOf(it)])));
  return schema;
}

const document = openApi();
const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false });
ajv.addSchema(document, "openapi");

/** Whether a value is as a place of the OpenAPI document says, and else why not. */
function checkDocument(value: unknown, place: readonly string[]): string[] {
  const pointer = place.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
  const validate = ajv.getSchema(`openapi#/${pointer}`);
  if (!validate) return [`The OpenAPI document has nothing at ${pointer}.`];
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `OpenAPI: ${instancePath || "/"} ${message}`);
}

const table = Object.values<IndexRoute>(routes).map((route) => ({
  route,
  pattern: new RegExp(`^${route.url.replace(/\{\w+\}/g, "[^/]+")}$`),
  strict: strictOf(route.answer),
}));

const strictRefusal = strictOf(IndexRefusal);

type Answered = { method: string; path: string; status: number; answer: unknown };

/**
 * What of an answer is not as the schemas say, or not as the OpenAPI document says, in sentences; empty if all is. What is
 * no answer of the table, such as a page of GraphQL, is not looked at.
 */
export function checkAnswer({ method, path, status, answer }: Answered): string[] {
  const known = table.find(({ route, pattern }) => route.method === method && pattern.test(path.split("?")[0] ?? ""));
  const told = known && (status === 200 || (status === 503 && known.route.unready));
  if (status === 200 && !known) return [];
  const parsed = v.safeParse(told ? known.strict : strictRefusal, answer);
  const problems = parsed.success
    ? []
    : parsed.issues.map((issue) => `${v.getDotPath(issue) ?? "the whole"}: ${issue.message}`);
  if (!known) return problems;
  return [
    ...problems,
    ...checkDocument(answer, [
      ...["paths", known.route.url, method, "responses", String(status)],
      ...["content", "application/json", "schema"],
    ]),
  ];
}
