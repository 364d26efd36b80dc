import { type Address, getAddress, type Hex, zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import vectors from "../../vectors/statements.json" with { type: "json" };
import type { StatementDocument } from "./document.ts";
import { royaltyStatement, taxYear } from "./royalties.ts";
import type { StatementEvent, StatementPart } from "./statement.ts";
import { statementDocument } from "./statementDocument.ts";
import { writeJson } from "./write.ts";
import { writeCsv } from "./writeCsv.ts";
import { writeHtml } from "./writeHtml.ts";

const holder: Address = "0x00000000000000000000000000000000000000A1";
const payer: Address = "0x00000000000000000000000000000000000000b2";
const token: Address = "0x00000000000000000000000000000000000000C3";
const work = 7n;
const hash = `0x${"ab".repeat(32)}` as Hex;
const block = { number: 99, hash, time: 2_000_000_000 };
const contract = { address: token, block: 1, initCodeHash: hash };
const deployment = {
  chainId: 31337,
  contracts: {
    ...{ timestamps: contract, colophon: contract, works: contract, terms: contract },
    ...{ offers: contract, licences: contract, compliance: contract, royalties: contract, agreements: contract },
    assignments: contract,
  },
};

type Body = StatementEvent extends infer Event ? (Event extends StatementEvent ? Omit<Event, "at"> : never) : never;

/** Events ten seconds apart, one in each block. */
const history = (...bodies: Body[]): StatementEvent[] =>
  bodies.map((body, i) => ({ ...body, at: { block: i + 1, time: (i + 1) * 10, transaction: hash, logIndex: 0 } }));

const paid = (amount: bigint, currency: Address = zeroAddress): Body => {
  return { type: "paid", work, currency, payer, amount, kind: "payment", licence: undefined };
};

/** All or some units, given at registration and taken at once. */
const owned = (units: bigint): Body[] => [
  { type: "given", work, holder, units, shownBy: "taken" },
  { type: "taken", work, holder, units },
];

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const linesOf = (parts: StatementPart[]) => parts.flatMap((part) => (part.section === "lines" ? [part.row] : []));
const closingsOf = (parts: StatementPart[]) => parts.flatMap((part) => (part.section === "closings" ? [part.row] : []));

function documentOf(events: Iterable<StatementEvent> | AsyncIterable<StatementEvent>): StatementDocument {
  const query = { holder };
  return statementDocument(deployment, query, { block, parts: royaltyStatement(events, query) });
}

const currencyOf = async (currency: Address) =>
  currency === zeroAddress ? { symbol: "ETH", decimals: 18 } : { symbol: "=EVIL()", decimals: 6 };

describe("royaltyStatement", () => {
  it("rounds the total and never a line: three thirds of one wei make one wei", async () => {
    const events = history(...owned(33_333_334n), paid(1n), paid(1n), paid(1n), {
      type: "claimed",
      work,
      currency: zeroAddress,
      holder,
      to: holder,
      amount: 1n,
    });
    const parts = await collect(royaltyStatement(events, { holder }));
    expect(linesOf(parts).map(({ net }) => net)).toEqual([0n, 0n, 0n, 0n, 1n, 0n]);
    const closing = { entitled: 1n, untaken: 0n, withdrawn: 1n, waiting: 0n, units: 33_333_334n };
    expect(closingsOf(parts)).toMatchObject([closing]);
  });

  it("gives units taken late their income at its dates, and bought units none of it", async () => {
    const buyer = payer;
    const events = history(
      { type: "given", work, holder, units: 50_000_000n, shownBy: "list" },
      { type: "derived", work, parent: 3n, share: 250_000_000 },
      paid(1000n),
      paid(400n, token),
      { type: "taken", work, holder, units: 50_000_000n },
      { type: "moved", work, from: holder, to: buyer, units: 25_000_000n },
      paid(1000n),
    );
    const mine = await collect(royaltyStatement(events, { holder }));
    expect(linesOf(mine)).toMatchObject([
      { kind: "units-given", currency: undefined, unitsMoved: 50_000_000n },
      { kind: "payment", time: 30, gross: 500n, upstream: 125n, net: 375n, taken: 0n, untaken: 375n, waiting: 0n },
      { kind: "payment", currency: token, gross: 200n, upstream: 50n, net: 150n, untaken: 150n },
      { kind: "units-taken", currency: undefined, unitsMoved: 50_000_000n },
      { kind: "units-taken", currency: zeroAddress, net: 0n, taken: 375n, untaken: 0n, waiting: 375n },
      { kind: "units-taken", currency: token, net: 0n, taken: 150n, untaken: 0n, waiting: 150n },
      { kind: "units-sent", unitsMoved: -25_000_000n, units: 25_000_000n, counterparty: buyer },
      { kind: "payment", amount: 1000n, gross: 250n, upstream: 63n, net: 187n, taken: 187n, waiting: 562n },
    ]);
    const theirs = await collect(royaltyStatement(events, { holder: buyer }));
    expect(closingsOf(theirs).find(({ currency }) => currency === zeroAddress)).toMatchObject({ entitled: 187n });
    expect(closingsOf(theirs).find(({ currency }) => currency === token)).toMatchObject({ entitled: 0n });
  });

  it("cuts a period at its seconds: from counts, until does not", async () => {
    const events = history(...owned(100_000_000n), paid(1n), paid(2n), paid(4n));
    const parts = await collect(royaltyStatement(events, { holder, from: 30, until: 50 }));
    expect(linesOf(parts).map(({ net }) => net)).toEqual([1n, 2n]);
    const late = await collect(royaltyStatement(events, { holder, from: 50 }));
    expect(late.filter(({ section }) => section === "openings")).toMatchObject([{ row: { waiting: 3n } }]);
  });

  it("counts a sublicence's price whole for its buyer, and only his part for its licensor", async () => {
    const licence = (work << 32n) | 5n;
    const events = history(
      { type: "paid", work, currency: zeroAddress, payer, amount: 30n, kind: "sale", licence },
      { type: "credited", account: holder, currency: zeroAddress, amount: 70n, payer, kind: "sale", licence },
      { type: "withdrawn", account: holder, currency: zeroAddress, to: payer, amount: 60n },
    );
    const bought = await collect(royaltyStatement(events, { payer }));
    expect(closingsOf(bought)).toMatchObject([{ ledger: "payments", paid: 100n }]);
    const sold = await collect(royaltyStatement(events, { holder }));
    expect(linesOf(sold).map(({ kind }) => kind)).toEqual(["proceeds", "proceeds-withdrawal"]);
    expect(closingsOf(sold)).toMatchObject([{ ledger: "proceeds", waiting: 10n }]);
  });

  it("refuses what makes no statement, in a sentence", async () => {
    const wrong = (events: StatementEvent[], query: object) => collect(royaltyStatement(events, query));
    await expect(wrong([], {})).rejects.toThrow(/Name a holder, a work or a payer/);
    await expect(wrong([], { holder, from: 10, until: 10 })).rejects.toThrow(/from 10 until 10 is empty/);
    const [first, second] = history(paid(1n), paid(2n)) as [StatementEvent, StatementEvent];
    await expect(wrong(history({ type: "taken", work, holder, units: 3n }), { holder })).rejects.toThrow(
      /took 3 units of work 0x0+7 and was given 0\. Put an event “given”/,
    );
    await expect(wrong([second, first], { holder })).rejects.toThrow(/log 0 of block 1 comes after log 0 of block 2/);
  });
});

describe("the vectors", () => {
  const whole = new Set(["work", "parent", "licence", "amount", "units"]);
  const revive = (fields: object) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        whole.has(name) && typeof value === "string" ? BigInt(value) : value,
      ]),
    );
  it.each(vectors.statements)("make the same statement of $query", async ({ query, sections }) => {
    const asked = revive(query);
    const parts = royaltyStatement(vectors.events.map(revive) as unknown as StatementEvent[], asked);
    const document = statementDocument(deployment, asked, { block, parts });
    const json = JSON.parse((await collect(writeJson(document, currencyOf))).join(""));
    expect({ ...json.sections, checks: undefined }).toEqual({ ...sections, checks: undefined });
  });
});

describe("taxYear", () => {
  it("begins and ends with the day, in UTC", () => {
    expect(taxYear({ account: holder, year: 2026 })).toMatchObject({ from: 1767225600, until: 1798761600 });
    const { from, until } = taxYear({ account: holder, year: 2027, begins: "04-06" });
    expect(new Date((from ?? 0) * 1000).toISOString()).toBe("2027-04-06T00:00:00.000Z");
    expect(new Date((until ?? 0) * 1000).toISOString()).toBe("2028-04-06T00:00:00.000Z");
    for (const begins of ["02-30", "13-01", "4-6", "02-29"]) {
      expect(() => taxYear({ account: holder, year: 2027, begins })).toThrow(/A year can't begin on/);
    }
    expect(() => taxYear({ account: holder, year: 26 })).toThrow(/26 is not a year of Ethereum/);
  });
});

describe("the writers", () => {
  const events = () =>
    history(...owned(100_000_000n), paid(1_234_567_890_123_456_789n), paid(1_500_001n, token), {
      type: "claimed",
      work,
      currency: token,
      holder,
      to: payer,
      amount: 1n,
    });

  it("write JSON that says every amount exactly", async () => {
    const text = (await collect(writeJson(documentOf(events()), currencyOf))).join("");
    const json = JSON.parse(text);
    expect(json).toMatchObject({
      format: "colophon-statement/3",
      kind: "royalties",
      subject: { holder: getAddress(holder) },
      chainId: 31337,
      block,
      period: { from: null, until: null },
      currencies: { [zeroAddress]: { symbol: "ETH", decimals: 18 }, [token]: { symbol: "=EVIL()", decimals: 6 } },
    });
    expect(Object.keys(json.sections)).toEqual([
      ...["openings", "lines", "payees", "payeeTotals", "totals", "closings", "unknown", "checks"],
    ]);
    expect(json.sections.lines[2]).toMatchObject({
      time: 30,
      net: "1234567890123456789",
      work: `0x${"7".padStart(56, "0")}`,
    });
    expect(json.sections.openings).toEqual([]);
    expect(json.sections.closings).toHaveLength(2);
  });

  it("write CSV that no spreadsheet runs, rounds or misreads", async () => {
    const text = (await collect(writeCsv(documentOf(events()), currencyOf))).join("");
    expect(text.startsWith("\ufeffsection,")).toBe(true);
    const lines = text.slice(1).split("\r\n");
    expect(lines.pop()).toBe("");
    const heads = (lines[0] as string).split(",");
    const row = lines.filter((line) => line.startsWith("lines,"))[3]?.split(",") ?? [];
    const cell = (name: string) => row[heads.indexOf(name)];
    expect(cell("time")).toBe("1970-01-01T00:00:40Z");
    expect([cell("net"), cell("netExact"), cell("currencyDecimals")]).toEqual(["1.500001", "1500001 base units", "6"]);
    // A line that only moves units has no amount at all.
    const moved = lines.filter((line) => line.startsWith("lines,"))[0]?.split(",") ?? [];
    expect(moved[heads.indexOf("netExact")]).toBe("");
    expect(cell("currencySymbol")).toBe("'=EVIL()");
    expect(text).toContain("1.234567890123456789,1234567890123456789 wei");
    for (const line of lines) expect(line.match(/"[^"]*"|[^,]+|(?<=,|^)(?=,|$)/g)?.length, line).toBe(heads.length);
  });

  it.each(["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])("take %j for text", async (symbol) => {
    const text = (await collect(writeCsv(documentOf(events()), async () => ({ symbol, decimals: 6 })))).join("");
    expect(text.includes(`,'${symbol},`) || text.includes(`,"'${symbol}",`)).toBe(true);
  });

  it("write HTML in which nothing of a stranger's runs, and nothing is loaded", async () => {
    const evil = async () => ({ symbol: "<script>alert(1)</script>\u202e", decimals: 6 });
    const text = (await collect(writeHtml(documentOf(events()), evil))).join("");
    expect(text).not.toContain("<script");
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;⟦U+202E⟧");
    expect(text).toContain("default-src 'none'");
    expect(text).not.toMatch(/(?:src|href)=/);
    expect(text).toContain("Nothing is converted".toLowerCase());
    expect(text.match(/<tbody>/g)).toHaveLength(8);
  });

  it.each([
    ["JSON", writeJson],
    ["CSV", writeCsv],
    ["HTML", writeHtml],
  ])("pass 100,000 rows as %s without keeping them", async (_name, write) => {
    const count = 100_000;
    let made = 0;
    async function* many(): AsyncGenerator<StatementEvent> {
      for (const [logIndex, body] of owned(100_000_000n).entries()) {
        yield { ...body, at: { block: 1, time: 1, transaction: hash, logIndex } };
      }
      for (made = 1; made < count; made++) {
        yield { ...paid(BigInt(made)), at: { block: made + 1, time: made + 1, transaction: hash, logIndex: 0 } };
      }
    }
    let [bytes, pending] = [0, 0];
    for await (const piece of write(documentOf(many()), currencyOf)) {
      bytes += piece.length;
      pending = Math.max(pending, piece.length);
    }
    expect(made).toBe(count);
    expect(bytes).toBeGreaterThan(count * 100);
    // What a writer holds at a time is one chunk, however long the document.
    expect(pending).toBeLessThan(100_000);
  });
});
