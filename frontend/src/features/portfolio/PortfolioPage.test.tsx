import { fireEvent, screen } from "@testing-library/react";
import { zeroAddress } from "viem";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { fakeIndex, indexedAt, indexedLicence, indexedWork } from "../../testing/fakeIndex.ts";
import { ines } from "../../testing/fixtures.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { PortfolioPage } from "./PortfolioPage.tsx";

const index = "/index";
const page = (items: unknown[], next: string | null = null) => ({ at: indexedAt, items, next });

beforeEach(() => history.replaceState(null, "", "/portfolio"));
afterEach(() => vi.unstubAllGlobals());

describe("PortfolioPage", () => {
  it("C10 says what it cannot do without an index", async () => {
    renderPage(<PortfolioPage />, { chain: fakeChain(), walletChainId: 31337 });
    expect(await screen.findByText("This site has no index")).toBeDefined();
    expect(screen.getByRole("link", { name: "your licences" })).toBeDefined();
  });

  it("W01 asks for an account", async () => {
    fakeIndex({});
    renderPage(<PortfolioPage />, { chain: fakeChain(), index });
    expect(await screen.findByText("Whose portfolio?")).toBeDefined();
  });

  it("reads all pages of works and licences, and saves them as a file", async () => {
    history.replaceState(null, "", `/portfolio?account=${ines}`);
    const income = [{ currency: zeroAddress, received: "1500000000000000000" }];
    const second = indexedWork({ id: `0x${"2".repeat(56)}`, name: "=Second()", category: "musical", income });
    const { asked } = fakeIndex({
      "/v1/works": (url) => (url.searchParams.get("after") ? page([second]) : page([indexedWork()], "7")),
      "/v1/licences": (url) => page(url.searchParams.get("licensor") ? [indexedLicence()] : []),
      [`/v1/accounts/${ines}`]: () => ({
        at: indexedAt,
        address: ines,
        stamps: { sent: 12, unopened: 7 },
        works: { claimed: 2, controlled: 2 },
        licences: { held: 0, running: 0, granted: 1 },
        unitsOf: 3,
        withdrawn: [{ currency: zeroAddress, amount: "250000000000000000" }],
        proceeds: [],
      }),
    });
    const saved: Blob[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
    vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
      saved.push(blob as Blob);
      return "blob:x";
    });
    renderPage(<PortfolioPage />, { chain: fakeChain(), index });
    expect(await screen.findByRole("link", { name: "=Second()" })).toBeDefined();
    expect(screen.getByText("It holds no licence.")).toBeDefined();
    expect(screen.getAllByText(/1\.5/).length).toBeGreaterThan(0);
    expect(await screen.findByText("Works of which it claimed units")).toBeDefined();
    expect(screen.getByText("0.25")).toBeDefined();
    expect(screen.getByText("Stamped only").closest("tr")?.textContent).toContain("7");
    expect(asked.map(({ path }) => path)).toContain(`/v1/works?controller=${ines}&limit=100&after=7`);
    fireEvent.click(screen.getByRole("button", { name: "Save the works as CSV" }));
    const text = await saved[0]?.text();
    expect(text).toContain("'=Second()");
    expect(text?.split("\r\n")).toHaveLength(4);
  });

  it("shows what was stamped and not registered yet, without any work", async () => {
    history.replaceState(null, "", `/portfolio?account=${ines}`);
    fakeIndex({
      "/v1/works": () => page([]),
      "/v1/licences": () => page([]),
      [`/v1/accounts/${ines}`]: () => ({
        at: indexedAt,
        address: ines,
        stamps: { sent: 3, unopened: 3 },
        works: { claimed: 0, controlled: 0 },
        licences: { held: 0, running: 0, granted: 0 },
        unitsOf: 0,
        withdrawn: [],
        proceeds: [],
      }),
    });
    renderPage(<PortfolioPage />, { chain: fakeChain(), index });
    expect(await screen.findByText("This account controls no work.")).toBeDefined();
    expect((await screen.findByText("Stamped only")).closest("tr")?.textContent).toContain("3");
  });

  it("C10 shows nothing half when one of its lists is missing", async () => {
    history.replaceState(null, "", `/portfolio?account=${ines}`);
    fakeIndex({ "/v1/works": () => page([indexedWork()]), "/v1/licences": () => new Response("", { status: 500 }) });
    renderPage(<PortfolioPage />, { chain: fakeChain(), index });
    expect(await screen.findByText("The index cannot be reached")).toBeDefined();
    expect(screen.queryByText("Works controlled")).toBeNull();
  });
});
