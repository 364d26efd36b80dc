import { ApiError } from "../../../http/ApiError.ts";
import { parameters } from "../../../http/parameters.ts";
import { defineRoute } from "../../../http/Route.ts";
import { shapes } from "../../../http/schemas.ts";
import { readWork } from "../../../query/readWork.ts";

const { object, listOf, ref, hash, time, count, amount, address } = shapes;

export const work = defineRoute({
  method: "get",
  url: "/v1/works/{id}",
  summary: "One work, with its versions, files, parents, derivatives, holders and income; the latest 100 of each.",
  path: { id: parameters.work },
  query: {},
  answer: object({
    at: shapes.at,
    work: ref("Work"),
    versions: listOf(
      object({
        revision: count,
        contentRoot: hash,
        metadataDigest: hash,
        provenTime: time,
        transaction: hash,
        at: shapes.at,
      }),
    ),
    files: listOf(object({ digest: hash, contentRoot: hash, disclosedAt: shapes.at })),
    parents: listOf(object({ work: shapes.work, licence: shapes.licence, share: count })),
    derivatives: listOf(object({ work: shapes.work, licence: shapes.licence, share: count })),
    holders: listOf(object({ holder: address, units: count })),
    income: listOf(
      object({
        currency: address,
        received: amount,
        paid: amount,
        fromDerivatives: amount,
        settled: amount,
        claimed: amount,
        payments: count,
      }),
    ),
  }),
  async handle({ sql, at, path: { id } }) {
    const found = await readWork(sql, id, at.time);
    if (found) return found;
    throw new ApiError(404, "no-such-work", `There is no work ${id} up to block ${at.block}. Check its number.`, {
      id,
    });
  },
});
