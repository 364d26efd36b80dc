import type { Handlers } from "../http/mountRoutes.ts";
import * as figures from "./figures.ts";
import * as licences from "./licences.ts";
import * as search from "./search.ts";
import * as statements from "./statements.ts";
import * as works from "./works.ts";

/** What answers each route of the SDK's table, by the names that stand there. */
export const handlers: Handlers = { ...search, ...works, ...licences, ...figures, ...statements };
