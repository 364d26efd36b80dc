import type { Deployment, ReadClient } from "@colophon/sdk";
import type { Sql } from "../database/Sql.ts";
import type { Head } from "../health/readHead.ts";
import type { JsonSchema } from "./JsonSchema.ts";
import type { Parameter } from "./Parameter.ts";

/** What every question is answered from. */
export type Service = { sql: Sql; client: ReadClient; deployment: Deployment };

type Table = Record<string, Parameter<unknown>>;

type Values<Parameters extends Table> = {
  [Name in keyof Parameters]: ReturnType<Parameters[Name]["parse"]> | undefined;
};

export type Asked<Path extends Table, Query extends Table, Body> = Service & {
  /** The block that the answer holds for at least. */
  at: Head["indexed"];
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
