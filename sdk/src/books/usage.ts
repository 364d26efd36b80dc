import type { Address, Hex } from "viem";
import { wordFor } from "../model/numbers.ts";
import type { ReadContext } from "../read/finding.ts";
import { type BookableOptions, bookable } from "./bookable.ts";
import { type DocumentColumn, type DocumentRow, documentHead, type StatementDocument } from "./document.ts";
import { type ReadRegisterParameters, readRegister } from "./register.ts";
import { readStatement } from "./royalties.ts";
import { StatementError } from "./statement.ts";
import { statementDocument } from "./statementDocument.ts";

type Row = DocumentRow["row"];

async function rowsOf({ rows }: StatementDocument): Promise<DocumentRow[]> {
  const all: DocumentRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

async function* given(rows: readonly { section: string; row: Row }[]): AsyncGenerator<DocumentRow, void> {
  yield* rows;
}

const text = (id: string, title: string): DocumentColumn => ({ id, title, kind: "text" });

/** An identifier of a work in one scheme, from words such as "ISRC US-RC1-76-07839". */
const numberIn = (row: Row, scheme: string): string | undefined =>
  (row.workIdentifiers as readonly string[] | undefined)
    ?.find((words) => words.startsWith(`${scheme} `))
    ?.slice(scheme.length + 1);

/**
 * Every usage report as a line of the kind that societies exchange (CISAC CRD, DDEX DSR): who sends it to whom, which
 * work by its identifiers, which use, where, when, how often, for how much, and what is due. The fields are theirs, the
 * file is none of their formats: their codes are given by their members.
 */
export async function readUsage(
  context: ReadContext,
  query: ReadRegisterParameters,
  options: BookableOptions,
): Promise<StatementDocument> {
  const { head, rows } = bookable(context, await readRegister(context, query), options);
  const all = await rowsOf({ head, rows });
  const licences = new Map(all.filter(({ section }) => section === "licences").map(({ row }) => [row.licence, row]));
  const reports = all.filter(({ section }) => section === "reports").map(({ row }) => row);
  const lines = reports.map((row, i) => {
    const licence = licences.get(row.licence) ?? {};
    const use = { uses: licence.uses, purposes: licence.purposes, territories: licence.territories };
    const numbers = Object.fromEntries(
      ["ISRC", "ISWC", "ISBN"].map((scheme) => [scheme.toLowerCase(), numberIn(licence, scheme)]),
    );
    return {
      section: "usage",
      row: {
        ...row,
        ...numbers,
        ...use,
        ...{
          line: i + 1,
          sender: row.reporter,
          senderName: row.reporterName,
          work: licence.work,
          title: licence.workTitle,
        },
        ...{ recipient: licence.licensor, recipientName: licence.licensorName },
      },
    };
  });
  const sums = new Map<string, { currency: unknown; reports: number; revenue: bigint; owed: bigint; units: bigint }>();
  for (const { revenue, owed, currency, unitsReported } of reports) {
    const sum = sums.get(String(currency)) ?? { currency, reports: 0, revenue: 0n, owed: 0n, units: 0n };
    sum.reports++;
    sum.revenue += (revenue as bigint | undefined) ?? 0n;
    sum.owed += (owed as bigint | undefined) ?? 0n;
    sum.units += BigInt(String(unitsReported ?? 0));
    sums.set(String(currency), sum);
  }
  const summary = [...sums.values()].map((sum) => ({
    section: "summary",
    row: { ...sum, units: undefined, unitsReported: String(sum.units) } as Row,
  }));
  const columns: DocumentColumn[] = [
    { id: "line", title: "Record", kind: "count" },
    { id: "sender", title: "Sender", kind: "address" },
    text("senderName", "Sender: name"),
    { id: "recipient", title: "Recipient", kind: "address" },
    text("recipientName", "Recipient: name"),
    { id: "work", title: "Work", kind: "work" },
    text("title", "Title"),
    ...[text("isrc", "ISRC"), text("iswc", "ISWC"), text("isbn", "ISBN")],
    { id: "licence", title: "Licence", kind: "licence" },
    text("licenceNumber", "Licence no."),
    { id: "uses", title: "Use", kind: "list" },
    { id: "purposes", title: "For", kind: "list" },
    { id: "territories", title: "Where", kind: "list" },
    { id: "periodFrom", title: "From", kind: "time" },
    { id: "periodUntil", title: "Until before", kind: "time" },
    text("unitsReported", "Number of uses"),
    { id: "currency", title: "Currency", kind: "currency" },
    { id: "revenue", title: "Revenue", kind: "amount" },
    text("rate", "Rate"),
    { id: "owed", title: "Royalty", kind: "amount" },
    { id: "details", title: "Details", kind: "hash", note: "SHA-256 of the detailed report" },
  ];
  const own = documentHead(context.deployment, {
    ...{ kind: "usage", title: "Usage report lines", subject: head.subject, block: head.block, period: head.period },
    sections: [
      { id: "usage", title: "Usage", intro: "One record for each report, as it stands after corrections.", columns },
      {
        id: "summary",
        title: "Summary",
        intro: "What the records add up to.",
        columns: [
          { id: "currency", title: "Currency", kind: "currency" },
          { id: "reports", title: "Records", kind: "count" },
          text("unitsReported", "Number of uses"),
          { id: "revenue", title: "Revenue", kind: "amount" },
          { id: "owed", title: "Royalties", kind: "amount" },
        ],
      },
    ],
    limits: ["Whether a report is true, no contract can know."],
  });
  return { head: { ...own, zone: head.zone }, rows: given([...lines, ...summary]) };
}

/**
 * What a withdrawal is made of, as a payer's advice of remittance tells it: each line of income since the withdrawal
 * before, by title, licence and payer, less what stays.
 *
 * @param transaction The transaction that withdrew.
 * @throws {StatementError} if the account withdrew nothing in it.
 */
export async function readRemittance(
  context: ReadContext,
  { holder, transaction }: { holder: Address; transaction: Hex },
  options: BookableOptions,
): Promise<StatementDocument> {
  const query = { holder };
  const read = await readStatement(context, query);
  const { head, rows } = bookable(context, statementDocument(context.deployment, query, read), options);
  const lines = (await rowsOf({ head, rows })).filter(({ section }) => section === "lines").map(({ row }) => row);
  const isOut = (row: Row) => row.kind === "withdrawal" || row.kind === "proceeds-withdrawal";
  const taken = lines.filter(
    (row) => isOut(row) && String(row.transaction).toLowerCase() === transaction.toLowerCase(),
  );
  if (taken.length === 0) {
    throw new StatementError(
      `${holder} withdrew nothing in transaction ${transaction}. Name one that its statement has as a withdrawal.`,
    );
  }
  const same = (a: Row, b: Row) => a.ledger === b.ledger && a.work === b.work && a.currency === b.currency;
  const inPool = (row: Row, out: Row) =>
    out.ledger === "proceeds" ? row.ledger === "proceeds" && row.currency === out.currency : same(row, out);
  const made = taken.flatMap((out) => {
    const until = lines.indexOf(out);
    const before = lines.slice(0, until);
    const since = before.findLastIndex((row) => isOut(row) && inPool(row, out)) + 1;
    const carried = since === 0 ? 0n : ((before[since - 1]?.waiting as bigint | undefined) ?? 0n);
    const items = before.slice(since).filter((row) => inPool(row, out) && (row.taken as bigint) > 0n);
    const item = (row: Row) => ({ section: "items", row: { ...row, part: row.taken } });
    const rest = { currency: out.currency, work: out.work, workTitle: out.workTitle };
    const left = (out.waiting as bigint | undefined) ?? 0n;
    return [
      { section: "payments", row: { ...out, to: out.counterparty } },
      ...(carried > 0n ? [{ section: "items", row: { ...rest, kind: "left from before", part: carried } as Row }] : []),
      ...items.map(item),
      ...(left > 0n ? [{ section: "items", row: { ...rest, kind: "left for the next", part: -left } as Row }] : []),
    ];
  });
  const order = ["payments", "items"];
  const kind = head.sections.find(({ id }) => id === "lines")?.columns.find(({ id }) => id === "kind");
  const own = documentHead(context.deployment, {
    ...{ kind: "remittance", title: "Remittance advice", block: head.block },
    subject: { ...head.subject, transaction },
    sections: [
      {
        id: "payments",
        title: "What was sent",
        intro: `${taken.length} ${wordFor(taken.length, "withdrawal")} in this transaction.`,
        columns: [
          { id: "time", title: "Time", kind: "time" },
          { id: "work", title: "Work", kind: "work" },
          text("workTitle", "Title"),
          { id: "to", title: "Sent to", kind: "address" },
          { id: "currency", title: "Currency", kind: "currency" },
          { id: "withdrawn", title: "Sent", kind: "amount" },
          { id: "transaction", title: "Transaction", kind: "hash" },
        ],
      },
      {
        id: "items",
        title: "What it is made of",
        intro: "The lines add up to what was sent, to the smallest unit.",
        columns: [
          { id: "time", title: "Time", kind: "time" },
          ...(kind ? [kind] : []),
          { id: "work", title: "Work", kind: "work" },
          text("workTitle", "Title"),
          text("licenceNumber", "Licence no."),
          { id: "counterparty", title: "Paid by", kind: "address" },
          text("counterpartyName", "Paid by: name"),
          { id: "currency", title: "Currency", kind: "currency" },
          { id: "part", title: "Amount", kind: "amount" },
        ],
      },
    ],
  });
  const sorted = made.toSorted((a, b) => order.indexOf(a.section) - order.indexOf(b.section));
  return { head: { ...own, zone: head.zone }, rows: given(sorted) };
}
