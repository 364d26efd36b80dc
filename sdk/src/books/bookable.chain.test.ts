import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batchCall } from "../calls/call.ts";
import { reportUsageCall } from "../calls/compliance.ts";
import { buyCall, defineTermsCall, publishOfferCall } from "../calls/offers.ts";
import { claimCall, payCall, takeAllUnitsCall, transferUnitsCall } from "../calls/royalties.ts";
import { registerCall } from "../calls/works.ts";
import { createMetadata } from "../content/metadata.ts";
import { type CsvStyle, csvStyles, parseCsv } from "../core/csv.ts";
import { createContentStore } from "../core/store.ts";
import { forever, unlimitedSupply } from "../model/constants.ts";
import { licenceIdOf, licenceNumberOf, workIdOf } from "../model/ids.ts";
import type { Offer } from "../model/offer.ts";
import { termsIdOf } from "../model/terms.ts";
import { readCurrency } from "../read/currency.ts";
import type { ReadContext } from "../read/finding.ts";
import { baseConditions } from "../terms/conditions.ts";
import { conditionsOf, deedOf, onchainTermsOf } from "../terms/deed.ts";
import { baseTerms, type Terms } from "../terms/terms.ts";
import { openInSpreadsheet, type SpreadsheetCell, spreadsheet } from "../testing/spreadsheet.ts";
import { createWorld, memoryIpfs, testAccount, type World } from "../testing/world.ts";
import { readAudit } from "./audit.ts";
import { type BookableOptions, bookable } from "./bookable.ts";
import type { DocumentRow, StatementDocument } from "./document.ts";
import { readInventory } from "./inventory.ts";
import { statementSchema } from "./jsonSchema.ts";
import { parseParties } from "./parties.ts";
import { parseRates } from "./rates.ts";
import { readRegister } from "./register.ts";
import { readStatement, taxYear } from "./royalties.ts";
import { statementDocument } from "./statementDocument.ts";
import { type DocumentTable, tableCsv, tablesOf, writeXlsx } from "./tables.ts";
import { readTaxForm } from "./taxForms.ts";
import { readRemittance, readUsage } from "./usage.ts";
import { writeJson } from "./write.ts";

const [author, buyer, investor] = [testAccount(0), testAccount(1), testAccount(2)] as const;
const day = 86_400;
const published = join(import.meta.dirname, "../../schemas/statement.json");
const ether = 10n ** 18n;
const at = (text: string) => BigInt(Date.parse(text) / 1000);

let world: World;
let context: ReadContext;
let options: BookableOptions;
let work: bigint;
let licence: bigint;
let claim: `0x${string}`;
const ipfs = memoryIpfs();
const store = createContentStore({ gateways: ["http://store.test"], api: "http://store.test", fetch: ipfs.fetch });

const rates = (into: string) =>
  parseRates(
    [
      "date,currency,rate,source",
      "2026-12-31,ETH,3000.50,Reference rate",
      "2027-01-15,ETH,2000.005,Reference rate",
    ].join("\n"),
    into,
  );

const terms: Terms = {
  ...{ ...baseTerms, uses: ["print"], purposes: ["editorial"], duration: 400 * day },
  conditions: {
    ...{ ...baseConditions, period: { seconds: 10 * day }, grace: 0 },
    tiers: [{ from: 0n, share: 100_000_000, perUnit: 0n }],
  },
};

beforeAll(async () => {
  world = await createWorld();
  context = { ...world.context, store };
  const { client, deployment, send } = world;
  const currencyOf = (currency: `0x${string}`) => readCurrency(context.client, currency);
  const parties = parseParties(
    [
      "account,name,country,tax id,vat id,address,isni",
      `${author.address},Ines Alba,US,12-3456789,,"1 Harbour St, Boston",0000 0001 2103 2683`,
      `${buyer.address},Maya Press Ltd,GB,,GB999999973,2 Quay London,`,
    ].join("\n"),
  );
  options = { zone: "America/New_York", rates: rates("USD"), parties, currencyOf };
  const metadata = createMetadata({
    ...{ name: "Harbour Lights", description: "", category: "literary" },
    credits: [{ name: "Nora Fund", role: "author", account: investor.address }],
    identifiers: [
      { scheme: "ISBN", value: "978-3-16-148410-0" },
      { scheme: "ISWC", value: "T-034.524.680-2" },
    ],
  });
  await store.put(metadata.bytes);
  const contentRoot = `0x${"5a".repeat(32)}` as const;
  await client.setNextBlockTimestamp({ timestamp: at("2026-12-31T12:00:00Z") });
  const registration = {
    contentRoot,
    salt: contentRoot,
    metadataDigest: metadata.digest,
    category: "literary",
  } as const;
  await send(author, registerCall(deployment, { registration: { ...registration, sources: [] } }));
  work = workIdOf({ claimant: author.address, contentRoot });
  licence = licenceIdOf({ work, serial: 1 });
  const onchain = onchainTermsOf(terms, deployment);
  await store.put(deedOf(terms).bytes);
  const offer: Offer = {
    ...{ work, parent: 0n, licensor: author.address, buyer: zeroAddress, terms: termsIdOf(onchain) },
    ...{ currency: zeroAddress, price: ether / 2n, supply: unlimitedSupply, opens: 0, closes: forever },
    ...{ starts: 0, schedule: zeroHash },
  };
  const calls = [defineTermsCall(deployment, { terms: onchain }), publishOfferCall(deployment, { offer })];
  await send(author, batchCall(deployment, calls));
  // Half past eleven at night in New York, and next year in UTC.
  await client.setNextBlockTimestamp({ timestamp: at("2026-12-31T23:30:00-05:00") });
  await send(buyer, buyCall(deployment, { offer, recipient: buyer.address }));
  await send(author, takeAllUnitsCall(deployment, { work, claimant: author.address, contentRoot }));
  await send(author, transferUnitsCall(deployment, { work, to: investor.address, units: 25_000_000 }));
  const wait = async (moment: string) => {
    await client.setNextBlockTimestamp({ timestamp: at(moment) });
    await client.mine({ blocks: 1 });
  };
  await wait("2027-01-16T12:00:00Z");
  const conditions = conditionsOf(terms);
  if (conditions === undefined) throw new Error("no conditions");
  const report = { period: 0, units: 0n, revenue: 10n * ether };
  const payment = {
    amount: (ether * 7n) / 10n,
    withheld: (ether * 3n) / 10n,
    certificate: `0x${"77".repeat(32)}` as const,
  };
  await send(buyer, reportUsageCall(deployment, { licence, terms: onchain, conditions, report, payment }));
  await wait("2027-03-01T12:00:00Z");
  await send(buyer, payCall(deployment, { work, currency: zeroAddress, amount: 4n }));
  claim = (await send(author, claimCall(deployment, { work, currency: zeroAddress, to: author.address })))
    .transactionHash;
}, 60_000);

afterAll(() => world?.stop());

async function rowsOf(made: StatementDocument | Promise<StatementDocument>): Promise<DocumentRow[]> {
  const rows: DocumentRow[] = [];
  for await (const row of (await made).rows) rows.push(row);
  return rows;
}

const inTable = (rows: readonly DocumentRow[], id: string) =>
  rows.filter(({ section }) => section === id).map(({ row }) => row);

const yearIn = (account: typeof author, year: number, zone = "America/New_York") =>
  taxYear({ account: account.address, year, zone });

async function statement(account: typeof author, year: number, how: BookableOptions = options) {
  const query = yearIn(account, year, how.zone);
  return bookable(
    context,
    statementDocument(world.deployment, query, await readStatement(context, query), "tax-year"),
    how,
  );
}

describe("a statement that an accountant books from", () => {
  it("has the sale of New Year's Eve in the year of its place, with title, number, name and value", async () => {
    const rows = await rowsOf(statement(author, 2026));
    const [line] = inTable(rows, "lines").filter(({ net }) => (net as bigint) > 0n);
    expect(line).toMatchObject({
      ...{ kind: "sale", day: "2026-12-31", workTitle: "Harbour Lights", licenceNumber: licenceNumberOf(licence) },
      ...{ counterpartyName: "Maya Press Ltd", net: ether / 2n, netValue: "1500.25", exchangeRate: "3000.50" },
      ...{ exchangeDay: "2026-12-31", exchangeSource: "Reference rate" },
      workIdentifiers: ["ISBN 978-3-16-148410-0", "ISWC T-034.524.680-2 (not valid)"],
    });
    const total = inTable(rows, "totals").find(({ kind }) => kind === "sale");
    expect(total).toMatchObject({ netValue: "1500.25", noRate: 0 });
    expect(inTable(rows, "rates")).toMatchObject([{ day: "2026-12-31", uses: 1 }]);
    expect(inTable(await rowsOf(statement(author, 2026, { ...options, zone: "UTC" })), "lines")).toMatchObject([
      { kind: "units-given" },
    ]);
  });

  it("values by the last rate of a week, and counts what has none", async () => {
    const rows = await rowsOf(statement(author, 2027));
    const [debt] = inTable(rows, "lines").filter(({ kind }) => kind === "debt");
    // 0.7 ETH x 75 % at 2000.005 of the day before.
    expect(debt).toMatchObject({ net: (ether * 525n) / 1000n, netValue: "1050.00", exchangeDay: "2027-01-15" });
    const [gift] = inTable(rows, "totals").filter(({ kind }) => kind === "payment");
    expect(gift).toMatchObject({ noRate: 1 });
    expect(gift?.netValue).toBeUndefined();
    expect((await statement(author, 2027)).head.number).toMatch(/^S-[0-9A-F]{5}-[0-9A-F]{5}$/);
    expect((await statement(author, 2027)).head.number).toBe((await statement(author, 2027)).head.number);
    expect((await statement(author, 2026)).head.number).not.toBe((await statement(author, 2027)).head.number);
  });

  it("says who was paid: who held units then, with a name from the credits where no file has one", async () => {
    const rows = await rowsOf(statement(buyer, 2027));
    const of = (kind: string) => inTable(rows, "payees").filter((row) => row.kind === kind);
    expect(of("debt")).toMatchObject([
      { payee: author.address, payeeName: "Ines Alba", amount: (ether * 525n) / 1000n, amountValue: "1050.00" },
      { payee: investor.address, payeeName: "Nora Fund", amount: (ether * 175n) / 1000n, amountValue: "350.00" },
    ]);
    expect(of("payment").reduce((sum, { amount }) => sum + (amount as bigint), 0n)).toBe(4n);
    const sale = inTable(await rowsOf(statement(buyer, 2026)), "payees");
    // The investor's units came after the sale.
    expect(sale).toMatchObject([{ payee: author.address, amount: ether / 2n }]);
  });

  it("is one CSV for each table in the reader's convention, and the same numbers in another", async () => {
    const tables: DocumentTable[] = [];
    for await (const table of tablesOf(await statement(author, 2027), options.currencyOf)) tables.push(table);
    expect(tables.map(({ id }) => id)).toEqual([
      ...["about", "openings", "lines", "payees", "payeeTotals", "totals", "closings", "unknown", "checks", "rates"],
    ]);
    const lines = tables.find(({ id }) => id === "lines") as DocumentTable;
    for (const { heads, rows } of tables) for (const row of rows) expect(row.length).toBe(heads.length);
    const plain = parseCsv(tableCsv(lines, csvStyles.comma), ["became available, usd"]);
    const german = parseCsv(tableCsv(lines, csvStyles.semicolon), ["became available, usd"]);
    const debt = plain.findIndex((row) => row.what === "Owed under a licence");
    expect(plain[debt]).toMatchObject({
      "became available": "0.525",
      "became available, usd": "1050.00",
      day: "2027-01-16",
    });
    expect(german[debt]).toMatchObject({ "became available": "0,525", "became available, usd": "1050,00" });
    expect(new Set(lines.heads).size).toBe(lines.heads.length);
  });

  // Excel and LibreOffice take for a number or a day whatever looks like one in the place where they run.
  it.runIf(spreadsheet)(
    "a spreadsheet takes each cell for what it is, in two locales and as an Excel file",
    async () => {
      const document = await statement(author, 2027);
      const tables: DocumentTable[] = [];
      for await (const table of tablesOf(document, options.currencyOf)) tables.push(table);
      const meant = (escaped: boolean) =>
        tables.map(({ heads, rows }) => [
          heads.map((head): SpreadsheetCell => head || undefined),
          ...rows.map((row) =>
            row.map((cell): SpreadsheetCell => {
              if (cell === undefined) return undefined;
              if (cell.type === "number") return Number(cell.decimal);
              if (cell.type === "day") return { day: cell.day };
              return escaped && /^[=+\-@]/.test(cell.text) ? `'${cell.text}` : cell.text;
            }),
          ),
        ]);
      const filesIn = (style: CsvStyle) =>
        Object.fromEntries(tables.map((table) => [`${table.id}.csv`, tableCsv(table, style)]));
      const english = await openInSpreadsheet(filesIn(csvStyles.comma), { ...csvStyles.comma, language: "english" });
      const german = await openInSpreadsheet(filesIn(csvStyles.semicolon), {
        ...csvStyles.semicolon,
        language: "german",
      });
      expect(Object.values(english)).toEqual(meant(true));
      expect(Object.values(german)).toEqual(meant(true));
      const excel = new Uint8Array(await (await writeXlsx(document, options.currencyOf)).arrayBuffer());
      expect((await openInSpreadsheet({ "a.xlsx": excel }))["a.xlsx"]).toEqual(meant(false)[0]);
    },
    120_000,
  );

  it("is an Excel file that begins as one", async () => {
    const file = await writeXlsx(await statement(author, 2027), options.currencyOf);
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect([...bytes.slice(0, 4)]).toEqual([0x50, 0x4b, 3, 4]);
    expect(bytes.length).toBeGreaterThan(5_000);
  });

  it("and a register has periods with dates, rates, withheld tax, advance and accounts", async () => {
    const rows = await rowsOf(bookable(context, await readRegister(context, { work }), options));
    const sold = Number(at("2026-12-31T23:30:00-05:00"));
    expect(inTable(rows, "reports")).toMatchObject([
      { period: 0, periodFrom: sold, periodUntil: sold + 10 * day, rate: "10 % of revenue", owed: ether },
    ]);
    expect(inTable(rows, "payments")).toMatchObject([{ withheld: (ether * 3n) / 10n, withheldValue: "600.00" }]);
    expect(inTable(rows, "due")).toMatchObject([
      { earned: ether, paidInAll: ether, advance: 0n, advanceLeft: 0n, debt: 0n },
    ]);
  });
});

describe("worksheets", () => {
  it("1099-MISC: payees of the United States or of no known country, gross of tax, and what is missing", async () => {
    const rows = inTable(
      await rowsOf(readTaxForm(context, "us-1099-misc", yearIn(buyer, 2027), options)),
      "recipients",
    );
    // 1,400.0035 of payments and 600.0015 withheld, three quarters of each.
    expect(rows[0]).toMatchObject({ name: "Ines Alba", royalties: "1500.00", withheld: "450.00", reportable: "yes" });
    expect(rows[0]?.noRate).toBe(1);
    expect(rows[1]).toMatchObject({
      payee: investor.address,
      royalties: "500.00",
      missing: ["name", "tax number", "address", "country"],
    });
  });

  it("1042-S: only payees of elsewhere and of no known country", async () => {
    const said = `account,name,country,income code,withholding rate\n${author.address},Ines Alba,PT,12,10`;
    const foreign = parseParties(said);
    const read = readTaxForm(context, "us-1042-s", yearIn(buyer, 2027), { ...options, parties: foreign });
    const rows = inTable(await rowsOf(read), "recipients");
    expect(rows[0]).toMatchObject({ country: "PT", incomeCode: "12", rate: "10.00", withheld: "450.00" });
    // What nobody said is missing, and not guessed.
    const unsaid = parseParties(`account,name,country\n${author.address},Ines Alba,PT`);
    const guessed = readTaxForm(context, "us-1042-s", yearIn(buyer, 2027), { ...options, parties: unsaid });
    const [first] = inTable(await rowsOf(guessed), "recipients");
    expect(first).toMatchObject({ incomeCode: undefined, rate: undefined });
    expect(first?.missing).toEqual(expect.arrayContaining(["income code", "withholding rate"]));
    const euros = readTaxForm(context, "us-1042-s", yearIn(buyer, 2027), { ...options, rates: rates("EUR") });
    await expect(euros).rejects.toThrow(/US forms are in dollars/);
  });

  it("VAT: supplier and customer of each sale, with the rule that their countries suggest", async () => {
    const rows = inTable(await rowsOf(readTaxForm(context, "vat", yearIn(author, 2026), options)), "invoices");
    expect(rows).toMatchObject([
      { direction: "sale", supplierName: "Ines Alba", customerName: "Maya Press Ltd", rule: "reverse charge" },
    ]);
    expect(rows[0]).toMatchObject({ taxable: "1500.25", missing: ["supplier's VAT number"] });
  });

  it("CARF: money that moved to and from the account, and aggregates", async () => {
    const rows = await rowsOf(readTaxForm(context, "carf", yearIn(buyer, 2027), options));
    expect(inTable(rows, "aggregate")).toMatchObject([{ direction: "out", transfers: 2, noRate: 1, value: "1400.00" }]);
  });

  it("usage: each report with sender, recipient, title, ISBN, use, period and royalty", async () => {
    const rows = await rowsOf(readUsage(context, { work }, options));
    expect(inTable(rows, "usage")).toMatchObject([
      {
        ...{ line: 1, senderName: "Maya Press Ltd", recipientName: "Ines Alba", title: "Harbour Lights" },
        ...{ isbn: "978-3-16-148410-0", uses: ["Print"], revenue: 10n * ether, owed: ether },
      },
    ]);
    expect(inTable(rows, "summary")).toMatchObject([{ reports: 1, owed: ether }]);
  });

  it("remittance: a withdrawal's lines add up to what was sent", async () => {
    const read = readRemittance(context, { holder: author.address, transaction: claim }, options);
    const rows = await rowsOf(read);
    const [sent] = inTable(rows, "payments");
    const items = inTable(rows, "items");
    expect(items.map(({ kind }) => kind)).toEqual(["units-taken", "debt", "payment"]);
    expect(items.reduce((sum, { part }) => sum + (part as bigint), 0n)).toBe(sent?.withdrawn);
    const none = readRemittance(context, { holder: investor.address, transaction: claim }, options);
    await expect(none).rejects.toThrow(/withdrew nothing in transaction/);
  });
});

describe("files that a reader brings", () => {
  it.each([
    ["date,currency,rate\n2026-01-01,ETH,1", /no column “source”/],
    ["date,currency,rate,source\n01.02.2026,ETH,1,x", /Row 2 of the exchange rates: “01.02.2026” is no day/],
    ["date,currency,rate,source\n2026-01-01,USDC,1,x", /“USDC” is no currency.*anybody can make another/],
    ["date,currency,rate,source\n2026-01-01,ETH,1.000,5,x", /has 5 cells/],
    ['date;currency;rate;source\n2026-01-01;ETH;"1,5";x', /“1,5” is no rate/],
    ["date,currency,rate,source\n2026-01-01,ETH,1,", /Row 2 of the exchange rates has no source/],
    ["date,currency,rate,source\n2026-01-01,ETH,1,x\n2026-01-01,eth,2,x", /a rate of eth on 2026-01-01 already/],
  ])("rates are refused with their row: %j", (text, sentence) => {
    expect(() => parseRates(text, "EUR")).toThrow(sentence);
  });

  it("parties too, and so is a mistyped ISNI", () => {
    expect(() => parseParties("account,name\n0x12,Ines")).toThrow(/Row 2 of the parties: “0x12” is not an address/);
    const mistyped = `account,name,isni\n${author.address},Ines,0000 0001 2103 2684`;
    expect(() => parseParties(mistyped)).toThrow(/ISNI 0000 0001 2103 2684. A digit is mistyped/);
    const parties = (code: string, rate: string) => () =>
      parseParties(`account,name,income code,withholding rate\n${author.address},Ines,${code},${rate}`);
    expect(parties("1", "30")).toThrow(/“1” is no income code/);
    expect(parties("12", "130")).toThrow(/“130” is no rate/);
    expect(() => parseRates("", "Euro")).toThrow(/“Euro” is not the code of a currency/);
  });
});

describe("the published JSON Schema", () => {
  const schema = JSON.parse(readFileSync(published, "utf8")) as Record<string, unknown>;

  /** Every kind of document, made without exchange rates and with them. */
  async function everyKind(): Promise<StatementDocument[]> {
    const plain: BookableOptions = { currencyOf: options.currencyOf };
    const made: StatementDocument[] = [];
    for (const given of [plain, options]) {
      const dollars = { ...given, rates: given.rates ?? rates("USD") };
      const year = yearIn(buyer, 2027);
      const paid = await readStatement(context, { payer: buyer.address });
      made.push(
        bookable(context, statementDocument(world.deployment, { payer: buyer.address }, paid), given),
        bookable(context, statementDocument(world.deployment, { work }, await readStatement(context, { work })), given),
        bookable(
          context,
          statementDocument(world.deployment, year, await readStatement(context, year), "tax-year"),
          given,
        ),
        bookable(context, await readRegister(context, { work }), given),
        bookable(context, await readInventory(context, { owner: author.address }), given),
        bookable(context, await readAudit(context, { work }), given),
        await readTaxForm(context, "us-1099-misc", year, dollars),
        await readTaxForm(context, "us-1042-s", year, dollars),
        await readTaxForm(context, "vat", year, given),
        await readTaxForm(context, "carf", year, given),
        await readUsage(context, { work }, given),
        await readRemittance(context, { holder: author.address, transaction: claim }, given),
      );
    }
    return made;
  }

  it("is made of the columns that every kind is written by, and a real one of each keeps to it", async () => {
    const documents = await everyKind();
    const made = statementSchema(documents.map(({ head }) => head));
    // COLOPHON_WRITE=1 writes it anew, after a column changed.
    if (process.env.COLOPHON_WRITE) writeFileSync(published, `${JSON.stringify(made, null, 2)}\n`);
    else expect(schema).toEqual(JSON.parse(JSON.stringify(made)));
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile(made);
    const kinds = new Set<string>();
    for (const document of documents) {
      let written = "";
      for await (const piece of writeJson(document, options.currencyOf)) written += piece;
      validate(JSON.parse(written));
      expect([document.head.kind, validate.errors ?? []]).toEqual([document.head.kind, []]);
      if (/\[\s*\{/.test(written)) kinds.add(document.head.kind);
    }
    // None of them was empty.
    expect(kinds.size).toBe(11);
  });

  it("refuses a column that is not in it, a number where digits are text, and another kind's tables", async () => {
    const validate = new Ajv2020({ strict: false }).compile(schema);
    let written = "";
    const read = await readStatement(context, { work });
    const document = statementDocument(world.deployment, { work }, read);
    for await (const piece of writeJson(bookable(context, document, options), options.currencyOf)) written += piece;
    const parsed = JSON.parse(written) as { kind: string; sections: { lines: Record<string, unknown>[] } };
    const [line] = parsed.sections.lines;
    const changed = (change: object) => ({
      ...parsed,
      sections: { ...parsed.sections, lines: [{ ...line, ...change }] },
    });
    expect(validate(changed({}))).toBe(true);
    expect(validate(changed({ tip: "1" }))).toBe(false);
    expect(validate(changed({ net: 12 }))).toBe(false);
    expect(validate({ ...parsed, kind: "audit" })).toBe(false);
  });
});
