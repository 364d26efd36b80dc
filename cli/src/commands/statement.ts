import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type CsvStyle, type CsvStyleId, createContentStore, csvStyles } from "@colophon/sdk";
import {
  type CurrencyOf,
  readAudit,
  readInventory,
  readRegister,
  readStatement,
  type StatementDocument,
  statementDocument,
  taxYear,
  writeCsv,
  writeHtml,
  writeJson,
} from "@colophon/sdk/books";
import { type ReadContext, readCurrency } from "@colophon/sdk/read";
import type { Address } from "viem";
import { type Arguments, type Command, onlyOne, parseMoment, UsageError } from "../Command.ts";
import { connect } from "../connect.ts";
import { accountOf, currencyOf, idOf } from "../named.ts";
import { writeText } from "../statementText.ts";
import { say } from "../terminal.ts";

const writers = { json: writeJson, csv: writeCsv, html: writeHtml, text: writeText };
type Format = keyof typeof writers;

export const statement: Command = {
  name: "statement",
  summary: "account for royalties, licences and works from the chain, to the last unit",
  help: `<kind> (--network <name> | --rpc <url>) [--format json|csv|html|text] [--out <file>]

  royalties   --holder <address> [--work <number>]   what somebody's units earned, line by line; proceeds of sublicences
              --work <number>                        what a work received, owes to earlier works, and paid out
              --payer <address>                      what somebody paid for licences, renewals, reports and else
              [--currency <address or ETH>] [--from <date>] [--until <date>]
  tax-year    --holder <address> --year <year> [--begins <month-day>] [--currency ...]
                                                     all income and all payments of a year, with sums
  register    --licensor <address> and/or --work <number> [--until <date>]
                                                     licences granted: terms, price, state, reports, arrears
  inventory   --owner <address> [--until <date>]     works by stage, licences in force and their remaining life, income
  audit       --owner <address> or --work <number> [--until <date>]
                                                     every check on a portfolio, with how to make it again

Reads events from the node alone and compares every balance with the contract at the closing block. For a period in the
past that needs a node that keeps old state; without one the comparison says "unknown".

  --from, --until <date>  2026-03-12 (begins at midnight in UTC) or 2026-03-12T14:05:00Z. From counts, until does not
  --begins <month-day>    the first day of a fiscal year that is no calendar year, such as 04-06
  --format <format>       json (the default in a pipe), csv for a spreadsheet, html to read and print, text
  --csv-style <style>     how your spreadsheet wants a table: comma (the default; decimals as 1.5), semicolon (decimals
                          as 1,5), semicolon-point (decimals as 1.5). Exact amounts are the same in each
  --out <file>            write to a new file; without --format its ending says which
  --gateway <url>         an IPFS gateway for names and batches of stamps; may be repeated
  --network <name>        a network of hardhat.config.ts, or "local" beside npm start
  --rpc <url>             instead: the address of a node
  --deployment <file>     where the contracts are; deployments/<chain>.json if missing

Exit code: 0, or 1 if a figure differs from the contract or a check of an audit failed; the document says which.`,
  options: {
    network: { type: "string" },
    rpc: { type: "string" },
    deployment: { type: "string" },
    format: { type: "string" },
    "csv-style": { type: "string" },
    json: { type: "boolean" },
    text: { type: "boolean" },
    out: { type: "string" },
    gateway: { type: "string", multiple: true },
    holder: { type: "string" },
    payer: { type: "string" },
    licensor: { type: "string" },
    owner: { type: "string" },
    work: { type: "string" },
    currency: { type: "string" },
    year: { type: "string" },
    begins: { type: "string" },
    from: { type: "string" },
    until: { type: "string" },
  },
  async run(given) {
    const known = Object.keys(makers).join(", ");
    const kind = onlyOne(given, `Say which statement: ${known}.`);
    const make = Object.hasOwn(makers, kind) ? makers[kind as keyof typeof makers] : undefined;
    if (make === undefined) throw new UsageError(`There is no statement “${kind}”: ${known}.`);
    const extra = Object.keys(this.options).filter(
      (name) => about.has(name) && !make.options.includes(name) && given.value(name) !== undefined,
    );
    if (extra.length > 0) throw new UsageError(`A statement “${kind}” takes no --${extra[0]}.`);
    const prepared = make.prepare(given);
    const format = formatOf(given);
    const style = csvStyleOf(given, format);
    const gateways = given.values("gateway").map((url) => {
      if (!URL.canParse(url))
        throw new UsageError(`${url} is not the address of a gateway, such as https://ipfs.example.`);
      return url.replace(/\/$/, "");
    });
    const { client, deployment } = await connect(given);
    const store = gateways.length > 0 ? createContentStore({ gateways, api: null }) : undefined;
    const context: ReadContext = { client, deployment, store };
    say("Reading the chain");
    const document = await prepared(context);
    const { document: rows, wrong } = watch(document);
    const currencies = currenciesOf(context);
    await write(given, style ? writeCsv(rows, currencies, style) : writers[format](rows, currencies));
    if (wrong.length > 0) process.stderr.write(`${wrong.length} of its checks failed: ${wrong[0]}\n`);
    return wrong.length > 0 ? 1 : 0;
  },
};

/** Options that say what a statement is about: each kind takes some of them. */
const about = new Set(["holder", "payer", "licensor", "owner", "work", "currency", "year", "begins", "from", "until"]);

type Prepared = (context: ReadContext) => Promise<StatementDocument>;

/** What is typed is read before anything is asked of a node. */
const makers: Record<string, { options: readonly string[]; prepare: (given: Arguments) => Prepared }> = {
  royalties: {
    options: ["holder", "payer", "work", "currency", "from", "until"],
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
      return async (context) => statementDocument(context.deployment, query, await readStatement(context, query));
    },
  },
  "tax-year": {
    options: ["holder", "year", "begins", "currency"],
    prepare(given) {
      const account = required(accountOf(given, "holder"), "--holder <address>");
      const year = Number(required(given.value("year"), "--year <year>"));
      const query = taxYear({ account, year, begins: given.value("begins"), currency: currencyOf(given) });
      return async (context) =>
        statementDocument(context.deployment, query, await readStatement(context, query), "tax-year");
    },
  },
  register: {
    options: ["licensor", "work", "until"],
    prepare(given) {
      const query = { licensor: accountOf(given, "licensor"), work: workOf(given), until: momentOf(given, "until") };
      if (query.licensor === undefined) required(query.work, "--licensor <address> or --work <number>");
      return (context) => readRegister(context, query);
    },
  },
  inventory: {
    options: ["owner", "until"],
    prepare(given) {
      const owner = required(accountOf(given, "owner"), "--owner <address>");
      const until = momentOf(given, "until");
      return (context) => readInventory(context, { owner, until });
    },
  },
  audit: {
    options: ["owner", "work", "until"],
    prepare(given) {
      const query = { owner: accountOf(given, "owner"), work: workOf(given), until: momentOf(given, "until") };
      if ((query.owner === undefined) === (query.work === undefined)) {
        throw new UsageError("Say what is audited: either --owner <address> or --work <number>.");
      }
      return (context) => readAudit(context, query);
    },
  },
};

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

function formatOf(given: Arguments): Format {
  const ending = /\.(json|csv|html)$/.exec(given.value("out") ?? "")?.[1];
  const plain = given.flag("json") ? "json" : given.flag("text") ? "text" : undefined;
  const terminal = process.stdout.isTTY && given.value("out") === undefined;
  const asked = given.value("format") ?? plain ?? ending ?? (terminal ? "text" : "json");
  if (!Object.hasOwn(writers, asked)) {
    throw new UsageError(`--format ${asked} is none of these: ${Object.keys(writers).join(", ")}.`);
  }
  return asked as Format;
}

function csvStyleOf(given: Arguments, format: Format): CsvStyle | undefined {
  const asked = given.value("csv-style");
  if (asked === undefined) return undefined;
  if (format !== "csv") throw new UsageError("--csv-style is for --format csv only.");
  if (Object.hasOwn(csvStyles, asked)) return csvStyles[asked as CsvStyleId];
  throw new UsageError(`--csv-style ${asked} is none of these: ${Object.keys(csvStyles).join(", ")}.`);
}

function currenciesOf({ client }: ReadContext): CurrencyOf {
  const known = new Map<Address, ReturnType<typeof readCurrency>>();
  return (currency) => {
    const asked = known.get(currency) ?? readCurrency(client, currency);
    known.set(currency, asked);
    return asked;
  };
}

/** The same document, of which it is remembered what its checks found. */
function watch(document: StatementDocument) {
  const wrong: string[] = [];
  async function* rows(): StatementDocument["rows"] & AsyncGenerator {
    for await (const entry of document.rows) {
      const { check, result, how } = entry.row;
      if (result === "differs") wrong.push(`${check}. ${how}`);
      yield entry;
    }
  }
  return { wrong, document: { ...document, rows: rows() } };
}

async function write(given: Arguments, pieces: AsyncIterable<string>): Promise<void> {
  const path = given.value("out");
  if (path === undefined) {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
    return;
  }
  const handle = await open(path, "wx").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === "EEXIST"
        ? `${path} exists already and is not overwritten. Choose another name with --out, or move it away.`
        : `${path} can't be written (${error.code}).`,
    );
  });
  await pipeline(Readable.from(pieces), handle.createWriteStream());
  say(`Wrote ${path}`);
}
