import { categories } from "@colophon/sdk";
import { wordQuery } from "../../../content/search/wordQuery.ts";
import { listAnswer } from "../../../http/listAnswer.ts";
import { parameters } from "../../../http/parameters.ts";
import { defineRoute } from "../../../http/Route.ts";
import { refuse } from "../../../http/refuse.ts";
import { findWorks } from "../../../query/findWorks.ts";
import { readWorks } from "../../../query/readWorks.ts";

const offer = "of an offer that can be bought now by anybody";

export const works = defineRoute({
  method: "get",
  url: "/v1/works",
  summary: "Works, the latest first: all that match every filter.",
  path: {},
  query: {
    q: parameters.text("Words that must all be in the name, the credits or the description.", 200),
    category: parameters.category,
    use: { ...parameters.use, description: `A use ${offer}.` },
    territory: { ...parameters.territory, description: `A territory ${offer}, by its ISO 3166-1 code.` },
    currency: parameters.address(`The currency ${offer}: a token, or the zero address for ETH.`),
    maxPrice: {
      ...parameters.amount,
      description: `The highest price ${offer}, in the smallest unit of \`currency\`.`,
    },
    available: parameters.flag("Only works with an offer that can be bought now by anybody."),
    claimant: parameters.address("Who registered it."),
    controller: parameters.address("Who controls it now."),
    holder: parameters.address("Who holds royalty units of it, taken or not yet."),
    from: parameters.time("Registered from then on"),
    to: parameters.time("Registered before then"),
    sort: parameters.choice("The order; newest if not given.", ["newest", "oldest"]),
    after: parameters.after,
    limit: parameters.limit,
  },
  answer: listAnswer("Work"),
  async handle({ sql, at, query }) {
    const { q, category, maxPrice, currency, from, to, sort, limit = 30, ...rest } = query;
    if (maxPrice !== undefined && currency === undefined) {
      throw refuse("maxPrice", maxPrice, "a price means nothing without its currency; give “currency” too.");
    }
    if (from !== undefined && to !== undefined && to <= from)
      throw refuse("to", String(to), "give a time after “from”.");
    const words = q === undefined ? undefined : await wordQuery(sql, q);
    if (q !== undefined && words === undefined) return { items: [], next: null };
    const { ids, next } = await findWorks(sql, {
      ...rest,
      ...{ words, maxPrice, currency, from, until: to, limit, now: at.time, oldestFirst: sort === "oldest" },
      category: category === undefined ? undefined : categories.findIndex(({ id }) => id === category),
    });
    return { items: await readWorks(sql, { ids, now: at.time }), next };
  },
});
