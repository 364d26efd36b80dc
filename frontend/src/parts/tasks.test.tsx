import type { Task, Tasks } from "@colophon/sdk/tasks";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { zeroAddress, zeroHash } from "viem";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Header } from "../app/Header.tsx";
import { HomePage } from "../app/HomePage.tsx";
import { LicencesPage } from "../features/licences/LicencesPage.tsx";
import { PortfolioPage } from "../features/portfolio/PortfolioPage.tsx";
import { downloadFile } from "../lib/download.ts";
import { openingTasks } from "../lib/tasks.ts";
import { fakeChain } from "../testing/fakeChain.ts";
import { renderPage, testAccount } from "../testing/renderPage.tsx";

const readTasks = vi.hoisted(() => vi.fn());
vi.mock("@colophon/sdk/tasks", async (original) => ({
  ...(await original<typeof import("@colophon/sdk/tasks")>()),
  readTasks,
}));
vi.mock("../lib/download.ts", async (original) => ({
  ...(await original<typeof import("../lib/download.ts")>()),
  downloadFile: vi.fn(),
}));

const of = { licence: (5n << 32n) | 2n, work: { id: 5n, name: "The Salt Almanac" } };
const sum = { amount: 10n ** 16n, currency: zeroAddress, known: { symbol: "ETH", decimals: 18 } } as const;
const now = Math.floor(Date.now() / 1000);
const overdue: Task = { kind: "overdue", ...of, side: "holder", periods: 2, minimum: sum };
const ending: Task = { kind: "ending", ...of, due: now + 200 * 86_400 };

function answer(value: Partial<Tasks>) {
  const block = { number: 7, hash: zeroHash, time: now };
  const none = { account: testAccount, tasks: [], happened: [], gaps: [] };
  readTasks.mockResolvedValue({ status: "found", value: { ...none, ...value }, block });
}

beforeEach(() => {
  localStorage.clear();
  answer({ tasks: [ending, overdue] });
});

it.each([
  ["the home page", <HomePage key="home" />],
  ["the list of licences", <LicencesPage key="licences" />],
  ["the portfolio", <PortfolioPage key="portfolio" />],
])("says on %s that a report is overdue, and leads to where it is given", async (_, page) => {
  renderPage(page, { chain: fakeChain(), walletChainId: 31337 });
  const link = await screen.findByRole("link", { name: "Report under licence 2 of “The Salt Almanac”" });
  expect(link.getAttribute("href")).toMatch(/^\/licence\/0x0+500000002\?tab=reports$/);
  expect(screen.getByText(/2 periods over and not reported\. At least 0\.01 ETH is owed/)).toBeDefined();
});

describe("the desk", () => {
  const show = () =>
    renderPage(
      <>
        <Header />
        <HomePage />
      </>,
      { chain: fakeChain(), walletChainId: 31337 },
    );

  it("parts what waits from what comes, and the badge counts what waits", async () => {
    show();
    expect(await screen.findByRole("link", { name: "Colophon, home, 1 to do" })).toBeDefined();
    const coming = screen.getByRole("region", { name: "Coming up" });
    expect(coming.textContent).toContain("Licence 2 of “The Salt Almanac” ends");
    expect(screen.getByRole("region", { name: /^To do/ }).textContent).not.toContain("ends");
  });

  it("saves its days as a calendar", async () => {
    show();
    await userEvent.click(await screen.findByRole("button", { name: "1 day for your calendar" }));
    const [name, content] = vi.mocked(downloadFile).mock.calls[0] ?? [];
    expect(name).toBe("colophon.ics");
    expect(content).toMatch(/BEGIN:VEVENT\r\nUID:ending:/);
  });

  it("marks what was sold since the last visit, and says what could not be looked at", async () => {
    const at = { block: 6, time: now - 60, transaction: zeroHash };
    const sale = { kind: "sale" as const, ...of, buyer: zeroAddress, seats: 1, sum, at };
    localStorage.setItem(`colophon.seen:31337:${testAccount.toLowerCase()}`, String(now - 3_600));
    answer({ happened: [sale], gaps: ["What licence 9 asks of you is not known."] });
    show();
    expect(await screen.findByText("1 new")).toBeDefined();
    expect(screen.getByRole("link", { name: "Sold licence 2 of “The Salt Almanac” for 0.01 ETH" })).toBeDefined();
    expect(screen.getByText("Something may be missing here")).toBeDefined();
    await waitFor(() => expect(screen.getByText("Nothing waits for you")).toBeDefined());
  });
});

it("reminds of openings that were never saved, once for all that were stamped together", () => {
  const kept = (name: string, stamped: string, downloaded: boolean) => ({ name, stamped, downloaded }) as never;
  const tasks = openingTasks([kept("b.txt", "0x1", false), kept("a.txt", "0x1", false), kept("c.txt", "0x2", true)]);
  expect(tasks).toEqual([{ kind: "opening", stamped: "0x1", name: "a.txt and 1 more", files: 2 }]);
});
