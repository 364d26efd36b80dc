import { readAudit, readInventory, readRegister, readStatement, statementDocument, taxYear } from "@colophon/sdk/books";
import type { routes } from "@colophon/sdk/index-api";
import type { Address } from "viem";
import type { Handler } from "../http/mountRoutes.ts";
import { addressOf } from "../sql.ts";
import { answerDocument, contextAt } from "../statements/answerDocument.ts";
import { statementSource } from "../statements/statementSource.ts";

const accountOf = (given: Address | undefined) => given && addressOf(given);

const workOf = (given: string | undefined) => (given === undefined ? undefined : BigInt(given));

export const royaltyStatement: Handler<typeof routes.royaltyStatement> = ({ at, query: asked, ...service }) => {
  const query = {
    work: workOf(asked.work),
    holder: accountOf(asked.holder),
    currency: accountOf(asked.currency),
    ...{ from: asked.from, until: asked.to },
  };
  const read = async () => {
    const statement = await readStatement(contextAt(service, at), query, statementSource(service));
    return statementDocument(service.deployment, query, statement);
  };
  return answerDocument(service, read, asked.format);
};

export const taxYearStatement: Handler<typeof routes.taxYearStatement> = ({ at, query: asked, ...service }) => {
  const read = async () => {
    const { year, begins } = asked;
    const query = taxYear({ account: addressOf(asked.holder), year, begins, currency: accountOf(asked.currency) });
    const statement = await readStatement(contextAt(service, at), query, statementSource(service));
    return statementDocument(service.deployment, query, statement, "tax-year");
  };
  return answerDocument(service, read, asked.format);
};

export const registerStatement: Handler<typeof routes.registerStatement> = ({ at, query: asked, ...service }) => {
  const query = { licensor: accountOf(asked.licensor), work: workOf(asked.work), until: asked.to };
  return answerDocument(service, () => readRegister(contextAt(service, at), query), asked.format);
};

export const inventoryStatement: Handler<typeof routes.inventoryStatement> = ({ at, query: asked, ...service }) => {
  const query = { owner: addressOf(asked.owner), until: asked.to };
  return answerDocument(service, () => readInventory(contextAt(service, at), query), asked.format);
};

export const auditStatement: Handler<typeof routes.auditStatement> = ({ at, query: asked, ...service }) => {
  const query = { owner: accountOf(asked.owner), work: workOf(asked.work), until: asked.to };
  return answerDocument(service, () => readAudit(contextAt(service, at), query), asked.format);
};
