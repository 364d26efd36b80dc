import { categories } from "@colophon/sdk";
import type { routes } from "@colophon/sdk/index-api";
import { ApiError, refuse } from "../http/ApiError.ts";
import type { Handler } from "../http/mountRoutes.ts";
import { refuseEmptyPeriod } from "../http/readQuestion.ts";
import { findWorkIds } from "../query/findWorkIds.ts";
import {
  findFilePage,
  findWork,
  findWorkDerivatives,
  findWorkFiles,
  findWorkHolders,
  findWorksById,
  findWorkVersions,
} from "../query/works.ts";
import { wordQuery } from "../search/wordQuery.ts";
import type { Sql } from "../sql.ts";

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
  throw noSuchWork(id, at.block);
};

const noSuchWork = (id: string, block: number) =>
  new ApiError(404, "no-such-work", `There is no work ${id} up to block ${block}. Check its number.`, { id });

/** Answers a route with a page of something that belongs to a work. */
const listOf =
  <Page>(
    find: (sql: Sql, id: string, page: { after?: string | undefined; limit: number }) => Promise<Page | undefined>,
  ) =>
  async ({ sql, at, path: { id }, query }: Listed): Promise<Page> => {
    const page = await find(sql, id, query);
    if (page === undefined) throw noSuchWork(id, at.block);
    return page;
  };

type Listed = Parameters<Handler<typeof routes.workVersions>>[0];

export const workVersions: Handler<typeof routes.workVersions> = listOf(findWorkVersions);

export const workFiles: Handler<typeof routes.workFiles> = listOf(findWorkFiles);

export const workDerivatives: Handler<typeof routes.workDerivatives> = listOf(findWorkDerivatives);

export const workHolders: Handler<typeof routes.workHolders> = listOf(findWorkHolders);

export const file: Handler<typeof routes.file> = ({ sql, at, path: { sha256 }, query }) =>
  findFilePage(sql, sha256, { ...query, now: at.time });
