import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { IndexedLicence, IndexedTerms, type IndexQuestion, questions, routes } from "@colophon/sdk/index-api";
import * as v from "valibot";
import { expect, test } from "vitest";
import { openApi } from "../../indexer/http/openApi.ts";
import { handlers } from "../../indexer/routes/handlers.ts";
import { checkAnswer, strictOf } from "./support/checkAnswer.ts";

const terms = {
  id: `0x${"7e".repeat(24)}`,
  uses: ["print", "unknown:40"],
  purposes: ["editorial"],
  territories: ["DE"],
  field: null,
  exclusivity: "sole",
  duration: 60,
  duties: false,
} as const;

const claim = (more: object) => ({
  method: "get",
  path: `/v1/files/${"ab".repeat(32)}`,
  status: 200,
  answer: { at: { block: 5, time: 6 }, digest: `0x${"ab".repeat(32)}`, items: [], next: null, ...more },
});

test("every route is answered by a handler or by the health, and described in the OpenAPI document by its name", () => {
  expect(Object.keys(handlers).concat("health").sort()).toEqual(Object.keys(routes).sort());
  expect(Object.keys(questions).sort()).toEqual(Object.keys(routes).sort());
  const document = openApi();
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(routes).sort());
  const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !(String(name) in document.components.schemas))).toEqual([]);
  expect(JSON.stringify(document)).not.toContain("#/$defs");
});

test("parameters are described with what is required, what is usual and what is possible", () => {
  const { paths } = openApi();
  const parameters = (url: string) =>
    new Map(paths[url]?.get?.parameters.map((parameter) => [parameter.name, parameter]));
  expect(parameters("/v1/search").get("q")).toMatchObject({ required: true, schema: { maxLength: 500 } });
  expect(parameters("/v1/search").get("limit")).toMatchObject({
    required: false,
    schema: { default: 20, maximum: 100 },
  });
  expect(parameters("/v1/works").get("limit")).toMatchObject({ schema: { type: "integer", default: 30, minimum: 1 } });
  expect(parameters("/v1/offers").get("state")).toMatchObject({
    schema: { enum: expect.arrayContaining(["sold out"]) },
  });
  for (const path of Object.values(paths)) {
    for (const { parameters } of Object.values(path)) {
      for (const { name, description } of parameters) expect(description, name).toBeTypeOf("string");
    }
  }
});

test("the check of answers finds what is wrong with one, by the schemas and by the document", () => {
  expect(checkAnswer(claim({}))).toEqual([]);
  expect(checkAnswer(claim({ more: 1 }))).toEqual([expect.stringContaining("more")]);
  expect(checkAnswer(claim({ digest: "0x12" }))).toEqual([
    expect.stringContaining("digest"),
    expect.stringMatching(/^OpenAPI: \/digest/),
  ]);
  expect(checkAnswer(claim({ at: { block: 1.5, time: 6 } })).length).toBe(2);
  expect(checkAnswer({ ...claim({}), status: 400 }).length).toBeGreaterThan(0);
  const refused = { error: { code: "invalid-parameter", message: "No.", parameter: "q", value: "" } };
  expect(checkAnswer({ ...claim({}), status: 400, answer: refused })).toEqual([]);
  expect(checkAnswer({ ...claim({}), status: 400, answer: { error: { ...refused.error, code: "other" } } })).toEqual([
    expect.stringMatching(/^OpenAPI: \/error\/code/),
  ]);
});

test("what a reader lets pass is no mistake of a reader, and one of an index", () => {
  const licence = { ...terms, more: true };
  expect(v.safeParse(IndexedTerms, licence).success).toBe(true);
  expect(v.safeParse(strictOf(IndexedTerms), licence).success).toBe(false);
  expect(v.safeParse(strictOf(IndexedTerms), terms).success).toBe(true);
  expect(strictOf(IndexedLicence).type).toBe("strict_object");
});

test("docs/index-api.md lists every question with what it takes, as the routes have it", async () => {
  const text = await readFile(join(import.meta.dirname, "../../docs/index-api.md"), "utf8");
  const table = (Object.keys(routes) as (keyof typeof routes)[])
    .map((name) => ({ ...routes[name], ...(questions[name] as IndexQuestion) }))
    .sort((one, other) => (one.url < other.url ? -1 : 1));
  const rows = table.map(({ method, url, query, body, summary }) => {
    const names = Object.keys(body && "entries" in body ? (body.entries as object) : query);
    return `| \`${method.toUpperCase()} ${url}\` | ${names.map((name) => `\`${name}\``).join(" ")} | ${summary} |`;
  });
  const expected = ["| question | takes | answer |", "|---|---|---|", ...rows].join("\n");
  // If this fails, put the table that is expected here into the document in place of the one that is there.
  expect(text.slice(text.indexOf("| question |"), text.indexOf("\n\n", text.indexOf("| question |")))).toBe(expected);
});
