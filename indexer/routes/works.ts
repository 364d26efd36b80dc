import { categories } from "@colophon/sdk";
import type { routes } from "@colophon/sdk/index-api";
import { ApiError, refuse } from "../http/ApiError.ts";
import type { Handler } from "../http/mountRoutes.ts";
import { refuseEmptyPeriod } from "../http/readQuestion.ts";
import { findWorkIds } from "../query/findWorkIds.ts";
import { findFileClaims, findWork, findWorksById } from "../query/works.ts";
import { wordQuery } from "../search/wordQuery.ts";

/** As many claims to one file are told. */
const mostClaims = 100;

export const works: Handler<typeof routes.works> = async ({ sql, at, query }) => {
  const { q, category, from, to, sort, ...rest } = query;
  if (rest.maxPrice !== undefined && rest.currency === undefined) {
    throw refuse("maxPrice", rest.maxPrice, "a price means nothing without its currency; give “currency” too.");
  }
  refuseEmptyPeriod(from, to);
  const words = q === undefined ? undefined : await wordQuery(sql, q);
  if (q !== undefined && words === undefined) return { items: [], next: null };
  const { ids, next } = await findWorkIds(sql, {
    ...rest,
    ...{ words, from, until: to, now: at.time, oldestFirst: sort === "oldest" },
    category: category === undefined ? undefined : categories.findIndex(({ id }) => id === category),
  });
  return { items: await findWorksById(sql, { ids, now: at.time }), next };
};

export const work: Handler<typeof routes.work> = async ({ sql, at, path: { id } }) => {
  const found = await findWork(sql, id, at.time);
  if (found) return found;
  throw new ApiError(404, "no-such-work", `There is no work ${id} up to block ${at.block}. Check its number.`, { id });
};

export const file: Handler<typeof routes.file> = async ({ sql, at, path: { sha256: digest } }) => ({
  digest,
  items: await findFileClaims(sql, { digests: [digest], most: mostClaims, now: at.time }),
});
