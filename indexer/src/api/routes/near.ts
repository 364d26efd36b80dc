import { parameters } from "../../../http/parameters.ts";
import { defineRoute } from "../../../http/Route.ts";
import { refuse } from "../../../http/refuse.ts";
import { shapes } from "../../../http/schemas.ts";
import { findNear } from "../../../query/findNear.ts";
import { readWorks } from "../../../query/readWorks.ts";

const { object, listOf, ref } = shapes;

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
    const works = await readWorks(sql, { ids: found.map(({ id }) => id), now: at.time });
    const likeness = new Map(found.map((entry) => [entry.id, entry.likeness]));
    return { items: works.map((work) => ({ work, likeness: likeness.get(work.id) ?? 0 })) };
  },
});
