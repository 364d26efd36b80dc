import { getAddress } from "viem";
import type { Deployment } from "../core/deployment.ts";
import { formatId } from "../model/ids.ts";
import {
  type DocumentColumn,
  type DocumentKind,
  type DocumentRow,
  type DocumentSection,
  documentHead,
  type StatementDocument,
} from "./document.ts";
import type { StatementAtBlock } from "./royalties.ts";
import { ledgerWords, lineWords, payeeWords, type StatementPart, type StatementQuery } from "./statement.ts";

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
  { block, parts }: StatementAtBlock,
  kind: "royalties" | "tax-year" = "royalties",
): StatementDocument {
  const { holder, work, payer, currency, from, until } = query;
  const subject = {
    ...(holder && { holder: getAddress(holder) }),
    ...(payer && payer !== holder && { payer: getAddress(payer) }),
    ...(work !== undefined && { work: formatId(work, "work") }),
    ...(currency && { currency: getAddress(currency) }),
  };
  const head = documentHead(deployment, {
    ...{ kind, title: titleOf(query, kind), subject, block, sections: statementSections },
    period: { from, until },
    limits: [
      "A node that shows no payment at all in some token can hide that token. Ask a second node for what matters.",
      ...(holder !== undefined && work !== undefined
        ? [
            "Proceeds of sublicences are withdrawn together for all works, so they are in the statement of all works only.",
          ]
        : []),
    ],
  });
  return { head, rows: rowsOf(parts) };
}

const balance: readonly DocumentColumn[] = [
  { id: "ledger", title: "Account", kind: "text", words: ledgerWords },
  { id: "work", title: "Work", kind: "work" },
  { id: "currency", title: "Currency", kind: "currency" },
  { id: "units", title: "Units", kind: "units", note: "the account's share of the work, taken or not" },
  { id: "unitsUntaken", title: "Not claimed", kind: "units", note: "units given at registration and not claimed yet" },
  {
    id: "received",
    title: "Work received",
    kind: "amount",
    note: "all that the work had ever received: Royalties.received(work, currency)",
  },
  {
    id: "entitled",
    title: "Entitled",
    kind: "amount",
    note: "all that became available: the sum over all money that came in of units then x amount x the part that is not owed to earlier works, rounded down once",
  },
  {
    id: "untaken",
    title: "Available, not claimed",
    kind: "amount",
    note: "of that, what units that are not claimed yet have earned: it can be withdrawn when they are claimed",
  },
  {
    id: "withdrawn",
    title: "Withdrawn",
    kind: "amount",
    note: "the sum of all events Claimed, or ProceedsWithdrawn",
  },
  { id: "paid", title: "Paid to others", kind: "amount", note: "of a payer" },
  {
    id: "waiting",
    title: "Taken, not withdrawn",
    kind: "amount",
    note: "entitled less the two before it: Royalties.claimable(work, currency, holder, maxSteps), or proceedsOf(account, currency)",
  },
  {
    id: "unsettled",
    title: "Owed to earlier works",
    kind: "amount",
    note: "of a work: Royalties.unsettled(work, currency)",
  },
];

const sums: readonly DocumentColumn[] = [
  { id: "gross", title: "Gross", kind: "amount", note: "the part of an amount that the account's units stand for" },
  {
    id: "upstream",
    title: "To earlier works",
    kind: "amount",
    note: "what of it is owed to works that this one is made from",
  },
  {
    id: "net",
    title: "Became available",
    kind: "amount",
    money: true,
    note: "gross less that, at the time of the payment, whether the account's units were claimed then or later",
  },
  {
    id: "taken",
    title: "Taken",
    kind: "amount",
    note: "what could be withdrawn from then on: at once for units that are taken, and when they are taken for all before",
  },
  {
    id: "withdrawn",
    title: "Withdrawn",
    kind: "amount",
    money: true,
    note: "what the account took out; of a work, its holders",
  },
  { id: "paid", title: "Paid to others", kind: "amount", money: true, note: "of a payer" },
];

/** The tables of a royalty statement. */
const statementSections: readonly DocumentSection[] = [
  {
    id: "openings",
    title: "Balances at the beginning",
    intro: "Where each account stood before the first line. An account without a row stood at zero.",
    // The figures are explained where they stand at the end.
    columns: balance.map(({ note: _, ...column }) => column),
  },
  {
    id: "lines",
    title: "Movements",
    intro:
      "Each line is one event in the log; its transaction and place there find it again. Rounding is of the total and never of a line: a line's net is the difference of two totals rounded down.",
    columns: [
      { id: "time", title: "Time", kind: "time" },
      { id: "kind", title: "What", kind: "text", words: lineWords },
      { id: "ledger", title: "Account", kind: "text", words: ledgerWords },
      { id: "work", title: "Work", kind: "work" },
      { id: "otherWork", title: "From or to work", kind: "work" },
      { id: "licence", title: "Licence", kind: "licence" },
      { id: "counterparty", title: "With", kind: "address", note: "who paid, or who got it" },
      { id: "currency", title: "Currency", kind: "currency" },
      { id: "units", title: "Units", kind: "units", note: "the account's share of the work after the line" },
      { id: "unitsMoved", title: "Units moved", kind: "units" },
      { id: "amount", title: "Amount", kind: "amount", note: "what moved in all" },
      ...sums,
      { id: "untaken", title: "Available, not claimed", kind: "amount", note: "after the line" },
      { id: "waiting", title: "Taken, not withdrawn", kind: "amount", note: "after the line" },
      { id: "block", title: "Block", kind: "count" },
      { id: "transaction", title: "Transaction", kind: "hash" },
      { id: "logIndex", title: "Log", kind: "count" },
    ],
  },
  {
    id: "payees",
    title: "Who was paid",
    intro:
      "Each payment to others, divided among those whose it became when it came in: holders by their units then, licensors above a sublicence, and works that this one is made from. The parts of a payment add up to it.",
    columns: [
      { id: "time", title: "Time", kind: "time" },
      { id: "kind", title: "What", kind: "text", words: lineWords },
      { id: "work", title: "Work", kind: "work" },
      { id: "licence", title: "Licence", kind: "licence" },
      { id: "part", title: "Paid as", kind: "text", words: payeeWords },
      { id: "payee", title: "Payee", kind: "address" },
      { id: "otherWork", title: "Earlier work", kind: "work" },
      { id: "units", title: "Units", kind: "units" },
      { id: "currency", title: "Currency", kind: "currency" },
      { id: "amount", title: "Amount", kind: "amount", money: true },
      { id: "block", title: "Block", kind: "count" },
      { id: "transaction", title: "Transaction", kind: "hash" },
      { id: "logIndex", title: "Log", kind: "count" },
    ],
  },
  {
    id: "payeeTotals",
    title: "Payees",
    intro: "What each payee got in all, in each currency.",
    sumOf: { section: "payees", by: ["payee", "part", "currency"] },
    columns: [
      { id: "payee", title: "Payee", kind: "address" },
      { id: "part", title: "Paid as", kind: "text", words: payeeWords },
      { id: "currency", title: "Currency", kind: "currency" },
      { id: "payments", title: "Payments", kind: "count" },
      { id: "amount", title: "Amount", kind: "amount", money: true },
    ],
  },
  {
    id: "totals",
    title: "Sums",
    sumOf: { section: "lines", by: ["ledger", "kind", "currency"] },
    intro: "What the lines add up to, for each currency and kind.",
    columns: [
      { id: "ledger", title: "Account", kind: "text", words: ledgerWords },
      { id: "kind", title: "What", kind: "text", words: lineWords },
      { id: "currency", title: "Currency", kind: "currency" },
      { id: "lines", title: "Lines", kind: "count" },
      ...sums,
    ],
  },
  {
    id: "closings",
    title: "Balances at the end",
    intro:
      "What was available at the beginning, claimed or not, + what became available - what was withdrawn, to the smallest unit.",
    columns: balance,
  },
  {
    id: "unknown",
    title: "What is not known",
    intro:
      "Works whose list of holders was not at hand. Some of their units were not claimed by anybody, and may be the account's or somebody else's: at most so much became available to it in the period and is in no other table. With the list, as a file or from a content store, this table is empty.",
    columns: [
      { id: "work", title: "Work", kind: "work" },
      { id: "currency", title: "Currency", kind: "currency" },
      { id: "units", title: "Units nobody took", kind: "units" },
      { id: "received", title: "Work received", kind: "amount", note: "in the period" },
      { id: "atMost", title: "At most", kind: "amount", note: "what these units earned in the period" },
    ],
  },
  {
    id: "checks",
    title: "Compared with the contract",
    intro:
      "Each figure at the end beside what the contract itself says at the closing block: consistent, differs, or unknown where the node did not answer. A difference means that this statement is wrong or the node's logs are incomplete: do not use it then.",
    columns: [
      { id: "check", title: "Figure", kind: "text" },
      { id: "result", title: "Result", kind: "text" },
      { id: "work", title: "Work", kind: "work" },
      { id: "currency", title: "Currency", kind: "currency" },
      { id: "computed", title: "From the events", kind: "amount", note: "units of the work where no currency stands" },
      { id: "contract", title: "From the contract", kind: "amount" },
      { id: "how", title: "How to ask again", kind: "text" },
    ],
  },
];
