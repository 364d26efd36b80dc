import type { routes } from "@colophon/sdk/index-api";
import { refuse } from "../http/ApiError.ts";
import type { Handler } from "../http/mountRoutes.ts";
import { refuseEmptyPeriod } from "../http/readQuestion.ts";
import { findAccount, findNames, findTrends } from "../query/figures.ts";

export const account: Handler<typeof routes.account> = ({ sql, at, path: { address } }) =>
  findAccount(sql, address, at.time);

export const names: Handler<typeof routes.names> = async ({ sql, query: { of } }) => ({
  items: await findNames(sql, of),
});

export const trends: Handler<typeof routes.trends> = async ({ sql, query: { measure, by, to, ...query } }) => {
  const { split, use, purpose, territory, currency } = query;
  if (measure === "registrations") {
    const [name, value] =
      Object.entries({ use, purpose, territory, currency }).find(([, given]) => given !== undefined) ?? [];
    if (name) throw refuse(name, value, "a registration has none; leave it out, or choose another measure.");
    if (split && split !== "category") throw refuse("split", split, "a registration has only a category.");
  } else if (measure !== "licences" && split && split !== "currency" && currency === undefined) {
    throw refuse("split", split, "amounts in several currencies do not add up; give “currency” too.");
  }
  refuseEmptyPeriod(query.from, to);
  return { measure, by, series: await findTrends(sql, { ...query, measure, by, until: to }) };
};
