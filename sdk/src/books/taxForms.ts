import { type Address, getAbiItem, type Hex, parseUnits } from "viem";
import { complianceAbi } from "../abi/generated.ts";
import { isSameAddress } from "../model/ids.ts";
import { dayIn } from "../model/zones.ts";
import type { BlockRef, ReadContext } from "../read/finding.ts";
import { getLogsInRanges, withPlaces } from "../read/logs.ts";
import { type BookableOptions, bookable } from "./bookable.ts";
import {
  type DocumentColumn,
  type DocumentRow,
  type DocumentSection,
  documentHead,
  type StatementDocument,
} from "./document.ts";
import { partyOf } from "./parties.ts";
import { converted, decimalsOf, type ExchangeRates, moneyText, rateOn } from "./rates.ts";
import { readStatement } from "./royalties.ts";
import { StatementError, type StatementQuery } from "./statement.ts";
import { statementDocument } from "./statementDocument.ts";

export type TaxFormKind = "us-1099-misc" | "us-1042-s" | "vat" | "carf";

type Row = Record<string, DocumentRow["row"][string]>;

type Made = { sections: readonly DocumentSection[]; rows: { section: string; row: Row }[] };

const debtEvent = getAbiItem({ abi: complianceAbi, name: "DebtPaid" });

type Withheld = { transaction: Hex; licence: bigint; currency: Address; amount: bigint; time: number };

/** What an account withheld as tax when it paid debts. */
async function withheldBy(
  { client, deployment }: ReadContext,
  { payer, from = 0, until = Number.POSITIVE_INFINITY }: StatementQuery,
  block: BlockRef,
): Promise<Withheld[]> {
  const { address, block: fromBlock } = deployment.contracts.compliance;
  const range = { address, event: debtEvent, args: { payer }, fromBlock, toBlock: block.number };
  const placed = await withPlaces(client, await getLogsInRanges(client, range));
  return placed
    .filter(({ args, at }) => args.withheld > 0n && at.time >= from && at.time < until)
    .map(({ args, at }) => ({
      ...{ transaction: at.transaction, time: at.time },
      ...{ licence: args.licence, currency: args.currency, amount: args.withheld },
    }));
}

const money = (id: string, title: string, note?: string): DocumentColumn => ({
  id,
  title,
  kind: "money",
  ...(note && { note }),
});
const words = (id: string, title: string, note?: string): DocumentColumn => ({
  id,
  title,
  kind: "text",
  ...(note && { note }),
});

const recipient: readonly DocumentColumn[] = [
  { id: "payee", title: "Payee", kind: "address" },
  words("name", "Name"),
  words("taxId", "Tax number"),
  words("address", "Address"),
  words("country", "Country"),
];

type Payee = { payee: Address | undefined; gross: bigint; withheld: bigint; noRate: number };

/** The rates into dollars, without which a US form cannot be made: refused before anything is read. */
function dollarRates({ rates }: BookableOptions): ExchangeRates {
  if (rates?.into === "USD") return rates;
  throw new StatementError("US forms are in dollars. Give exchange rates into USD.");
}

/** What an account paid to each payee in a year in dollars, tax withheld included, and what was withheld. */
async function dollarsByPayee(
  context: ReadContext,
  query: StatementQuery,
  rows: readonly DocumentRow[],
  options: BookableOptions,
  block: BlockRef,
): Promise<Payee[]> {
  const { currencyOf, zone = "UTC" } = options;
  const rates = dollarRates(options);
  const payees = new Map<string, Payee>();
  const of = (payee: Address | undefined): Payee => {
    const key = String(payee).toLowerCase();
    const found = payees.get(key) ?? { payee, gross: 0n, withheld: 0n, noRate: 0 };
    payees.set(key, found);
    return found;
  };
  const paid = rows.filter(({ section }) => section === "payees").map(({ row }) => row);
  for (const row of paid) {
    const entry = of(row.payee as Address | undefined);
    if (typeof row.amountValue === "string") entry.gross += parseUnits(row.amountValue, 2);
    else entry.noRate++;
  }
  for (const { transaction, licence, currency, amount, time } of await withheldBy(context, query, block)) {
    const parts = paid.filter((row) => row.transaction === transaction && row.licence === licence);
    const all = parts.reduce((sum, row) => sum + (row.amount as bigint), 0n);
    const [rate, token] = [rateOn(rates, currency, dayIn(time, zone)), await currencyOf(currency)];
    // Where all of it was withheld, nobody was paid: then the payee is not known from the chain.
    const shares =
      all === 0n
        ? [{ payee: undefined, part: amount }]
        : parts.map((row) => ({
            payee: row.payee as Address | undefined,
            part: (amount * (row.amount as bigint)) / all,
          }));
    for (const { payee, part } of shares) {
      const entry = of(payee);
      if (rate === undefined || token === undefined) entry.noRate++;
      else {
        const dollars = converted(part, token.decimals, rate.rate, "USD");
        entry.gross += dollars;
        entry.withheld += dollars;
      }
    }
  }
  return [...payees.values()];
}

function usForm(kind: "us-1099-misc" | "us-1042-s", payees: readonly Payee[], { parties }: BookableOptions): Made {
  const home = kind === "us-1099-misc";
  const own = home
    ? [
        money("royalties", "Box 2, royalties", "gross, before any tax withheld"),
        money("withheld", "Box 4, federal tax withheld"),
        words("reportable", "To be reported", "from 10.00 dollars a year"),
      ]
    : [
        words(
          "incomeCode",
          "Box 1, income code",
          "as you say it for each payee in your list of parties: it depends on what was paid for, which the chain does not know",
        ),
        money("royalties", "Box 2, gross income"),
        money(
          "rate",
          "Box 3b, rate",
          "as you say it for each payee: the law's, or what a treaty asks that the payee claims. Nothing is guessed here",
        ),
        money("withheld", "Box 7a, tax withheld"),
      ];
  const columns = [
    ...recipient,
    ...own,
    { id: "noRate", title: "Payments without a rate", kind: "count" } as const,
    { id: "missing", title: "Still missing", kind: "list" } as const,
  ];
  const rows = payees.flatMap(({ payee, gross, withheld, noRate }) => {
    const party = partyOf(parties, payee);
    const country = party?.country ?? "";
    // Whose country nobody said stands on both, until somebody says it.
    if (country !== "" && (country === "US") !== home) return [];
    const missing = [
      ...(payee === undefined ? ["payee"] : []),
      ...(party === undefined ? ["name"] : []),
      ...(party?.taxId ? [] : ["tax number"]),
      ...(party?.address ? [] : ["address"]),
      ...(country === "" ? ["country"] : []),
      ...(home || party?.incomeCode ? [] : ["income code"]),
      ...(home || party?.withholding ? [] : ["withholding rate"]),
    ];
    const row = {
      ...{ payee, name: party?.name, taxId: party?.taxId, address: party?.address, country },
      ...{ royalties: moneyText(gross, "USD"), withheld: moneyText(withheld, "USD"), noRate, missing },
      ...(home
        ? { reportable: gross >= 1_000n ? "yes" : "no" }
        : { incomeCode: party?.incomeCode || undefined, rate: percentText(party?.withholding) }),
    };
    return [{ section: "recipients", row }];
  });
  const title = home ? "Form 1099-MISC, by payee" : "Form 1042-S, by payee";
  const intro =
    "A worksheet and no form: what was paid to each account in the year, in dollars by the rates that were given. Who is a payee for tax, and of what country, the chain does not know.";
  return { sections: [{ id: "recipients", title, intro, columns }], rows };
}

/** "12.5" as a form has it: "12.50". */
function percentText(rate: string | undefined): string | undefined {
  if (!rate) return undefined;
  const [whole = "0", fraction = ""] = rate.split(".");
  return `${whole}.${fraction.padEnd(2, "0")}`;
}

function vatData(query: StatementQuery, given: readonly DocumentRow[], number: string, options: BookableOptions): Made {
  const { rates, parties } = options;
  const side = (id: string, title: string): DocumentColumn[] => [
    { id, title, kind: "address" },
    words(`${id}Name`, `${title}: name`),
    words(`${id}Address`, `${title}: address`),
    words(`${id}Country`, `${title}: country`),
    words(`${id}Vat`, `${title}: VAT number`),
  ];
  const columns: DocumentColumn[] = [
    words("invoice", "Number"),
    words("direction", "Direction"),
    { id: "day", title: "Day", kind: "day" },
    ...side("supplier", "Supplier"),
    ...side("customer", "Customer"),
    words("what", "What"),
    { id: "currency", title: "Currency", kind: "currency" },
    { id: "amount", title: "Amount", kind: "amount" },
    money("taxable", `Taxable amount${rates ? `, ${rates.into}` : ""}`),
    words("rule", "Rule", "what the countries of both suggest; the rate and the rule are for you to decide"),
    { id: "missing", title: "Still missing", kind: "list" },
  ];
  const about = (id: string, account: Address | undefined) => {
    const party = partyOf(parties, account);
    const fields = { [id]: account, [`${id}Name`]: party?.name, [`${id}Address`]: party?.address };
    return { party, fields: { ...fields, [`${id}Country`]: party?.country, [`${id}Vat`]: party?.vatId } };
  };
  const sold = given.filter(
    ({ section, row }) =>
      section === "lines" &&
      row.ledger !== "payments" &&
      row.ledger !== "sales" &&
      row.ledger !== "purchases" &&
      (row.net as bigint) > 0n,
  );
  const bought = given.filter(({ section }) => section === "payees");
  const rows = [...sold, ...bought].map(({ section, row }, i) => {
    const selling = section === "lines";
    const [mine, other] = [
      selling ? query.holder : query.payer,
      (selling ? row.counterparty : row.payee) as Address | undefined,
    ];
    const [supplier, customer] = [about("supplier", selling ? mine : other), about("customer", selling ? other : mine)];
    const [from, to] = [supplier.party?.country, customer.party?.country];
    const rule =
      !from || !to
        ? ""
        : from === to
          ? "domestic rate"
          : customer.party?.vatId
            ? "reverse charge"
            : "place of supply to be decided";
    const missing = [
      ...(["supplier", "customer"] as const).flatMap((id) => {
        const { party } = id === "supplier" ? supplier : customer;
        return [...(party ? [] : [`${id}'s name`]), ...(party?.address ? [] : [`${id}'s address`])];
      }),
      ...(supplier.party?.vatId ? [] : ["supplier's VAT number"]),
      ...((selling ? row.netValue : row.amountValue) === undefined ? ["taxable amount"] : []),
    ];
    const what = [row.kind, row.workTitle, row.licenceNumber && `licence ${row.licenceNumber}`]
      .filter(Boolean)
      .join(", ");
    return {
      section: "invoices",
      row: {
        ...{
          invoice: `${number}-${i + 1}`,
          direction: selling ? "sale" : "purchase",
          day: row.day,
          what,
          rule,
          missing,
        },
        ...{ ...supplier.fields, ...customer.fields, currency: row.currency, amount: selling ? row.net : row.amount },
        taxable: selling ? row.netValue : row.amountValue,
      },
    };
  });
  const intro =
    "What an invoice must say (Directive 2006/112/EC, article 226), as far as the chain and your files have it. It is data for invoices and no invoice.";
  return { sections: [{ id: "invoices", title: "Data for invoices", intro, columns }], rows };
}

function carfTransfers(query: StatementQuery, given: readonly DocumentRow[], { rates }: BookableOptions): Made {
  const value = money("value", `Fair value${rates ? `, ${rates.into}` : ""}`);
  const columns: DocumentColumn[] = [
    { id: "time", title: "Time", kind: "time" },
    { id: "day", title: "Day", kind: "day" },
    words("direction", "Direction"),
    words("type", "Type"),
    { id: "currency", title: "Asset", kind: "currency" },
    { id: "amount", title: "Units", kind: "amount" },
    value,
    { id: "other", title: "Other address", kind: "address" },
    { id: "transaction", title: "Transaction", kind: "hash" },
  ];
  const rows = given.flatMap(({ section, row }) => {
    if (section !== "lines") return [];
    const out = row.ledger === "payments" || row.ledger === "purchases";
    if (!out && (row.withdrawn as bigint) === 0n) return [];
    // What was withdrawn to another address never reached the account's own.
    const own = isSameAddress(String(row.counterparty), query.holder);
    const type = out
      ? row.ledger === "purchases"
        ? "purchase of a work or of shares of it"
        : "payment for goods or services"
      : row.ledger === "sales"
        ? "sale of a work or of shares of it"
        : own
          ? "royalty income"
          : "royalty income, sent to another address";
    const base = { time: row.time, day: row.day, direction: out ? "out" : "in", type, currency: row.currency };
    const [amount, worth] = out ? [row.paid, row.paidValue] : [row.withdrawn, row.withdrawnValue];
    return [
      {
        section: "transfers",
        row: { ...base, amount, value: worth, other: row.counterparty, transaction: row.transaction },
      },
    ];
  });
  const sums = new Map<string, Row & { transfers: number; amount: bigint; noRate: number; worth: bigint }>();
  for (const { row } of rows) {
    const key = `${row.direction} ${row.type} ${row.currency}`;
    const { direction, type, currency } = row;
    const sum = sums.get(key) ?? { direction, type, currency, transfers: 0, amount: 0n, noRate: 0, worth: 0n };
    sum.transfers++;
    sum.amount += row.amount as bigint;
    if (typeof row.value === "string") sum.worth += parseUnits(row.value, decimalsOf(rates?.into ?? "EUR"));
    else sum.noRate++;
    sums.set(key, sum);
  }
  const totals = [...sums.values()].map(({ worth, ...row }) => ({
    section: "aggregate",
    row: { ...row, value: rates && moneyText(worth, rates.into) },
  }));
  const intro =
    "Each movement of money to or from the account that the contracts made, as the Crypto-Asset Reporting Framework and DAC8 ask of providers: for whoever must hold their own books against such a report.";
  const sumColumns: DocumentColumn[] = [
    ...[words("direction", "Direction"), words("type", "Type")],
    { id: "currency", title: "Asset", kind: "currency" },
    { id: "transfers", title: "Number", kind: "count" },
    { id: "amount", title: "Units", kind: "amount" },
    value,
    { id: "noRate", title: "Without a rate", kind: "count" },
  ];
  return {
    sections: [
      { id: "transfers", title: "Transfers", intro, columns },
      { id: "aggregate", title: "Aggregates", intro: "The same, added up.", columns: sumColumns },
    ],
    rows: [...rows, ...totals],
  };
}

/**
 * A worksheet for tax, made of an account's statement: who must be told of what was paid (US forms 1099-MISC and
 * 1042-S), data for VAT invoices, or transfers as CARF and DAC8 have them. It is no form and no advice, and names what
 * is still missing.
 *
 * @throws {StatementError} for a US form without rates into dollars, and as readStatement does.
 */
export async function readTaxForm(
  context: ReadContext,
  kind: TaxFormKind,
  query: StatementQuery,
  options: BookableOptions,
): Promise<StatementDocument> {
  if (kind === "us-1099-misc" || kind === "us-1042-s") dollarRates(options);
  const read = await readStatement(context, query);
  const { head, rows } = bookable(context, statementDocument(context.deployment, query, read, "tax-year"), options);
  const all: DocumentRow[] = [];
  for await (const row of rows) all.push(row);
  const titles: Record<TaxFormKind, string> = {
    "us-1099-misc": "Worksheet for form 1099-MISC",
    "us-1042-s": "Worksheet for form 1042-S",
    vat: "Data for VAT invoices",
    carf: "Transfers for CARF and DAC8",
  };
  const made =
    kind === "vat"
      ? vatData(query, all, head.number, options)
      : kind === "carf"
        ? carfTransfers(query, all, options)
        : usForm(kind, await dollarsByPayee(context, query, all, options, read.block), options);
  const differing = all.filter(({ section, row }) => section === "checks" && row.result !== "consistent").length;
  const own = documentHead(context.deployment, {
    ...{ kind, title: titles[kind], subject: head.subject, block: head.block, period: head.period },
    sections: made.sections,
    limits: [
      "It is a worksheet. Whether and where something must be reported or taxed, a tax adviser says.",
      ...(differing > 0
        ? [`${differing} figures of the statement that it is made of differ from the contract or were not compared.`]
        : []),
    ],
  });
  async function* given(): AsyncGenerator<DocumentRow, void> {
    yield* made.rows;
  }
  return { head: { ...own, zone: head.zone, money: head.money }, rows: given() };
}
