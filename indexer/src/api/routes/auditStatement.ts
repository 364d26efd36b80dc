import { readAudit } from "@colophon/sdk";
import { parameters } from "../../../http/parameters.ts";
import { defineRoute } from "../../../http/Route.ts";
import { addressOf } from "../../../query/addressOf.ts";
import { answerDocument, documentTypes } from "../../../statements/answerDocument.ts";
import { clientAt } from "../../../statements/clientAt.ts";
import { documentQuery } from "../../../statements/documentQuery.ts";

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
