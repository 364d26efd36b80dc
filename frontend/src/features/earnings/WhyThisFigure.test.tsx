import type { CurrencyEarnings, WorkEarnings } from "@colophon/sdk/read";
import { screen } from "@testing-library/react";
import { zeroAddress, zeroHash } from "viem";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { blockAt, eventAt, ines, maya, noon, paymentOf, tomas } from "../../testing/fixtures.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { type IncomeHistory, useHistory } from "./history.ts";
import { WhyThisFigure } from "./WhyThisFigure.tsx";

vi.mock("./history.ts");

const income: WorkEarnings = {
  work: {
    id: 5n,
    claimant: ines,
    controller: ines,
    category: "literary",
    contentRoot: zeroHash,
    metadata: { status: "unknown", sentence: "" },
  },
  holding: {
    work: 5n,
    account: tomas,
    units: 33_333_333,
    taken: 33_333_333,
    traded: 0,
    toTake: undefined,
    gap: undefined,
  },
  currencies: [],
};

const figures: CurrencyEarnings = {
  currency: zeroAddress,
  received: 100n,
  kept: 100n,
  entitled: 33n,
  claimed: 20n,
  claimable: 13n,
  notYetTaken: 0n,
  steps: 0,
};

const history: IncomeHistory = {
  payments: [paymentOf(60n, eventAt(11)), paymentOf(40n, eventAt(10), { licence: (5n << 32n) | 3n, memo: zeroHash })],
  moves: [],
  kept: 1_000_000_000,
  withdrawals: [{ currency: zeroAddress, to: maya, amount: 20n, block: 12 }],
};

function show(changes: Partial<CurrencyEarnings> = {}) {
  renderPage(<WhyThisFigure account={tomas} income={income} figures={{ ...figures, ...changes }} />, {
    chain: fakeChain(),
  });
}

describe("WhyThisFigure", () => {
  beforeEach(() => {
    const data = { status: "found", value: history, block: blockAt(noon, 14) } as const;
    vi.mocked(useHistory).mockReturnValue({ data } as ReturnType<typeof useHistory>);
  });

  it("adds every payment up to what the contract says, to the last wei", () => {
    show();
    // 40 % of a third, and the third of 60 wei, with their fractions.
    expect(screen.getByText("0.0000000000000000199999998")).toBeDefined();
    expect(screen.getByText("0.000000000000000033333333")).toBeDefined();
    expect(screen.getByText(/Checked: these payments are all/)).toBeDefined();
    expect(screen.getByRole("link", { name: "Licence 3" }).getAttribute("href")).toMatch(/^\/licence\/0x0+500000003$/);
  });

  it("C07 raises the alarm when the payments do not make what the contract says", () => {
    show({ entitled: 34n, claimable: 14n });
    expect(screen.getByText("This does not add up")).toBeDefined();
  });

  it("C07 raises the alarm when a payment or a withdrawal is left out", () => {
    show({ received: 101n });
    expect(screen.getByText("This does not add up")).toBeDefined();
  });

  it("says so when the payments cannot be read", () => {
    const problem = { name: "Silent", sentence: "The node does not answer." };
    const data = { status: "unknown", problem, cause: undefined } as const;
    vi.mocked(useHistory).mockReturnValue({ data } as unknown as ReturnType<typeof useHistory>);
    show();
    expect(screen.getByText(/The node does not answer\./)).toBeDefined();
  });
});
