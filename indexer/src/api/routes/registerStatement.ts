import { readRegister } from "@colophon/sdk";
import { parameters } from "../../../http/parameters.ts";
import { defineRoute } from "../../../http/Route.ts";
import { addressOf } from "../../../query/addressOf.ts";
import { answerDocument, documentTypes } from "../../../statements/answerDocument.ts";
import { clientAt } from "../../../statements/clientAt.ts";
import { documentQuery } from "../../../statements/documentQuery.ts";

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
