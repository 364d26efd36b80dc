import type { Route } from "../http/Route.ts";
import { account, trends } from "./figures.ts";
import { clearance, licences, offers } from "./licences.ts";
import { near, search } from "./search.ts";
import {
  auditStatement,
  inventoryStatement,
  registerStatement,
  royaltyStatement,
  taxYearStatement,
} from "./statements.ts";
import { file, work, works } from "./works.ts";

/** Every question that the index answers, but health and GraphQL. */
export const routes: readonly Route[] = [
  search,
  works,
  work,
  file,
  near,
  clearance,
  licences,
  offers,
  account,
  trends,
  royaltyStatement,
  taxYearStatement,
  registerStatement,
  inventoryStatement,
  auditStatement,
];
