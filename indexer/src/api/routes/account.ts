import { parameters } from "../../../http/parameters.ts";
import { defineRoute } from "../../../http/Route.ts";
import { schemas, shapes } from "../../../http/schemas.ts";
import { readAccount } from "../../../query/readAccount.ts";

export const account = defineRoute({
  method: "get",
  url: "/v1/accounts/{address}",
  summary: "What an account has to do with the register, in counts and sums; zeros if nothing.",
  path: { address: parameters.address("An account.") },
  query: {},
  answer: shapes.object({ at: shapes.at, ...schemas.Account.properties }),
  handle: ({ sql, at, path: { address } }) => readAccount(sql, address, at.time),
});
