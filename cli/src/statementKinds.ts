import {
  type BookableOptions,
  bookable,
  readAudit,
  readInventory,
  readRegister,
  readRemittance,
  readStatement,
  readTaxForm,
  readUsage,
  type StatementDocument,
  statementDocument,
  type TaxFormKind,
  taxYear,
} from "@colophon/sdk/books";
import type { ReadClient, ReadContext } from "@colophon/sdk/read";
import { createPublicClient, type Hex, http, isHex } from "viem";
import { holderListsOf } from "./bookOptions.ts";
import { type Arguments, parseMoment, UsageError } from "./Command.ts";
import { accountOf, currencyOf, idOf } from "./named.ts";

/** Options that say what a statement is about: each kind takes some of them. */
export const aboutOptions: ReadonlySet<string> = new Set([
  ...["holder", "payer", "licensor", "owner", "work", "currency", "year", "begins", "from", "until", "transaction"],
  ...["second-rpc", "holders"],
]);

type Prepared = (context: ReadContext, books: BookableOptions) => Promise<StatementDocument>;

/** One kind of statement: which of the options it takes, and how it is made of them. */
type StatementKind = { options: readonly string[]; prepare: (given: Arguments) => Prepared };

/** Every kind of statement. What is typed is read before anything is asked of a node. */
const statementKinds: Record<string, StatementKind> = {
  royalties: {
    options: ["holder", "payer", "work", "currency", "from", "until", "holders"],
    prepare(given) {
      const query = {
        ...{ holder: accountOf(given, "holder"), payer: accountOf(given, "payer"), work: workOf(given) },
        ...{ currency: currencyOf(given), from: momentOf(given, "from"), until: momentOf(given, "until") },
      };
      const { holder, payer, work, from, until } = query;
      if (holder === undefined && payer === undefined && work === undefined) {
        throw new UsageError("Say whose: --holder <address>, --work <number> or --payer <address>.");
      }
      if (from !== undefined && until !== undefined && until <= from) {
        throw new UsageError("--until is not after --from: the period is empty.");
      }
      return async (context, books) => {
        const asked = { ...query, lists: await holderListsOf(given) };
        const document = statementDocument(context.deployment, asked, await readStatement(context, asked));
        return bookable(context, document, books);
      };
    },
  },
  "tax-year": {
    options: ["holder", "year", "begins", "currency", "holders"],
    prepare(given) {
      const query = yearOf(given);
      return async (context, books) => {
        const asked = { ...query, lists: await holderListsOf(given) };
        const read = await readStatement(context, asked);
        return bookable(context, statementDocument(context.deployment, asked, read, "tax-year"), books);
      };
    },
  },
  ...Object.fromEntries(
    (["us-1099-misc", "us-1042-s", "vat", "carf"] as const).map((kind: TaxFormKind) => [
      kind,
      {
        options: ["holder", "year", "begins", "holders"],
        prepare(given: Arguments): Prepared {
          const query = yearOf(given);
          return async (context, books) =>
            readTaxForm(context, kind, { ...query, lists: await holderListsOf(given) }, books);
        },
      },
    ]),
  ),
  usage: {
    options: ["licensor", "work", "until"],
    prepare(given) {
      const query = registerOf(given);
      return (context, books) => readUsage(context, query, books);
    },
  },
  remittance: {
    options: ["holder", "transaction"],
    prepare(given) {
      const holder = required(accountOf(given, "holder"), "--holder <address>");
      const transaction = required(given.value("transaction"), "--transaction <hash>");
      if (!isHex(transaction) || transaction.length !== 66) {
        throw new UsageError(`--transaction ${transaction} is not the hash of a transaction: 0x and 64 digits.`);
      }
      return (context, books) => readRemittance(context, { holder, transaction: transaction as Hex }, books);
    },
  },
  register: {
    options: ["licensor", "work", "until"],
    prepare(given) {
      const query = registerOf(given);
      return async (context, books) => bookable(context, await readRegister(context, query), books);
    },
  },
  inventory: {
    options: ["owner", "until"],
    prepare(given) {
      const owner = required(accountOf(given, "owner"), "--owner <address>");
      const until = momentOf(given, "until");
      return async (context, books) => bookable(context, await readInventory(context, { owner, until }), books);
    },
  },
  audit: {
    options: ["owner", "work", "until", "second-rpc"],
    prepare(given) {
      const query = { owner: accountOf(given, "owner"), work: workOf(given), until: momentOf(given, "until") };
      if ((query.owner === undefined) === (query.work === undefined)) {
        throw new UsageError("Say what is audited: either --owner <address> or --work <number>.");
      }
      const url = given.value("second-rpc");
      if (url !== undefined && !URL.canParse(url)) {
        throw new UsageError(`--second-rpc ${url} is not the address of a node, such as https://node.example.`);
      }
      const second = url === undefined ? undefined : (createPublicClient({ transport: http(url) }) as ReadClient);
      return async (context, books) => bookable(context, await readAudit(context, { ...query, second }), books);
    },
  },
};

/** The year that is asked for, in the place where days begin. */
function yearOf(given: Arguments) {
  const account = required(accountOf(given, "holder"), "--holder <address>");
  const year = Number(required(given.value("year"), "--year <year>"));
  const [begins, zone] = [given.value("begins"), given.value("zone")];
  return taxYear({ account, year, begins, zone, currency: currencyOf(given) });
}

function registerOf(given: Arguments) {
  const query = { licensor: accountOf(given, "licensor"), work: workOf(given), until: momentOf(given, "until") };
  if (query.licensor === undefined) required(query.work, "--licensor <address> or --work <number>");
  return query;
}

function required<Value>(found: Value | undefined, option: string): Value {
  if (found === undefined) throw new UsageError(`This statement needs ${option}.`);
  return found;
}

function workOf(given: Arguments): bigint | undefined {
  const text = given.value("work");
  return text === undefined ? undefined : idOf(given, text, "work", "--work");
}

function momentOf(given: Arguments, option: "from" | "until"): number | undefined {
  const text = given.value(option);
  return text === undefined ? undefined : parseMoment(text, `--${option}`);
}

/** The kind of statement that a name stands for. Throws a UsageError for another, with those there are. */
export function statementKindOf(name: string | undefined): StatementKind {
  if (name !== undefined && Object.hasOwn(statementKinds, name)) return statementKinds[name] as StatementKind;
  throw new UsageError(`There is no statement “${name}”: ${kindNames}.`);
}

export const kindNames = Object.keys(statementKinds).join(", ");
