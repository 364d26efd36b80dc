import { readStatement, statementDocument, taxYear } from "@colophon/sdk";
import { parameters } from "../../../http/parameters.ts";
import { defineRoute } from "../../../http/Route.ts";
import { refuse } from "../../../http/refuse.ts";
import { addressOf } from "../../../query/addressOf.ts";
import { answerDocument, documentTypes } from "../../../statements/answerDocument.ts";
import { clientAt } from "../../../statements/clientAt.ts";
import { documentQuery } from "../../../statements/documentQuery.ts";
import { statementSource } from "../../../statements/statementSource.ts";

export const taxYearStatement = defineRoute({
  method: "get",
  url: "/v1/statements/tax-year",
  summary: "All income of an account in a year, and all that it paid.",
  path: {},
  query: {
    holder: parameters.address("Whose income and payments."),
    year: parameters.year,
    begins: { ...parameters.text("Month and day that the fiscal year begins on; 01-01 if not given.", 5) },
    currency: parameters.address("A token, or the zero address for ETH."),
    ...documentQuery,
  },
  answer: { type: "object", description: "A document of the format colophon-statement/1: see docs/formats.md." },
  mediaTypes: documentTypes,
  async handle({ query: { holder, year, begins, currency, format }, at, ...service }) {
    if (holder === undefined) throw refuse("holder", "", "name the account that the year is about.");
    if (year === undefined) throw refuse("year", "", "give a calendar year, such as 2026.");
    const context = { client: clientAt(service.client, at.block), deployment: service.deployment };
    const account = addressOf(holder);
    async function read() {
      const query = taxYear({ account, year: year as number, begins, currency: currency && addressOf(currency) });
      const statement = await readStatement(context, query, statementSource(service));
      return statementDocument(service.deployment, query, statement, "tax-year");
    }
    return answerDocument(service, read(), format);
  },
});
