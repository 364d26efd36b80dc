import { listAnswer } from "../../../http/listAnswer.ts";
import { parameters } from "../../../http/parameters.ts";
import { defineRoute } from "../../../http/Route.ts";
import { findOffers } from "../../../query/findOffers.ts";

export const offers = defineRoute({
  method: "get",
  url: "/v1/offers",
  summary: "Published offers, the latest first.",
  path: {},
  query: {
    work: parameters.work,
    licensor: parameters.address("Who offers."),
    state: parameters.choice("Whether it can be bought now, or why not.", [
      "open",
      "not open yet",
      "ended",
      "sold out",
      "closed",
      "lapsed",
    ]),
    after: parameters.after,
    limit: parameters.limit,
  },
  answer: listAnswer("Offer"),
  handle: ({ sql, at, query: { limit = 30, ...query } }) => findOffers(sql, { ...query, limit, now: at.time }),
});
