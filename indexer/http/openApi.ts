import type { Route } from "./Route.ts";
import { schemas } from "./schemas.ts";

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
