import type { Address } from "viem";
import { formatId } from "../model/ids.ts";
import type { ReadClient, ReadContext } from "../read/finding.ts";
import { workAt } from "../read/works.ts";
import { auditResultWords } from "./auditCheck.ts";
import { auditChecks, type UnitHolder } from "./auditChecks.ts";
import {
  blockBefore,
  type DocumentRow,
  type DocumentSection,
  documentHead,
  type StatementDocument,
} from "./document.ts";
import { notTested } from "./notTested.ts";
import { rememberLogs, secondNodeCheck, worksCheck } from "./populationChecks.ts";
import { type PortfolioWork, portfolioWorkAt, worksControlledAt } from "./portfolio.ts";
import { registerRows } from "./register.ts";
import { registerSections } from "./registerSections.ts";
import { StatementError } from "./statement.ts";

const sections: readonly DocumentSection[] = [
  {
    id: "checks",
    title: "Questions and answers",
    intro:
      "Consistent: the two sides that were compared say the same; that is no opinion on what was not compared. Differs: they do not, so do not rely on this report. Attention: the record is sound and says something that you must know. Not known: one side was not at hand. Nothing to compare: there was nothing of the kind.",
    columns: [
      { id: "work", title: "Work", kind: "work" },
      { id: "check", title: "Question", kind: "text" },
      { id: "result", title: "Result", kind: "text", words: auditResultWords },
      { id: "compared", title: "Compared", kind: "text" },
      { id: "items", title: "How many", kind: "count" },
      { id: "finding", title: "Finding", kind: "text" },
      { id: "currency", title: "Currency", kind: "currency" },
      { id: "computed", title: "From the events", kind: "amount" },
      { id: "contract", title: "From the contract", kind: "amount" },
      { id: "how", title: "How to answer it again", kind: "text" },
    ],
  },
  {
    id: "notTested",
    title: "What was not tested",
    intro: "Questions that an auditor may have and this report does not answer, and where answers may be found.",
    columns: [
      { id: "subject", title: "Subject", kind: "text" },
      { id: "why", title: "Why not", kind: "text" },
      { id: "how", title: "Where to look", kind: "text" },
    ],
  },
  {
    id: "holders",
    title: "Who holds the units",
    intro: "Accounts with units that were claimed. All of a work's income that is not owed to earlier works is theirs.",
    columns: [
      { id: "work", title: "Work", kind: "work" },
      { id: "holder", title: "Account", kind: "address" },
      { id: "units", title: "Units", kind: "units" },
    ],
  },
  {
    id: "income",
    title: "Income",
    intro: "Everything that each work received until the block above.",
    columns: [
      { id: "work", title: "Work", kind: "work" },
      { id: "currency", title: "Currency", kind: "currency" },
      { id: "received", title: "Received", kind: "amount" },
      { id: "entitled", title: "Belongs to its holders", kind: "amount" },
      { id: "withdrawn", title: "Withdrawn by them", kind: "amount" },
      { id: "left", title: "Left for them", kind: "amount", note: "belongs to them less what they withdrew" },
      { id: "unsettled", title: "Owed to earlier works", kind: "amount" },
    ],
  },
  ...registerSections,
];

export type ReadAuditParameters = {
  /** Whose works are audited: those that the account controls. */
  owner?: Address | undefined;
  /** Or this work alone. */
  work?: bigint | undefined;
  /** Seconds since 1970: as everything stood then; now if missing. */
  until?: number | undefined;
  /** Another node of the same chain, run by somebody else, which is asked for the same records. */
  second?: ReadClient | undefined;
};

/**
 * A report on a whole portfolio: for each work its number, versions, evidence, other claims, holders, income, licences,
 * exclusive rights, debts and arrears, each with what was found and how anybody can look again.
 *
 * @throws {StatementError} if neither owner nor work is named, or there is no such work; and viem's errors when the node
 * can't be reached.
 */
export async function readAudit(
  given: ReadContext,
  { owner, work, until, second }: ReadAuditParameters,
): Promise<StatementDocument> {
  const memory = rememberLogs(given.client);
  const context = { ...given, client: memory.client };
  if ((owner === undefined) === (work === undefined)) {
    throw new StatementError("Name either an owner, whose works are audited, or one work.");
  }
  const block = await blockBefore(context, until);
  const single = work === undefined ? undefined : await workAt(context, work, block);
  if (work !== undefined && single === undefined) {
    throw new StatementError(`There is no work ${formatId(work, "work")} at block ${block.number}. Check its number.`);
  }
  const head = documentHead(context.deployment, {
    ...{ kind: "audit", title: "Audit report", block, sections },
    subject: { ...(owner && { owner }), ...(work !== undefined && { work: formatId(work, "work") }) },
    period: { from: undefined, until },
    limits: [
      "It compares what the chain's events and the contracts' state say, and gives no opinion. What it did not test is listed in a table of its own.",
    ],
  });
  async function* rows(): AsyncGenerator<DocumentRow, void> {
    const portfolio: PortfolioWork[] = [];
    const holders: UnitHolder[] = [];
    const works = single ? [single] : await worksControlledAt(context, owner as Address, block);
    for (const record of works) {
      const entry = await portfolioWorkAt(context, record, block);
      const audited = await auditChecks(context, entry, block);
      portfolio.push(entry);
      holders.push(...audited.holders);
      for (const row of audited.checks) yield { section: "checks", row };
    }
    if (owner) yield { section: "checks", row: await worksCheck(context, owner, works.length, block) };
    yield { section: "checks", row: await secondNodeCheck(memory, second, block) };
    for (const row of notTested(portfolio, second !== undefined)) yield { section: "notTested", row };
    for (const row of holders) yield { section: "holders", row };
    for (const { income } of portfolio) {
      for (const { waiting: left, ...row } of income) yield { section: "income", row: { ...row, left } };
    }
    yield* registerRows(portfolio.flatMap(({ grants }) => grants));
  }
  return { head, rows: rows() };
}
