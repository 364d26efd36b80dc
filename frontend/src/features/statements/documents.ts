import { formatId } from "@colophon/sdk";
import {
  type BookableOptions,
  readAudit,
  readInventory,
  readRegister,
  readStatement,
  readTaxForm,
  type StatementDocument,
  type StatementQuery,
  statementDocument,
  type TaxFormKind,
} from "@colophon/sdk/books";
import { type DocumentFormat, indexUrl, royaltyStatementLink } from "@colophon/sdk/index-api";
import type { ReadContext } from "@colophon/sdk/read";

export type DocumentChoice = {
  id: "royalties" | "register" | "inventory" | "audit" | TaxFormKind;
  title: string;
  /** What is in it, in a sentence. */
  words: string;
  make: (context: ReadContext, options: BookableOptions) => Promise<StatementDocument>;
  /** Whether it has the reader's own figures already, so that they are not put beside it once more. */
  booked?: boolean;
};

/** The documents that can be had about an account or a work. All but the statement are of the end of the period. */
export function documents(query: StatementQuery): DocumentChoice[] {
  const { holder, work, until } = query;
  const statement: DocumentChoice = {
    id: "royalties",
    title: "Statement",
    words: "Every movement of the period, with sums, balances and the comparison with the contract.",
    make: async (context) => statementDocument(context.deployment, query, await readStatement(context, query)),
  };
  const register: DocumentChoice = {
    id: "register",
    title: "Licence register",
    words: "Every licence granted: to whom, on which terms, for how much, with reports and what is overdue.",
    make: (context) => readRegister(context, { licensor: holder, work, until }),
  };
  const audit: DocumentChoice = {
    id: "audit",
    title: "Audit report",
    words:
      "Evidence, versions, holders, income, exclusive rights and arrears, each checked and with how to check again.",
    make: (context) => readAudit(context, { owner: holder, work: holder === undefined ? work : undefined, until }),
  };
  if (holder === undefined) return [statement, register, audit];
  const inventory: DocumentChoice = {
    id: "inventory",
    title: "Inventory",
    words: "The works the account controls: stage, what is licensed and for how long, and what they earn.",
    make: (context) => readInventory(context, { owner: holder, until }),
  };
  return [statement, register, inventory, audit];
}

const worksheetWords: readonly { id: TaxFormKind; title: string; words: string }[] = [
  {
    id: "us-1099-misc",
    title: "Worksheet for form 1099-MISC",
    words: "What you paid to each payee in the US, in dollars. Needs exchange rates into USD.",
  },
  {
    id: "us-1042-s",
    title: "Worksheet for form 1042-S",
    words:
      "The same for payees elsewhere. Income code and rate are what your list of accounts says, and are missing otherwise.",
  },
  { id: "vat", title: "Data for VAT invoices", words: "Each sale and purchase with what an invoice has to say." },
  { id: "carf", title: "Transfers for CARF and DAC8", words: "Money in and out, to compare with a provider's report." },
];

/** The worksheets for tax of an account, for a period that begins and ends; none for anything else. */
export function worksheets(query: StatementQuery): DocumentChoice[] {
  const { holder, from, until } = query;
  if (holder === undefined || from === undefined || until === undefined) return [];
  return worksheetWords.map((choice) => ({
    ...choice,
    booked: true,
    make: (context, options) => readTaxForm(context, choice.id, query, options),
  }));
}

/**
 * Where the index makes the same royalty statement, from its tables: for histories that are too long for a page. It has
 * what was earned, not what the account paid to others.
 *
 * @param index Where the index answers, such as "/index".
 */
export function indexedStatementLink(index: string, query: StatementQuery, format: DocumentFormat): string {
  const { holder, work, currency, from, until } = query;
  const id = work === undefined ? undefined : formatId(work, "work");
  return indexUrl(index, royaltyStatementLink, { holder, work: id, currency, from, to: until, format });
}
