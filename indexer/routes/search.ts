import { refuse } from "../http/ApiError.ts";
import { parameters } from "../http/parameters.ts";
import { defineRoute } from "../http/Route.ts";
import { shapes } from "../http/schemas.ts";
import { findAnything as find, findNear } from "../query/search.ts";
import { findWorksById } from "../query/works.ts";

const { object, ref, listOf, orNull } = shapes;

const kinds = ["digest", "work", "licence", "offer", "address", "words"] as const;

export const search = defineRoute({
  method: "get",
  url: "/v1/search",
  summary: "One box: a digest, a number, a link, an address, or words.",
  path: {},
  query: {
    q: parameters.text("What somebody typed or pasted. The last word may be unfinished.", 500),
    limit: parameters.limit,
  },
  answer: object({
    at: shapes.at,
    query: object({ kind: { type: "string", enum: kinds } }),
    works: listOf(ref("Work")),
    licences: listOf(ref("Licence")),
    offers: listOf(ref("Offer")),
    account: orNull(ref("Account")),
    files: listOf(ref("FileClaim")),
  }),
  async handle({ sql, at, query: { q, limit } }) {
    if (q === undefined) throw refuse("q", "", "give what to search for, such as /v1/search?q=blue.");
    return find(sql, { typed: q, now: at.time, limit });
  },
});

export const near = defineRoute({
  method: "get",
  url: "/v1/near",
  summary: "Works whose names are spelled alike, the nearest first, among at most 2,000 that share a rare part.",
  path: {},
  query: { name: parameters.text("A name.", 200), limit: parameters.limit },
  answer: object({
    at: shapes.at,
    items: listOf(object({ work: ref("Work"), likeness: { type: "number", minimum: 0, maximum: 1 } })),
  }),
  async handle({ sql, at, query: { name, limit = 30 } }) {
    if (name === undefined) throw refuse("name", "", "give a name, such as /v1/near?name=Blue.");
    const found = await findNear(sql, name, limit);
    const works = await findWorksById(sql, { ids: found.map(({ id }) => id), now: at.time });
    const likeness = new Map(found.map((entry) => [entry.id, entry.likeness]));
    return { items: works.map((work) => ({ work, likeness: likeness.get(work.id) ?? 0 })) };
  },
});
