import { type Address, getAddress } from "viem";
import { worksAbi } from "../abi/generated.ts";
import type { Metadata } from "../content/metadata.ts";
import { identifierProblem } from "../model/identifiers.ts";
import { isSameAddress, licenceNumberOf } from "../model/ids.ts";
import { dayIn } from "../model/zones.ts";
import { readMetadata } from "../read/content.ts";
import type { ReadContext } from "../read/finding.ts";
import type { DocumentColumn, DocumentRow, DocumentSection, StatementDocument } from "./document.ts";
import { type Parties, partyOf } from "./parties.ts";
import { converted, type ExchangeRate, type ExchangeRates, moneyText, rateOn } from "./rates.ts";
import type { CurrencyOf } from "./write.ts";

export type BookableOptions = {
  /** The zone of days and times, of the IANA list; "UTC" if missing. */
  zone?: string | undefined;
  /** Then every amount that is booked has its value beside it, by the rate of its day. */
  rates?: ExchangeRates | undefined;
  /** Who stands behind addresses. */
  parties?: Parties | undefined;
  currencyOf: CurrencyOf;
};

const ratesSection: DocumentSection = {
  id: "rates",
  title: "Rates of exchange",
  intro:
    "The rates that were used, from the file that was given. Values are rounded to the smallest unit, each line once.",
  columns: [
    { id: "day", title: "Rate of", kind: "day" },
    { id: "currency", title: "Currency", kind: "currency" },
    { id: "exchangeRate", title: "Rate of exchange", kind: "money" },
    { id: "exchangeSource", title: "Source", kind: "text" },
    { id: "uses", title: "Lines", kind: "count" },
  ],
};

/** The columns of a table with what an accountant needs beside them. */
function columnsOf({ columns, sumOf }: DocumentSection, { rates }: BookableOptions): DocumentColumn[] {
  const dated = columns.some(({ id }) => id === "time");
  const wider = columns.flatMap((column): DocumentColumn[] => {
    const { id, title, kind } = column;
    if (id === "time") return [column, { id: "day", title: `Day`, kind: "day" }];
    if (kind === "work") {
      const name = { id: `${id}Title`, title: `${title}: title`, kind: "text" } as const;
      const numbers = { id: `${id}Identifiers`, title: `${title}: identifiers`, kind: "list" } as const;
      return id === "work" ? [column, name, numbers] : [column, name];
    }
    if (kind === "licence") return [column, { id: `${id}Number`, title: `${title} no.`, kind: "text" }];
    if (kind === "address") return [column, { id: `${id}Name`, title: `${title}: name`, kind: "text" }];
    if (column.money && rates && (dated || sumOf)) {
      return [column, { id: `${id}Value`, title: `${title}, ${rates.into}`, kind: "money" }];
    }
    return [column];
  });
  if (!rates || !columns.some(({ money }) => money)) return wider;
  if (dated) {
    const by = [
      { id: "exchangeRate", title: "Rate of exchange", kind: "money" },
      { id: "exchangeDay", title: "Rate of", kind: "day" },
      { id: "exchangeSource", title: "Source of the rate", kind: "text" },
    ] as const;
    return [...wider, ...by];
  }
  return sumOf ? [...wider, { id: "noRate", title: "Lines without a rate", kind: "count" }] : wider;
}

/** Titles and names as metadata has them, asked for once each. */
function nameBook({ client, deployment, store }: ReadContext, block: number, parties: Parties | undefined) {
  const known = new Map<bigint, Promise<Metadata | undefined>>();
  async function read(work: bigint): Promise<Metadata | undefined> {
    const { address } = deployment.contracts.works;
    const view = { address, abi: worksAbi, functionName: "workOf", args: [work], blockNumber: BigInt(block) } as const;
    const { metadataDigest } = await client.readContract(view);
    const found = await readMetadata(store, metadataDigest);
    return found.status === "found" ? found.value : undefined;
  }
  const metadataOf = (work: bigint) => {
    const asked = known.get(work) ?? (store === undefined ? Promise.resolve(undefined) : read(work));
    known.set(work, asked);
    return asked;
  };
  return {
    metadataOf,
    /** As the reader knows them, or as the work's credits name them. */
    async nameOf(account: Address, work: bigint | undefined): Promise<string | undefined> {
      const party = partyOf(parties, account);
      if (party || work === undefined) return party?.name;
      const credits = (await metadataOf(work))?.credits ?? [];
      return credits.find((credit) => isSameAddress(credit.account, account))?.name;
    },
  };
}

const identifierWords = ({ identifiers = [] }: Metadata): string[] =>
  identifiers.map(({ scheme, value }) => {
    const problem = identifierProblem(scheme, value);
    return `${scheme} ${value}${problem ? " (not valid)" : ""}`;
  });

type Row = Record<string, DocumentRow["row"][string]>;

type Sum = { values: Map<string, bigint>; noRate: number };

/**
 * The same document with what an accountant books from: titles and checked identifiers of works, numbers of licences
 * that a person can read, names of parties, days in a zone, and values in the reader's money with the rate, its day and
 * its source. Nothing of the document itself changes.
 */
export function bookable(
  context: ReadContext,
  { head, rows }: StatementDocument,
  options: BookableOptions,
): StatementDocument {
  const { zone = "UTC", rates, parties, currencyOf } = options;
  // A zone that does not exist is refused now and not after the first row.
  dayIn(0, zone);
  const sections = head.sections.map((section) => ({ ...section, columns: columnsOf(section, options) }));
  const byId = new Map(head.sections.map((section) => [section.id, section]));
  const names = nameBook(context, head.block.number, parties);
  const sums = new Map<string, Sum>();
  const used = new Map<string, ExchangeRate & { currency: Address; uses: number }>();
  const sumKey = (section: string, by: readonly string[], row: Row) =>
    `${section} ${by.map((id) => row[id]).join(" ")}`;
  const followers = (id: string) => head.sections.filter(({ sumOf }) => sumOf?.section === id);
  const money = (value: bigint) => rates && moneyText(value, rates.into);

  async function value(section: DocumentSection, row: Row, into: ExchangeRates): Promise<void> {
    const currency = typeof row.currency === "string" ? (row.currency as Address) : undefined;
    const booked = section.columns.filter(({ id, money: is }) => is && typeof row[id] === "bigint" && row[id] !== 0n);
    if (currency === undefined || typeof row.time !== "number" || booked.length === 0) return;
    const rate = rateOn(into, currency, dayIn(row.time, zone));
    const words = await currencyOf(getAddress(currency));
    const sumsOf = followers(section.id).map(({ sumOf }) => {
      const key = sumKey(section.id, sumOf?.by ?? [], row);
      const sum = sums.get(key) ?? { values: new Map<string, bigint>(), noRate: 0 };
      sums.set(key, sum);
      return sum;
    });
    if (rate === undefined || words === undefined) {
      for (const sum of sumsOf) sum.noRate++;
      return;
    }
    const key = `${currency.toLowerCase()} ${rate.date}`;
    used.set(key, { ...rate, currency, uses: (used.get(key)?.uses ?? 0) + 1 });
    Object.assign(row, { exchangeRate: rate.rate, exchangeDay: rate.date, exchangeSource: rate.source });
    for (const { id } of booked) {
      const worth = converted(row[id] as bigint, words.decimals, rate.rate, into.into);
      row[`${id}Value`] = money(worth);
      for (const sum of sumsOf) sum.values.set(id, (sum.values.get(id) ?? 0n) + worth);
    }
  }

  async function widen({ section: id, row: given }: DocumentRow): Promise<DocumentRow> {
    const section = byId.get(id);
    const row: Row = { ...given };
    if (section === undefined) return { section: id, row };
    const work = typeof row.work === "bigint" ? row.work : undefined;
    for (const { id: column, kind } of section.columns) {
      const cell = row[column];
      if (kind === "work" && typeof cell === "bigint") {
        const metadata = await names.metadataOf(cell);
        row[`${column}Title`] = metadata?.name;
        if (column === "work") row.workIdentifiers = metadata && identifierWords(metadata);
      } else if (kind === "licence" && typeof cell === "bigint" && cell !== 0n) {
        row[`${column}Number`] = licenceNumberOf(cell);
      } else if (kind === "address" && typeof cell === "string") {
        row[`${column}Name`] = await names.nameOf(cell as Address, work);
      }
    }
    if (typeof row.time === "number") row.day = dayIn(row.time, zone);
    if (rates) await value(section, row, rates);
    const sum = section.sumOf && sums.get(sumKey(section.sumOf.section, section.sumOf.by, row));
    if (sum) {
      row.noRate = sum.noRate;
      for (const [column, worth] of sum.values) row[`${column}Value`] = money(worth);
    }
    return { section: id, row };
  }

  async function* wider(): AsyncGenerator<DocumentRow, void> {
    for await (const row of rows) yield await widen(row);
    for (const { date: day, rate: exchangeRate, source: exchangeSource, ...use } of used.values()) {
      yield { section: "rates", row: { ...use, day, exchangeRate, exchangeSource } };
    }
  }
  const added = rates ? [...sections, ratesSection] : sections;
  return { head: { ...head, zone, money: rates?.into, sections: added }, rows: wider() };
}
