import { readInventory } from "@colophon/sdk";
import { parameters } from "../../../http/parameters.ts";
import { defineRoute } from "../../../http/Route.ts";
import { refuse } from "../../../http/refuse.ts";
import { addressOf } from "../../../query/addressOf.ts";
import { answerDocument, documentTypes } from "../../../statements/answerDocument.ts";
import { clientAt } from "../../../statements/clientAt.ts";
import { documentQuery } from "../../../statements/documentQuery.ts";

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
