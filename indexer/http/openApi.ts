import {
  At,
  ClearedItem,
  ClearedWork,
  FileClaim,
  IndexedAccount,
  IndexedLicence,
  IndexedOffer,
  IndexedTerms,
  IndexedWork,
  IndexHealth,
  type IndexQuestion,
  IndexRefusal,
  type IndexRoute,
  questions,
  routes,
} from "@colophon/sdk/index-api";
import { toJsonSchema, toJsonSchemaDefs } from "@valibot/to-json-schema";
import type * as v from "valibot";

/** What answers are made of, by the names that the document refers to. */
const definitions = {
  At,
  Terms: IndexedTerms,
  Work: IndexedWork,
  Offer: IndexedOffer,
  Licence: IndexedLicence,
  Account: IndexedAccount,
  FileClaim,
  ClearedWork,
  ClearedItem,
  Health: IndexHealth,
  Error: IndexRefusal,
};

const settings = {
  target: "draft-2020-12",
  typeMode: "input",
  overrideRef: ({ referenceId }: { referenceId: string }) => `#/components/schemas/${referenceId}`,
} as const;

/** How something is written, in JSON Schema; what a reader makes of it is not told. */
function written(schema: v.GenericSchema) {
  const { $defs: _, $schema: __, ...shape } = toJsonSchema(schema, { ...settings, definitions });
  return shape;
}

const json = (schema: v.GenericSchema) => ({ "application/json": { schema: written(schema) } });

const refusal = (description: string) => ({ description, content: json(IndexRefusal) });

function parametersOf(where: "path" | "query", entries: v.ObjectEntries) {
  return Object.entries(entries).map(([name, entry]) => {
    const { description, ...schema } = written(entry as v.GenericSchema);
    return { name, in: where, required: entry.type !== "optional", description, schema };
  });
}

/** How long an answer may be kept, and how to ask whether it is still the same. */
const kept = {
  ETag: { description: "Give it as If-None-Match.", schema: { type: "string" } },
  "Cache-Control": {
    description: "no-cache: ask again before each use. immutable: a statement that no later block can change.",
    schema: { type: "string" },
  },
};

function operationOf(name: keyof typeof routes) {
  const { answer, unready, method }: IndexRoute = routes[name];
  const { summary, path, query, body, types = [] }: IndexQuestion = questions[name];
  const others = types.filter((type) => type !== "application/json");
  const content = {
    ...json(answer),
    ...Object.fromEntries(others.map((type) => [type, { schema: { type: "string" } }])),
  };
  return {
    operationId: name,
    summary,
    parameters: [...parametersOf("path", path), ...parametersOf("query", query)],
    ...(body && { requestBody: { required: true, content: json(body) } }),
    responses: {
      200: { description: "The answer.", headers: kept, content },
      ...(method === "get" && {
        304: { description: "What you have, by its ETag, is still the answer.", headers: kept },
      }),
      400: refusal("The question can't be understood; the sentence says why."),
      404: refusal("There is no such thing."),
      ...(body && { 413: refusal("The question is too large.") }),
      429: {
        ...refusal("Your address has asked too often."),
        headers: { "Retry-After": { description: "When to ask again, in seconds.", schema: { type: "integer" } } },
      },
      503: unready
        ? { description: "The same, while there is nothing to rely on.", content }
        : refusal("The index is not ready, or the question took too long."),
    },
  };
}

/** The OpenAPI document, from the table that the index serves and the schemas that its answers are checked against. */
export function openApi() {
  const paths: Record<string, Record<string, ReturnType<typeof operationOf>>> = {};
  const names = (Object.keys(routes) as (keyof typeof routes)[]).sort((a, b) =>
    routes[a].url < routes[b].url ? -1 : 1,
  );
  for (const name of names) {
    const { url, method } = routes[name];
    paths[url] = { ...paths[url], [method]: operationOf(name) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Colophon index",
      version: "1",
      description:
        "What the contracts' events say, searchable. The index is a cache that anybody can run: check what matters on the chain itself. Later versions may add to answers; leave out what you do not know.",
    },
    servers: [{ url: "./", description: "Where this document was found." }],
    paths,
    components: { schemas: toJsonSchemaDefs(definitions, settings) },
  };
}
