import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { zeroAddress } from "viem";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { fakeIndex, indexedAt } from "../../testing/fakeIndex.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { TrendsPage } from "./TrendsPage.tsx";

const index = "/index";
const march = Date.parse("2026-03-01T00:00:00Z") / 1000;

beforeEach(() => history.replaceState(null, "", "/trends"));
afterEach(() => vi.unstubAllGlobals());

describe("TrendsPage", () => {
  it("C10 says what it cannot do without an index", async () => {
    renderPage(<TrendsPage />, { chain: fakeChain() });
    expect(await screen.findByText("This site has no index")).toBeDefined();
  });

  it("shows each measure as a chart, a table and a file", async () => {
    const { asked } = fakeIndex({
      "/v1/trends": (url) => {
        const measure = url.searchParams.get("measure");
        const value = measure === "income" ? "1500000000000000001" : "3";
        const currency = url.searchParams.get("currency");
        const key = currency ?? "all";
        return {
          at: indexedAt,
          measure,
          by: "month",
          series: [{ key, currency, points: [{ time: march, value, count: 3 }] }],
        };
      },
    });
    const saved: Blob[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
    vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
      saved.push(blob as Blob);
      return "blob:x";
    });
    renderPage(<TrendsPage />, { chain: fakeChain(), index });
    const income = await screen.findByRole("region", { name: "Income of works" });
    const chart = await within(income).findByRole("slider");
    fireEvent.keyDown(chart, { key: "Home" });
    // Exact, whatever a drawing can show.
    expect(chart.getAttribute("aria-valuetext")).toBe("Mar 2026: 1.500000000000000001 ETH");
    expect(within(income).getByRole("cell", { name: /1\.500000000000000001/ })).toBeDefined();
    fireEvent.click(within(income).getByRole("button", { name: "Save as CSV" }));
    expect(await saved[0]?.text()).toContain(
      `2026-03-01,month,${zeroAddress},Income of works,1.500000000000000001,1500000000000000001,${zeroAddress},3`,
    );
    const measures = asked.flatMap(({ path }) => new URLSearchParams(path.split("?")[1]).get("measure") ?? []);
    expect(measures.sort()).toEqual(["income", "licences", "price", "registrations"]);
  });

  it("says what a measure has no answer to, and asks for what it has", async () => {
    const { asked } = fakeIndex({
      "/v1/trends": () => ({ at: indexedAt, measure: "licences", by: "month", series: [] }),
    });
    renderPage(<TrendsPage />, { chain: fakeChain(), index });
    fireEvent.change(await screen.findByLabelText("Told apart by"), { target: { value: "use" } });
    expect(await screen.findByText(/A registration has no use/)).toBeDefined();
    await waitFor(() => expect(asked.some(({ path }) => /measure=licences.*split=use/.test(path))).toBe(true));
    expect(asked.some(({ path }) => /measure=registrations.*split=use/.test(path))).toBe(false);
    expect(await screen.findAllByText("There is nothing of this kind in that time.")).toHaveLength(4);
  });
});
