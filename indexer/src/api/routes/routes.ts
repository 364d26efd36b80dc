import type { Route } from "../../../http/Route.ts";
import { account } from "./account.ts";
import { clearance } from "./clearance.ts";
import { file } from "./file.ts";
import { licences } from "./licences.ts";
import { near } from "./near.ts";
import { offers } from "./offers.ts";
import { search } from "./search.ts";
import { trends } from "./trends.ts";
import { work } from "./work.ts";
import { works } from "./works.ts";

/** Every question that the index answers, but health and GraphQL. */
export const routes: readonly Route[] = [search, works, work, file, near, clearance, licences, offers, account, trends];
