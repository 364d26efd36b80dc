import { type ReadContext, readStatement, type StatementQuery, statementDocument } from "@colophon/sdk";
import type { ShownStatement } from "./ShownStatement.ts";

/** How many lines the page shows: a download has them all. */
const most = 200;

/** Computes a statement and keeps what the page shows of it. */
export async function readShownStatement(context: ReadContext, query: StatementQuery): Promise<ShownStatement> {
  const read = await readStatement(context, query);
  const { head } = statementDocument(context.deployment, query, read);
  const shown: ShownStatement = { head, openings: [], lines: [], count: 0, totals: [], closings: [], checks: [] };
  for await (const part of read.parts) {
    if (part.section === "lines") {
      shown.count++;
      if (shown.lines.length < most) shown.lines.push(part.row);
    } else if (part.section === "totals") shown.totals.push(part.row);
    else if (part.section === "checks") shown.checks.push(part.row);
    else shown[part.section].push(part.row);
  }
  return shown;
}
