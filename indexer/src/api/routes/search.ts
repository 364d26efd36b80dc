import { parameters } from "../../../http/parameters.ts";
import { defineRoute } from "../../../http/Route.ts";
import { refuse } from "../../../http/refuse.ts";
import { shapes } from "../../../http/schemas.ts";
import { search as find } from "../../../query/search.ts";

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
