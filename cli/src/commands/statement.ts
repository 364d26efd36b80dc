import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type CsvStyle, type CsvStyleId, createContentStore, csvStyles } from "@colophon/sdk";
import { type StatementDocument, writeCsv, writeHtml, writeJson } from "@colophon/sdk/books";
import type { ReadContext } from "@colophon/sdk/read";
import { bookableOf, bookHelp, bookOptions, currenciesOf, openNew, saveTables, saveXlsx } from "../bookOptions.ts";
import { type Arguments, type Command, onlyOne, UsageError } from "../Command.ts";
import { connect } from "../connect.ts";
import { aboutOptions, kindNames, statementKindOf } from "../statementKinds.ts";
import { writeText } from "../statementText.ts";
import { say } from "../terminal.ts";

const writers = { json: writeJson, csv: writeCsv, html: writeHtml, text: writeText };
type Format = keyof typeof writers | "xlsx" | "tables";
const formats: readonly string[] = [...Object.keys(writers), "xlsx", "tables"];

export const statement: Command = {
  name: "statement",
  summary: "account for royalties, licences and works from the chain, to the last unit",
  help: `<kind> (--network <name> | --rpc <url>) [--format json|csv|html|text|xlsx|tables] [--out <file>]

  royalties   --holder <address> [--work <number>]   what somebody's units earned, line by line; proceeds of sublicences
              --work <number>                        what a work received, owes to earlier works, and paid out
              --payer <address>                      what somebody paid for licences, renewals, reports and else
              [--currency <address or ETH>] [--from <date>] [--until <date>]
  tax-year    --holder <address> --year <year> [--begins <month-day>] [--currency ...]
                                                     all income and all payments of a year, with sums
  register    --licensor <address> and/or --work <number> [--until <date>]
                                                     licences granted: terms, price, state, reports, arrears
  inventory   --owner <address> [--until <date>]     works by stage, licences in force and their remaining life, income
  audit       --owner <address> or --work <number> [--until <date>] [--second-rpc <url>]
                                                     every comparison on a portfolio, with how to make it again, and
                                                     what was not tested
  us-1099-misc, us-1042-s, vat, carf
              --holder <address> --year <year> [--begins <month-day>]
                                                     worksheets for tax: payees in dollars, data for VAT invoices,
                                                     transfers
  usage       --licensor <address> and/or --work <number> [--until <date>]
                                                     usage reports as records of the kind that societies exchange
  remittance  --holder <address> --transaction <hash>
                                                     what a withdrawal is made of

Reads events from the node alone and compares every balance with the contract at the closing block. For a period in the
past that needs a node that keeps old state; without one the comparison says "unknown".

  --from, --until <date>  2026-03-12 (begins at midnight in UTC) or 2026-03-12T14:05:00Z. From counts, until does not
  --begins <month-day>    the first day of a fiscal year that is no calendar year, such as 04-06
  --format <format>       json (the default in a pipe), csv for one table, html to read and print, text; xlsx for Excel,
                          tables for a folder with a CSV file for each table: these two need --out
  --csv-style <style>     how your spreadsheet wants a table: comma (the default; decimals as 1.5), semicolon (decimals
                          as 1,5), semicolon-point (decimals as 1.5). Exact amounts are the same in each
  --out <file>            write to a new file; without --format its ending says which
${bookHelp}
  --second-rpc <url>      of an audit: another node, run by somebody else, which is asked for the same records
  --gateway <url>         an IPFS gateway for titles, lists of holders and batches of stamps; may be repeated
  --network <name>        a network of hardhat.config.ts, or "local" beside npm start
  --rpc <url>             instead: the address of a node
  --deployment <file>     where the contracts are; deployments/<chain>.json if missing

Exit code: 0, or 1 if a figure differs from the contract or from the second node; the document says which.`,
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
    transaction: { type: "string" },
    "second-rpc": { type: "string" },
    ...bookOptions,
  },
  async run(given) {
    const kind = onlyOne(given, `Say which statement: ${kindNames}.`);
    const make = statementKindOf(kind);
    const extra = Object.keys(this.options).filter(
      (name) => aboutOptions.has(name) && !make.options.includes(name) && given.value(name) !== undefined,
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
    const currencies = currenciesOf(context);
    const books = await bookableOf(given, currencies);
    say("Reading the chain");
    const { document: rows, wrong } = watch(await prepared(context, books));
    const out = given.value("out") as string;
    if (format === "xlsx") await saveXlsx(out, rows, currencies);
    else if (format === "tables") await saveTables(out, rows, currencies, style);
    else await write(given, style ? writeCsv(rows, currencies, style) : writers[format](rows, currencies));
    if (wrong.length > 0) process.stderr.write(`${wrong.length} of its figures differ: ${wrong[0]}\n`);
    return wrong.length > 0 ? 1 : 0;
  },
};

function formatOf(given: Arguments): Format {
  const ending = /\.(json|csv|html|xlsx)$/.exec(given.value("out") ?? "")?.[1];
  const plain = given.flag("json") ? "json" : given.flag("text") ? "text" : undefined;
  const terminal = process.stdout.isTTY && given.value("out") === undefined;
  const asked = given.value("format") ?? plain ?? ending ?? (terminal ? "text" : "json");
  if (!formats.includes(asked)) throw new UsageError(`--format ${asked} is none of these: ${formats.join(", ")}.`);
  if ((asked === "xlsx" || asked === "tables") && given.value("out") === undefined) {
    throw new UsageError(`--format ${asked} needs --out: the name of a new ${asked === "xlsx" ? "file" : "folder"}.`);
  }
  return asked as Format;
}

function csvStyleOf(given: Arguments, format: Format): CsvStyle | undefined {
  const asked = given.value("csv-style");
  if (asked === undefined) return undefined;
  if (format !== "csv" && format !== "tables") throw new UsageError("--csv-style is for --format csv and tables only.");
  if (Object.hasOwn(csvStyles, asked)) return csvStyles[asked as CsvStyleId];
  throw new UsageError(`--csv-style ${asked} is none of these: ${Object.keys(csvStyles).join(", ")}.`);
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
  const handle = await openNew(path);
  await pipeline(Readable.from(pieces), handle.createWriteStream());
  say(`Wrote ${path}`);
}
