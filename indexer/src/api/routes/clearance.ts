import { defineRoute } from "../../../http/Route.ts";
import { shapes } from "../../../http/schemas.ts";
import { addressOf } from "../../../query/addressOf.ts";
import { readClearance } from "../../../query/readClearance.ts";
import { clearanceQuestionSchema, readClearanceQuestion } from "../../../query/readClearanceQuestion.ts";

const { object, listOf, orNull, ref, text, time, address } = shapes;

export const clearance = defineRoute({
  method: "post",
  url: "/v1/clearance",
  summary:
    "May I use this? For files, works or words: licences that an account holds, offers that would allow the use, and exclusive licences in the way.",
  path: {},
  query: {},
  body: { schema: clearanceQuestionSchema, parse: readClearanceQuestion },
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
    return { account, ...(await readClearance(sql, body, at.time)) };
  },
});
