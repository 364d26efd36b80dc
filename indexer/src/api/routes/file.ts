import { parameters } from "../../../http/parameters.ts";
import { defineRoute } from "../../../http/Route.ts";
import { shapes } from "../../../http/schemas.ts";
import { findFileClaims } from "../../../query/findFileClaims.ts";

const { object, listOf, ref, hash } = shapes;

export const file = defineRoute({
  method: "get",
  url: "/v1/files/{sha256}",
  summary: "Everybody who made a file findable, the earliest proven claim first; the first 100. None: empty.",
  path: { sha256: parameters.digest("The SHA-256 of a file, with or without 0x.") },
  query: {},
  answer: object({ at: shapes.at, digest: hash, items: listOf(ref("FileClaim")) }),
  async handle({ sql, at, path: { sha256: digest } }) {
    return { digest, items: await findFileClaims(sql, { digests: [digest], most: 100, now: at.time }) };
  },
});
