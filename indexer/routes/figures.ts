import { refuse } from "../http/ApiError.ts";
import { parameters } from "../http/parameters.ts";
import { defineRoute } from "../http/Route.ts";
import { schemas, shapes } from "../http/schemas.ts";
import { findAccount, findTrends } from "../query/figures.ts";

export const account = defineRoute({
  method: "get",
  url: "/v1/accounts/{address}",
  summary: "What an account has to do with the register, in counts and sums; zeros if nothing.",
  path: { address: parameters.address("An account.") },
  query: {},
  answer: shapes.object({ at: shapes.at, ...schemas.Account.properties }),
  handle: ({ sql, at, path: { address } }) => findAccount(sql, address, at.time),
});

const { object, listOf, orNull, amount, count, time, address, text } = shapes;

const measures = ["registrations", "licences", "income", "price"] as const;

const steps = ["day", "week", "month"] as const;

export const trends = defineRoute({
  method: "get",
  url: "/v1/trends",
  summary:
    "Registrations, licences, income and mean prices over time. Money is never added over currencies. At most 60 series, the largest.",
  path: {},
  query: {
    measure: parameters.choice("What is counted.", measures),
    by: parameters.choice("The width of a bucket, in UTC; weeks begin on Monday. Month if not given.", steps),
    split: parameters.choice("One series for each.", ["category", "use", "territory", "currency"]),
    category: parameters.category,
    use: parameters.use,
    territory: parameters.territory,
    currency: parameters.address("A token, or the zero address for ETH."),
    from: parameters.time("From the day of then on"),
    to: parameters.time("Before then; a day that has begun counts in full"),
  },
  answer: object({
    at: shapes.at,
    measure: { type: "string", enum: measures },
    by: { type: "string", enum: steps },
    series: listOf(
      object({ key: text, currency: orNull(address), points: listOf(object({ time, value: amount, count })) }),
    ),
  }),
  async handle({ sql, query: { measure = "registrations", by = "month", to, ...query } }) {
    const { split, use, territory, currency, from } = query;
    if (measure === "registrations") {
      const [name, value] = Object.entries({ use, territory, currency }).find(([, given]) => given !== undefined) ?? [];
      if (name) throw refuse(name, value, "a registration has none; leave it out, or choose another measure.");
      if (split && split !== "category") throw refuse("split", split, "a registration has only a category.");
    } else if (measure !== "licences" && split && split !== "currency" && currency === undefined) {
      throw refuse("split", split, "amounts in several currencies do not add up; give “currency” too.");
    }
    if (from !== undefined && to !== undefined && to <= from)
      throw refuse("to", String(to), "give a time after “from”.");
    return { measure, by, series: await findTrends(sql, { ...query, measure, by, until: to }) };
  },
});
