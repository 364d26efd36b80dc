import { readAudit, readInventory, readRegister, readStatement, statementDocument, taxYear } from "@colophon/sdk/books";
import { refuse } from "../http/ApiError.ts";
import { parameters } from "../http/parameters.ts";
import { defineRoute } from "../http/Route.ts";
import { addressOf } from "../sql.ts";
import { answerDocument, clientAt, documentQuery, documentTypes } from "../statements/answerDocument.ts";
import { statementSource } from "../statements/statementSource.ts";

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

export const registerStatement = defineRoute({
  method: "get",
  url: "/v1/statements/register",
  summary: "The register of licences that somebody granted, or of a work: read from the node, not from the index.",
  path: {},
  query: {
    licensor: parameters.address("Who granted them."),
    work: parameters.work,
    to: parameters.time("As it stood before then"),
    ...documentQuery,
  },
  answer: { type: "object", description: "A document of the format colophon-statement/1: see docs/formats.md." },
  mediaTypes: documentTypes,
  async handle({ query: { licensor, work, to, format }, at, ...service }) {
    const context = { client: clientAt(service.client, at.block), deployment: service.deployment };
    return answerDocument(
      service,
      readRegister(context, { licensor: licensor && addressOf(licensor), work: work && BigInt(work), until: to }),
      format,
    );
  },
});

export const inventoryStatement = defineRoute({
  method: "get",
  url: "/v1/statements/inventory",
  summary: "The works that an account controls, with what is licensed and what they earn: read from the node.",
  path: {},
  query: {
    owner: parameters.address("Who controls the works."),
    to: parameters.time("As it stood before then"),
    ...documentQuery,
  },
  answer: { type: "object", description: "A document of the format colophon-statement/1: see docs/formats.md." },
  mediaTypes: documentTypes,
  async handle({ query: { owner, to, format }, at, ...service }) {
    if (owner === undefined) throw refuse("owner", "", "name the account whose works are meant.");
    const context = { client: clientAt(service.client, at.block), deployment: service.deployment };
    return answerDocument(service, readInventory(context, { owner: addressOf(owner), until: to }), format);
  },
});

export const auditStatement = defineRoute({
  method: "get",
  url: "/v1/statements/audit",
  summary: "An audit of the works that an account controls, or of one work: read from the node.",
  path: {},
  query: {
    owner: parameters.address("Who controls the works."),
    work: parameters.work,
    to: parameters.time("As it stood before then"),
    ...documentQuery,
  },
  answer: { type: "object", description: "A document of the format colophon-statement/1: see docs/formats.md." },
  mediaTypes: documentTypes,
  async handle({ query: { owner, work, to, format }, at, ...service }) {
    const context = { client: clientAt(service.client, at.block), deployment: service.deployment };
    return answerDocument(
      service,
      readAudit(context, { owner: owner && addressOf(owner), work: work && BigInt(work), until: to }),
      format,
    );
  },
});
