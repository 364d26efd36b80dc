import type { routes } from "@colophon/sdk/index-api";
import { ApiError, refuse } from "../http/ApiError.ts";
import type { Handler } from "../http/mountRoutes.ts";
import { findClearance } from "../query/clearance.ts";
import { findLicences } from "../query/licences.ts";
import { findOffers } from "../query/offers.ts";
import { addressOf } from "../sql.ts";

export const licences: Handler<typeof routes.licences> = ({ sql, at, query }) =>
  findLicences(sql, { ...query, now: at.time });

export const offers: Handler<typeof routes.offers> = ({ sql, at, query }) =>
  findOffers(sql, { ...query, now: at.time });

export const clearance: Handler<typeof routes.clearance> = async ({ sql, at, body }) => {
  const { files, works, words, from, until, account } = body;
  if (files.length + works.length === 0 && !words) {
    throw new ApiError(400, "nothing-asked", "Name files, works or words: nothing was given to clear.");
  }
  if (typeof from === "number" && typeof until === "number" && until < from) {
    throw refuse("until", until, "the use ends before it begins; give a later time.");
  }
  return { account: account ? addressOf(account) : null, ...(await findClearance(sql, body, at.time)) };
};
