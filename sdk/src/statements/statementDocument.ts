import { getAddress } from "viem";
import type { Deployment } from "../deployment/Deployment.ts";
import { formatId } from "../ids/formatId.ts";
import type { DocumentKind, DocumentRow, StatementDocument } from "./Document.ts";
import { documentHead } from "./documentHead.ts";
import type { ReadStatement } from "./readStatement.ts";
import type { StatementPart, StatementQuery } from "./Statement.ts";
import { statementSections } from "./statementSections.ts";

function titleOf({ holder, work, payer }: StatementQuery, kind: DocumentKind): string {
  if (kind === "tax-year") return "Income and payments of a year";
  if (holder !== undefined) return "Royalty statement";
  return payer === undefined && work !== undefined ? "Income of a work" : "Payments for licences and works";
}

async function* rowsOf(parts: AsyncIterable<StatementPart>): AsyncGenerator<DocumentRow, void> {
  for await (const part of parts) yield part;
}

/** A royalty statement as a document for the writers. */
export function statementDocument(
  deployment: Deployment,
  query: StatementQuery,
  { block, parts }: ReadStatement,
  kind: "royalties" | "tax-year" = "royalties",
): StatementDocument {
  const { holder, work, payer, currency, from, until } = query;
  const subject = {
    ...(holder && { holder: getAddress(holder) }),
    ...(payer && payer !== holder && { payer: getAddress(payer) }),
    ...(work !== undefined && { work: formatId(work, "work") }),
    ...(currency && { currency: getAddress(currency) }),
  };
  const untaken =
    "Units that a holder was given at registration and has not taken yet earn nothing here until they are taken; then they earn from the beginning, in one line.";
  const head = documentHead(deployment, {
    ...{ kind, title: titleOf(query, kind), subject, block, sections: statementSections },
    period: { from, until },
    limits: [
      "A node that shows no payment at all in some token can hide that token. Ask a second node for what matters.",
      ...(holder === undefined ? [] : [untaken]),
      ...(holder !== undefined && work !== undefined
        ? [
            "Proceeds of sublicences are withdrawn together for all works, so they are in the statement of all works only.",
          ]
        : []),
    ],
  });
  return { head, rows: rowsOf(parts) };
}
