import { categories } from "@colophon/sdk";
import { ApiError, refuse } from "../http/ApiError.ts";
import { parameters } from "../http/parameters.ts";
import { defineRoute } from "../http/Route.ts";
import { listAnswer, shapes } from "../http/schemas.ts";
import { findWorkIds } from "../query/findWorkIds.ts";
import { findFileClaims, findWork, findWorksById } from "../query/works.ts";
import { wordQuery } from "../search/wordQuery.ts";

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
    const { ids, next } = await findWorkIds(sql, {
      ...rest,
      ...{ words, maxPrice, currency, from, until: to, limit, now: at.time, oldestFirst: sort === "oldest" },
      category: category === undefined ? undefined : categories.findIndex(({ id }) => id === category),
    });
    return { items: await findWorksById(sql, { ids, now: at.time }), next };
  },
});

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
    const found = await findWork(sql, id, at.time);
    if (found) return found;
    throw new ApiError(404, "no-such-work", `There is no work ${id} up to block ${at.block}. Check its number.`, {
      id,
    });
  },
});

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
