import { clearanceQuestionSchema, parseClearanceQuestion } from "../http/clearanceQuestion.ts";
import { parameters } from "../http/parameters.ts";
import { defineRoute } from "../http/Route.ts";
import { listAnswer, shapes } from "../http/schemas.ts";
import { findClearance } from "../query/clearance.ts";
import { findLicences } from "../query/licences.ts";
import { findOffers } from "../query/offers.ts";
import { addressOf } from "../sql.ts";

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

const { object, listOf, orNull, ref, text, time, address } = shapes;

export const clearance = defineRoute({
  method: "post",
  url: "/v1/clearance",
  summary:
    "May I use this? For files, works or words: licences that an account holds, offers that would allow the use, and exclusive licences in the way.",
  path: {},
  query: {},
  body: { schema: clearanceQuestionSchema, parse: parseClearanceQuestion },
  answer: object({
    at: shapes.at,
    use: text,
    territory: text,
    from: time,
    until: time,
    account: orNull(address),
    items: listOf(
      object({
        input: object({ kind: { type: "string", enum: ["file", "work", "words"] }, value: text }),
        verdict: { type: "string", enum: ["held", "offered", "conflict", "none", "unknown-file", "unknown-work"] },
        sentence: text,
        works: listOf(ref("ClearedWork")),
      }),
    ),
  }),
  async handle({ sql, at, body }) {
    const account = body.account === undefined ? null : addressOf(body.account);
    return { account, ...(await findClearance(sql, body, at.time)) };
  },
});
