import { screen } from "@testing-library/react";
import { zeroAddress } from "viem";
import { beforeEach, expect, it, vi } from "vitest";
import { HomePage } from "../app/HomePage.tsx";
import { LicencesPage } from "../features/licences/LicencesPage.tsx";
import { PortfolioPage } from "../features/portfolio/PortfolioPage.tsx";
import { useOverdue } from "../lib/reads.ts";
import { fakeChain } from "../testing/fakeChain.ts";
import { renderPage } from "../testing/renderPage.tsx";

vi.mock("../lib/reads.ts", async (original) => ({
  ...(await original<typeof import("../lib/reads.ts")>()),
  useOverdue: vi.fn(),
}));

const licence = { id: (5n << 32n) | 2n, work: 5n, serial: 2, terms: { conditions: { currency: zeroAddress } } };
const block = { number: 7, hash: "0x", time: 1 };

beforeEach(() => {
  const value = [{ licence, arrears: { periods: 2, minimum: 10n ** 16n } }];
  vi.mocked(useOverdue).mockReturnValue({ data: { status: "found", value, block } } as never);
});

it.each([
  ["the home page", <HomePage key="home" />],
  ["the list of licences", <LicencesPage key="licences" />],
  ["the portfolio", <PortfolioPage key="portfolio" />],
])("says on %s that a report is overdue, and leads to its licence", async (_, page) => {
  renderPage(page, { chain: fakeChain(), walletChainId: 31337 });
  expect(await screen.findByText("1 licence waits for a report that is overdue")).toBeDefined();
  expect(screen.getByText(/2 periods are over and not reported; at least/).textContent).toMatch(/0\.01\sETH/);
  const link = screen.getByRole("link", { name: /Licence 2 of/ });
  expect(link.getAttribute("href")).toMatch(/^\/licence\/0x0+500000002$/);
});
