import { listAnswer } from "../../../http/listAnswer.ts";
import { parameters } from "../../../http/parameters.ts";
import { defineRoute } from "../../../http/Route.ts";
import { findLicences } from "../../../query/findLicences.ts";

export const licences = defineRoute({
  method: "get",
  url: "/v1/licences",
  summary: "Licences, the latest first. A sublicence ends with whatever it comes from.",
  path: {},
  query: {
    holder: parameters.address("Who holds it."),
    work: parameters.work,
    licensor: parameters.address("Who sold it."),
    offer: parameters.digest("The offer that it was bought by."),
    state: parameters.choice("Where it stands now.", ["live", "ended", "terminated", "future"]),
    after: parameters.after,
    limit: parameters.limit,
  },
  answer: listAnswer("Licence"),
  handle: ({ sql, at, query: { limit = 30, ...query } }) => findLicences(sql, { ...query, limit, now: at.time }),
});
