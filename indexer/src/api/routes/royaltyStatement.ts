import { readStatement, statementDocument } from "@colophon/sdk";
import { parameters } from "../../../http/parameters.ts";
import { defineRoute } from "../../../http/Route.ts";
import { addressOf } from "../../../query/addressOf.ts";
import { answerDocument, documentTypes } from "../../../statements/answerDocument.ts";
import { clientAt } from "../../../statements/clientAt.ts";
import { documentQuery } from "../../../statements/documentQuery.ts";
import { statementSource } from "../../../statements/statementSource.ts";

export const royaltyStatement = defineRoute({
  method: "get",
  url: "/v1/statements/royalties",
  summary:
    "A royalty statement of a holder, or of a work: opening, every line, totals, closing, and checks against the contract.",
  path: {},
  query: {
    holder: parameters.address("Whose share of income. Without it, all that `work` receives."),
    work: parameters.work,
    currency: parameters.address("A token, or the zero address for ETH."),
    from: parameters.time("Lines from then on"),
    to: parameters.time("Lines before then"),
    ...documentQuery,
  },
  answer: { type: "object", description: "A document of the format colophon-statement/1: see docs/formats.md." },
  mediaTypes: documentTypes,
  async handle({ query: { work, holder, currency, from, to, format }, at, ...service }) {
    const query = {
      work: work && BigInt(work),
      holder: holder && addressOf(holder),
      currency: currency && addressOf(currency),
      ...{ from, until: to },
    };
    const context = { client: clientAt(service.client, at.block), deployment: service.deployment };
    const read = readStatement(context, query, statementSource(service));
    return answerDocument(
      service,
      read.then((statement) => statementDocument(service.deployment, query, statement)),
      format,
    );
  },
});
