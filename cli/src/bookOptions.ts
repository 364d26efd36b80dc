import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CsvStyle, type Holders, parseHolders } from "@colophon/sdk";
import {
  type BookableOptions,
  type CurrencyOf,
  parseParties,
  parseRates,
  type StatementDocument,
  tableCsv,
  tablesOf,
  writeXlsx,
} from "@colophon/sdk/books";
import { type ReadContext, readCurrency } from "@colophon/sdk/read";
import type { Address } from "viem";
import { type Arguments, UsageError } from "./Command.ts";
import { say } from "./terminal.ts";

/** What a statement is made bookable with: files and conventions of its reader. */
export const bookOptions = {
  zone: { type: "string" },
  rates: { type: "string" },
  money: { type: "string" },
  parties: { type: "string" },
  holders: { type: "string", multiple: true },
} as const;

export const bookHelp = `  --zone <zone>           days and times of a place, such as America/New_York; years begin there too. UTC if missing
  --rates <file.csv>      exchange rates: date, currency (ETH or a token's address), rate, source; each booked amount
                          gets its value by the rate of its day, or of the last within 7 days before
  --money <code>          what the rates are in, such as EUR
  --parties <file.csv>    who stands behind addresses: account, name, and country, tax id, vat id, address, isni, ipi,
                          orcid as far as known; for 1042-S income code and withholding rate, which nobody else can say.
                          Both files are read here and sent nowhere
  --holders <file.json>   a list of holders of a work, where no content store has it; may be repeated`;

async function read(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new UsageError(
      `${path} can't be read as ${what} (${(error as NodeJS.ErrnoException).code}). Check its name.`,
    );
  }
}

/** The lists of holders that --holders names. */
export async function holderListsOf(given: Arguments): Promise<Holders[]> {
  return Promise.all(given.values("holders").map(async (path) => parseHolders(await read(path, "a list of holders"))));
}

export async function bookableOf(given: Arguments, currencyOf: CurrencyOf): Promise<BookableOptions> {
  const [zone, rates, money, parties] = ["zone", "rates", "money", "parties"].map((name) => given.value(name));
  if ((rates === undefined) !== (money === undefined)) {
    throw new UsageError("--rates <file.csv> and --money <code> go together: rates of what, and into what.");
  }
  return {
    zone,
    currencyOf,
    rates: rates && money ? parseRates(await read(rates, "exchange rates"), money) : undefined,
    parties: parties === undefined ? undefined : parseParties(await read(parties, "parties")),
  };
}

/** What currencies call themselves, asked once for each. */
export function currenciesOf({ client }: ReadContext): CurrencyOf {
  const known = new Map<Address, ReturnType<typeof readCurrency>>();
  return (currency) => {
    const asked = known.get(currency) ?? readCurrency(client, currency);
    known.set(currency, asked);
    return asked;
  };
}

const cannotWrite = (path: string, error: NodeJS.ErrnoException) =>
  new UsageError(
    error.code === "EEXIST"
      ? `${path} exists already and is not overwritten. Choose another name with --out, or move it away.`
      : `${path} can't be written (${error.code}).`,
  );

/** A new file, or an error that names it. */
export function openNew(path: string) {
  return open(path, "wx").catch((error: NodeJS.ErrnoException) => {
    throw cannotWrite(path, error);
  });
}

/** One CSV file for each table, in a new folder. */
export async function saveTables(
  folder: string,
  document: StatementDocument,
  currencyOf: CurrencyOf,
  style: CsvStyle | undefined,
): Promise<void> {
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw cannotWrite(folder, error);
  });
  for await (const table of tablesOf(document, currencyOf)) {
    await writeFile(join(folder, `${table.id}.csv`), tableCsv(table, style), { flag: "wx" });
  }
  say(`Wrote ${folder}`);
}

export async function saveXlsx(path: string, document: StatementDocument, currencyOf: CurrencyOf): Promise<void> {
  const handle = await openNew(path);
  await handle.writeFile(Buffer.from(await (await writeXlsx(document, currencyOf)).arrayBuffer()));
  await handle.close();
  say(`Wrote ${path}`);
}
