import { fireEvent, screen } from "@testing-library/react";
import { zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { renderPage, testAccount } from "../../testing/renderPage.tsx";
import { documents, indexedStatementLink } from "./documents.ts";
import { StatementsPage } from "./StatementsPage.tsx";
import { StatementBalances, StatementChecks, StatementUnknowns } from "./StatementView.tsx";
import { periodOf, queryOf, type ShownStatement, type StatementChoice } from "./statement.ts";

const now = Date.UTC(2026, 10, 24) / 1000;
const choice: StatementChoice = {
  ...{ about: "holder", holder: testAccount, work: "", period: "all", year: "2026", from: "", to: "", currency: "all" },
};

const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 1000;

describe("periodOf", () => {
  it("takes a year and a quarter from their first second until the next one's, in UTC", () => {
    expect(periodOf({ ...choice, period: "year" }, now)).toEqual({
      ok: true,
      period: { from: day("2026-01-01"), until: day("2027-01-01") },
    });
    expect(periodOf({ ...choice, period: "quarter" }, now)).toEqual({
      ok: true,
      period: { from: day("2026-10-01"), until: day("2027-01-01") },
    });
    expect(periodOf({ ...choice, period: "quarter" }, day("2026-03-31"))).toEqual({
      ok: true,
      period: { from: day("2026-01-01"), until: day("2026-04-01") },
    });
  });

  it("W10 counts the last day whole, and refuses days that do not exist or come too early", () => {
    const custom = (from: string, to: string) => periodOf({ ...choice, period: "custom", from, to }, now);
    expect(custom("2026-03-12", "2026-03-12")).toEqual({
      ok: true,
      period: { from: day("2026-03-12"), until: day("2026-03-13") },
    });
    expect(custom("", "")).toEqual({ ok: true, period: {} });
    expect(custom("2026-02-30", "")).toMatchObject({ ok: false, error: expect.stringMatching(/no day/) });
    expect(custom("2026-03-12", "2026-03-11")).toMatchObject({ ok: false, error: expect.stringMatching(/before the/) });
    expect(periodOf({ ...choice, period: "year", year: "26" }, now)).toMatchObject({ ok: false });
  });
});

describe("queryOf", () => {
  it("asks for what an account earned and paid, or for a work as a whole", () => {
    expect(queryOf(choice, now)).toEqual({ ok: true, query: { holder: testAccount, payer: testAccount } });
    expect(queryOf({ ...choice, about: "work", work: "0x07" }, now)).toEqual({ ok: true, query: { work: 7n } });
    expect(queryOf({ ...choice, holder: "0x12" }, now)).toMatchObject({ ok: false, field: "holder" });
    expect(queryOf({ ...choice, about: "work", work: "seven" }, now)).toMatchObject({ ok: false, field: "work" });
  });

  it("offers an inventory of an account, not of a work", () => {
    expect(documents({ holder: testAccount }).map(({ id }) => id)).toEqual([
      ...["royalties", "register", "inventory", "audit"],
    ]);
    expect(documents({ work: 7n }).map(({ id }) => id)).toEqual(["royalties", "register", "audit"]);
  });
});

describe("indexedStatementLink", () => {
  it("asks the index for the same account, period and currency", () => {
    const query = { holder: testAccount, payer: testAccount, from: 10, until: 20 } as const;
    expect(indexedStatementLink("/index/", query, "csv")).toBe(
      `/index/v1/statements/royalties?holder=${testAccount}&from=10&to=20&format=csv`,
    );
    expect(indexedStatementLink("/index", { work: 7n }, "html")).toBe(
      `/index/v1/statements/royalties?work=0x${"7".padStart(56, "0")}&format=html`,
    );
  });
});

describe("StatementsPage", () => {
  it("W01 works without a wallet: it asks for any account", async () => {
    renderPage(<StatementsPage />, { chain: fakeChain() });
    expect(await screen.findByText("Name an account")).toBeDefined();
    fireEvent.change(screen.getByLabelText(/^Account/), { target: { value: "0x123" } });
    expect(await screen.findByText(/An address is 0x and 40 letters and digits/)).toBeDefined();
  });

  it("shows an account in which nothing ever happened as that", async () => {
    renderPage(<StatementsPage />, { chain: fakeChain(), walletChainId: 31337 });
    expect(await screen.findByText("Nothing moved in this period.")).toBeDefined();
    expect(screen.getByText(/^No income and no balance in this period, of claimed units/)).toBeDefined();
    expect(screen.getByRole("button", { name: "Audit report: To print" })).toBeDefined();
  });

  it("C06 says that the money is safe when the chain does not answer", async () => {
    const chain = fakeChain({
      eth_getLogs: () => {
        throw Object.assign(new Error("fetch failed"), { code: -32603 });
      },
    });
    renderPage(<StatementsPage />, { chain, walletChainId: 31337 });
    expect(await screen.findByText("This statement cannot be made right now", {}, { timeout: 10_000 })).toBeDefined();
    expect(screen.getByText(/Nobody's money is affected/)).toBeDefined();
  });
});

describe("what an account did not take", () => {
  const row = {
    ...{ ledger: "units", work: 7n, currency: zeroAddress, account: testAccount, unsettled: undefined },
    ...{ units: 40_000_000n, unitsUntaken: 40_000_000n, received: 10n ** 18n },
    ...{ entitled: 4n * 10n ** 17n, untaken: 4n * 10n ** 17n },
    ...{ withdrawn: 0n, paid: 0n, waiting: 0n },
  } as const;

  it("stands beside what it can withdraw, as a figure", async () => {
    const statement = { openings: [], closings: [row] } as unknown as ShownStatement;
    renderPage(<StatementBalances statement={statement} />, { chain: fakeChain() });
    expect(await screen.findByRole("columnheader", { name: "At the end, not claimed" })).toBeDefined();
    const cells = screen.getAllByRole("cell").map(({ textContent }) => textContent);
    expect(cells.slice(1).map((text) => text?.replaceAll("\u00a0", " "))).toEqual([
      ...["At the beginning0 ETH", "Became available0.4 ETH", "Withdrawn0 ETH"],
      ...["At the end, not claimed0.4 ETH", "At the end, claimed0 ETH"],
    ]);
  });

  it("and what may be missing, for want of a list, is at most a named sum", async () => {
    const unknown = [
      { work: 7n, currency: zeroAddress, units: 40_000_000n, received: 10n ** 18n, atMost: 4n * 10n ** 17n },
    ];
    renderPage(<StatementUnknowns unknown={unknown} />, { chain: fakeChain() });
    expect((await screen.findByRole("listitem")).textContent).toMatch(/40 % not claimed: 0\.4\sETH/);
  });
});

describe("StatementChecks", () => {
  const check = { check: "waiting", work: 7n, currency: undefined, how: "Royalties.claimable(…)" };
  const statementWith = (checks: ShownStatement["checks"]) =>
    ({ head: { block: { number: 12345 } }, checks }) as ShownStatement;

  it("C07 says aloud that a statement is wrong when one figure differs", async () => {
    const wrong = { ...check, result: "differs", computed: 1n, contract: 2n } as const;
    const right = { ...check, how: "other", result: "consistent", computed: 1n, contract: 1n } as const;
    renderPage(<StatementChecks statement={statementWith([right, wrong])} />, { chain: fakeChain() });
    expect((await screen.findByRole("alert")).textContent).toMatch(/1 of 2 figures differ.*block 12,345/);
  });

  it("does not claim what it could not compare", async () => {
    const unknown = { ...check, result: "unknown", computed: 1n, contract: undefined } as const;
    renderPage(<StatementChecks statement={statementWith([unknown])} />, { chain: fakeChain() });
    expect(await screen.findByText("Not compared with the contract")).toBeDefined();
    expect(screen.queryByText(/Equal to the contract/)).toBeNull();
  });
});
