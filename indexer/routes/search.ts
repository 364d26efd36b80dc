import type { routes } from "@colophon/sdk/index-api";
import type { Handler } from "../http/mountRoutes.ts";
import { findAnything, findNear } from "../query/search.ts";
import { findWorksById } from "../query/works.ts";

export const search: Handler<typeof routes.search> = ({ sql, at, query: { q, limit } }) =>
  findAnything(sql, { typed: q, now: at.time, limit });

export const near: Handler<typeof routes.near> = async ({ sql, at, query: { name, limit } }) => {
  const found = await findNear(sql, name, limit);
  const works = await findWorksById(sql, { ids: found.map(({ id }) => id), now: at.time });
  const likeness = new Map(found.map((entry) => [entry.id, entry.likeness]));
  return { items: works.map((work) => ({ work, likeness: likeness.get(work.id) ?? 0 })) };
};
